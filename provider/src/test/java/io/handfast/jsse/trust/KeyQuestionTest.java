package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastParameters;
import io.handfast.HandfastProvider;
import io.handfast.iana.CodePoints;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.TestCa;
import java.lang.reflect.Proxy;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.Security;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A key is chosen once for the same question, and again as soon as anything differs that the choice depends on (RFC 8446 §4.4.2.2).
 */
class KeyQuestionTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final TestCa OTHER_CA = TestCa.create(KeyKind.EC_P256, "Other");
    private static final Identity ONE = CA.leaf(KeyKind.EC_P256)
            .dns("one.example")
            .valid(Duration.ofDays(-1), Duration.ofMinutes(10))
            .issue();
    private static final Identity ONE_LATER =
            CA.leaf(KeyKind.EC_P256).dns("one.example").issue();
    private static final Identity TWO =
            CA.leaf(KeyKind.EC_P256).dns("two.example").issue();
    private static final Identity RSA = CA.leaf(KeyKind.RSA).dns("one.example").issue();

    private static final Identity OF_OTHER_CA =
            OTHER_CA.leaf(KeyKind.EC_P256).dns("one.example").issue();
    private static final Identity LARGER =
            CA.leaf(KeyKind.EC_P384).dns("one.example").issue();

    private final ManualClock clock = new ManualClock();
    private KeyIndex index = index(ONE, ONE_LATER, TWO, RSA, LARGER);
    private String host = "one.example";
    private String protocol = "TLSv1.3";
    private SSLParameters ofServer = new SSLParameters();
    private Consumer<HandfastParameters> ofClient = wishes -> {};

    private static KeyIndex index(Identity... identities) {
        return KeyIndex.of(Stream.of(identities).map(KeyQuestionTest::stored).toList(), List.of());
    }

    private static StoredKey stored(Identity identity) {
        try {
            return StoredKey.of(
                    identity.certificate().getSerialNumber().toString(), identity.privateKey(), identity.chain());
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate that the client is shown. */
    private X509Certificate shown() throws Exception {
        EngineHandshake handshake = EngineHandshake.between(
                        new HandfastProvider(),
                        Managers.trusting(TestCa.trustStore(CA.root(), OTHER_CA.root())),
                        null,
                        new IndexedKeyManager(KeySource.of(index), clock),
                        host)
                .protocol(protocol);
        handshake.server().setSSLParameters(ofServer);
        HandfastParameters wishes = HandfastParameters.of(handshake.client().getSSLParameters());
        ofClient.accept(wishes);
        handshake.client().setSSLParameters(wishes);
        handshake.run();
        return (X509Certificate) handshake.client().getSession().getPeerCertificates()[0];
    }

    @Test
    void theSameQuestionIsAnsweredOnce() throws Exception {
        assertEquals(ONE.certificate(), shown());
        int asked = index.choices().size();
        assertTrue(asked > 0);
        for (int i = 0; i < 3; i++) {
            assertEquals(ONE.certificate(), shown());
        }
        assertEquals(asked, index.choices().size());
    }

    /** Something that makes the second question another one. */
    private interface Change {
        void make(KeyQuestionTest test);
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                difference("host", TWO, test -> test.host = "two.example"),
                difference("time", ONE_LATER, test -> test.clock.pass(Duration.ofMinutes(11))),
                difference("version", ONE, test -> test.protocol = "TLSv1.2"));
    }

    private static Arguments difference(String name, Identity chosen, Change change) {
        return Arguments.of(name, chosen, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void aDifferenceMeansAnotherChoice(String name, Identity chosen, Change change) throws Exception {
        assertEquals(ONE.certificate(), shown());
        int asked = index.choices().size();
        change.make(this);
        assertEquals(chosen.certificate(), shown());
        assertTrue(index.choices().size() > asked);
    }

    /** No certificate begins or ends meanwhile, but a rule with {@code denyAfter} may begin to hold. */
    @Test
    void anotherDayMeansAnotherChoice() throws Exception {
        index = index(TWO);
        host = "two.example";
        assertEquals(TWO.certificate(), shown());
        int asked = index.choices().size();
        int period = index.period(clock.instant());
        clock.pass(Duration.ofDays(1));
        assertEquals(period, index.period(clock.instant()));
        assertEquals(TWO.certificate(), shown());
        assertTrue(index.choices().size() > asked);
    }

    @Test
    void rulesOfThePlatformAreFollowedAtOnce() throws Exception {
        index = index(LARGER, ONE);
        assertEquals(LARGER.certificate(), shown());
        String before = Security.getProperty("jdk.tls.disabledAlgorithms");
        Security.setProperty("jdk.tls.disabledAlgorithms", before + ", secp384r1");
        try {
            assertEquals(ONE.certificate(), shown());
        } finally {
            Security.setProperty("jdk.tls.disabledAlgorithms", before);
        }
        assertEquals(LARGER.certificate(), shown());
    }

    @Test
    void whatThePeerVerifiesCounts() throws Exception {
        assertEquals(ONE.certificate(), shown());
        System.setProperty("jdk.tls.client.SignatureSchemes", "ecdsa_secp384r1_sha384,rsa_pss_rsae_sha256");
        try {
            assertEquals(LARGER.certificate(), shown());
        } finally {
            System.clearProperty("jdk.tls.client.SignatureSchemes");
        }
    }

    @Test
    void constraintsOfTheConnectionAreAskedEachTime() throws Exception {
        Choosy constraints = new Choosy();
        ofServer.setAlgorithmConstraints(constraints);
        assertEquals(ONE.certificate(), shown());
        constraints.permitsCurves = false;
        assertEquals(RSA.certificate(), shown());
        assertEquals(0, index.choices().size());
    }

    /** There may be as many names as a peer likes: they are not kept, and what was chosen without them does not count. */
    @Test
    void namesOfAuthoritiesAreAskedEachTime() throws Exception {
        index = index(ONE, OF_OTHER_CA);
        assertEquals(ONE.certificate(), shown());
        int asked = index.choices().size();
        ofClient = wishes -> wishes.setCertificateAuthorities(
                new X500Principal[] {OTHER_CA.root().getSubjectX500Principal()});
        assertEquals(OF_OTHER_CA.certificate(), shown());
        assertEquals(asked, index.choices().size());
        ofClient = wishes -> {};
        assertEquals(ONE.certificate(), shown());
    }

    @ParameterizedTest
    @CsvSource({"64, 64, true", "65, 1, false", "1, 65, false"})
    void moreSchemesThanThereAreAreNotKept(int inHandshakes, int inCertificates, boolean kept) {
        CodePoints first = CodePoints.of(IntStream.range(0, inHandshakes).toArray());
        CodePoints second = CodePoints.of(IntStream.range(0, inCertificates).toArray());
        SSLSession session = (SSLSession) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SSLSession.class, CertificateSchemes.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "verifiedInHandshakes" -> first;
                    case "verifiedInCertificates" -> second;
                    default -> null;
                });
        KeyQuestion question = KeyQuestion.of(
                new String[] {"EC"},
                null,
                PeerRole.SERVER,
                Optional.of(new HandshakeView(session, PeerDemands.NONE)),
                index,
                clock.instant());
        assertEquals(kept, question != null);
    }

    @Test
    void thePeriodChangesWhenACertificateBeginsOrEnds() {
        KeyIndex one = index(ONE);
        Instant begin = ONE.certificate().getNotBefore().toInstant();
        Instant end = ONE.certificate().getNotAfter().toInstant();
        int valid = one.period(begin);
        assertEquals(valid, one.period(end), "the last moment belongs to it");
        assertNotEquals(valid, one.period(begin.minusMillis(1)));
        assertNotEquals(valid, one.period(end.plusMillis(1)));
        assertNotEquals(one.period(begin.minusMillis(1)), one.period(end.plusMillis(1)));
        assertEquals(0, KeyIndex.empty().period(begin));
    }

    /** Constraints that allow everything, and later no key on a curve. */
    private static final class Choosy implements AlgorithmConstraints {
        private boolean permitsCurves = true;

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
            return true;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return permitsCurves || !key.getAlgorithm().equals("EC");
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
            return permits(primitives, key);
        }
    }
}
