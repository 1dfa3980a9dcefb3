package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastParameters;
import io.handfast.HandfastProvider;
import io.handfast.Revocation;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.InvalidAlgorithmParameterException;
import java.security.Key;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathBuilderResult;
import java.security.cert.CertPathBuilderSpi;
import java.security.cert.CertPathParameters;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A chain is validated once, and again as soon as anything is different that the verdict rests on (RFC 5280 §6). */
class ChainVerdictsTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final TestCa OTHER = TestCa.create(KeyKind.EC_P256, "Other");
    private static final Identity IDENTITY = leaf().issue();
    private static final X509Certificate[] SERVER = IDENTITY.chainArray();
    private static final String LIFETIME = "io.handfast.validationCacheSeconds";

    private final ManualClock clock = new ManualClock();
    private final TrustAnchors anchors = new TrustAnchors(List.of(CA.root()));
    private final PkixTrustManager trust = PkixTrustManager.of(anchors, clock);

    private static TestCertificate leaf() {
        return CA.leaf(KeyKind.EC_P256).dns("server.example");
    }

    @BeforeEach
    void count() {
        Security.insertProviderAt(new Counting(), 1);
        Builder.BUILT.set(0);
    }

    @AfterEach
    void stopCounting() {
        Security.removeProvider("Counting");
        System.clearProperty(LIFETIME);
    }

    @Test
    void theSameChainIsValidatedOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            trust.checkServerTrusted(SERVER.clone(), "UNKNOWN");
        }
        assertEquals(1, Builder.BUILT.get());
    }

    /** Something that makes the second question another one. */
    private interface Change {
        void ask(ChainVerdictsTest test) throws Exception;
    }

    static Stream<Arguments> differences() {
        X509Certificate[] longer = Arrays.copyOf(SERVER, SERVER.length + 1);
        longer[SERVER.length] = CA.root();
        X509Certificate[] another = leaf().issue().chainArray();
        return Stream.of(
                difference("role", test -> test.trust.checkClientTrusted(SERVER, "UNKNOWN")),
                difference("key exchange", test -> test.trust.checkServerTrusted(SERVER, "ECDHE_ECDSA")),
                difference("one certificate more", test -> test.trust.checkServerTrusted(longer, "UNKNOWN")),
                difference("another leaf of the same names", test -> test.trust.checkServerTrusted(another, "UNKNOWN")),
                difference("rules for TLS", test -> with("jdk.tls.disabledAlgorithms", test)),
                difference("rules for paths", test -> with("jdk.certpath.disabledAlgorithms", test)),
                difference("lifetime", test -> {
                    test.clock.pass(Duration.ofMinutes(6));
                    test.trust.checkServerTrusted(SERVER, "UNKNOWN");
                }),
                difference("a clock put back", test -> {
                    test.clock.pass(Duration.ofMinutes(-1));
                    test.trust.checkServerTrusted(SERVER, "UNKNOWN");
                }),
                difference("fetching of issuers", test -> {
                    System.setProperty("com.sun.security.enableAIAcaIssuers", "true");
                    try {
                        test.trust.checkServerTrusted(SERVER, "UNKNOWN");
                    } finally {
                        System.clearProperty("com.sun.security.enableAIAcaIssuers");
                    }
                }));
    }

    private static Arguments difference(String name, Change change) {
        return Arguments.of(name, change);
    }

    private static void with(String property, ChainVerdictsTest test) throws Exception {
        String before = Security.getProperty(property);
        Security.setProperty(property, before + ", SomethingElse");
        try {
            test.trust.checkServerTrusted(SERVER, "UNKNOWN");
        } finally {
            Security.setProperty(property, before);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void aDifferenceMeansValidation(String name, Change change) throws Exception {
        trust.checkServerTrusted(SERVER, "UNKNOWN");
        trust.checkServerTrusted(SERVER, "UNKNOWN");
        assertEquals(1, Builder.BUILT.get());
        change.ask(this);
        assertEquals(2, Builder.BUILT.get());
    }

    @Test
    void aVerdictEndsWithTheFirstCertificateOfThePath() throws Exception {
        Identity intermediate = TestCertificate.alone(KeyKind.EC_P256)
                .subject("CN=Short Lived")
                .authority()
                .valid(Duration.ofDays(-1), Duration.ofMinutes(2))
                .issuer(CA.rootIdentity(), List.of())
                .issue();
        X509Certificate[] chain = TestCertificate.alone(KeyKind.EC_P256)
                .issuer(intermediate, intermediate.chain())
                .issue()
                .chainArray();
        trust.checkServerTrusted(chain, "UNKNOWN");
        clock.pass(Duration.ofSeconds(100));
        trust.checkServerTrusted(chain, "UNKNOWN");
        assertEquals(1, Builder.BUILT.get());
        clock.pass(Duration.ofSeconds(30));
        assertThrows(CertificateException.class, () -> trust.checkServerTrusted(chain, "UNKNOWN"));
    }

    @Test
    void otherAnchorsHaveTheirOwnOpinion() throws Exception {
        trust.checkServerTrusted(SERVER, "UNKNOWN");
        PkixTrustManager stranger = PkixTrustManager.of(new TrustAnchors(List.of(OTHER.root())), clock);
        assertThrows(CertificateException.class, () -> stranger.checkServerTrusted(SERVER, "UNKNOWN"));
    }

    @Test
    void aRefusalIsNotRemembered() {
        X509Certificate[] chain = OTHER.leaf(KeyKind.EC_P256)
                .issue()
                .followedBy(OTHER.intermediate(), CA.root())
                .chainArray();
        for (int i = 0; i < 3; i++) {
            assertThrows(CertificateException.class, () -> trust.checkServerTrusted(chain, "UNKNOWN"));
        }
        assertEquals(3, Builder.BUILT.get());
    }

    private EngineHandshake reaching(String host) throws Exception {
        return EngineHandshake.between(new HandfastProvider(), trust, null, Managers.holding(IDENTITY), host);
    }

    @Test
    void theNameIsCheckedEachTime() throws Exception {
        reaching("server.example").identification("HTTPS").run();
        reaching("server.example").identification("HTTPS").run();
        SSLException refusal = assertThrows(
                SSLException.class,
                () -> reaching("other.example").identification("HTTPS").run());
        assertTrue(String.valueOf(refusal.getMessage()).contains("not for 'other.example'"), refusal.toString());
        assertEquals(1, Builder.BUILT.get());
    }

    @Test
    void constraintsOfTheConnectionAreAskedEachTime() throws Exception {
        Changing constraints = new Changing();
        SSLParameters parameters = new SSLParameters();
        parameters.setAlgorithmConstraints(constraints);
        reaching("server.example").run();
        reaching("server.example").parameters(parameters).run();
        reaching("server.example").parameters(parameters).run();
        assertEquals(3, Builder.BUILT.get());
        constraints.permitsCertificates = false;
        assertThrows(
                SSLException.class,
                () -> reaching("server.example").parameters(parameters).run());
    }

    @Test
    void revocationIsAskedEachTime() throws Exception {
        HandfastParameters parameters = new HandfastParameters();
        for (Revocation passing : List.of(Revocation.OFF, Revocation.STAPLED, Revocation.SOFT)) {
            parameters.setRevocation(passing);
            reaching("server.example").parameters(parameters).run();
        }
        // Nobody tells the status of this chain, and what was found without asking does not count.
        parameters.setRevocation(Revocation.HARD);
        for (int round = 0; round < 2; round++) {
            SSLException refusal = assertThrows(
                    SSLException.class,
                    () -> reaching("server.example").parameters(parameters).run());
            assertTrue(String.valueOf(refusal.getMessage()).contains("cannot be learned"), refusal::toString);
        }
        // Without staples to judge no path was kept the first time; afterwards it was.
        assertEquals(2, Builder.BUILT.get());
    }

    @Test
    void parametersOfTheApplicationAreFollowedEachTime() throws Exception {
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(CA.trustStore(), new X509CertSelector());
        parameters.setRevocationEnabled(false);
        X509ExtendedTrustManager manager = Managers.trusting(new CertPathTrustManagerParameters(parameters));
        manager.checkServerTrusted(SERVER, "UNKNOWN");
        manager.checkServerTrusted(SERVER, "UNKNOWN");
        assertEquals(2, Builder.BUILT.get());
    }

    @Test
    void zeroSecondsMeanNoCache() throws Exception {
        System.setProperty(LIFETIME, "0");
        PkixTrustManager without = PkixTrustManager.of(anchors, clock);
        without.checkServerTrusted(SERVER, "UNKNOWN");
        without.checkServerTrusted(SERVER, "UNKNOWN");
        assertEquals(2, Builder.BUILT.get());
        System.setProperty(LIFETIME, "soon");
        assertThrows(IllegalArgumentException.class, () -> PkixTrustManager.of(anchors, clock));
    }

    @Test
    void theNumberOfVerdictsIsBounded() {
        ChainVerdicts verdicts = new ChainVerdicts(clock, Duration.ofMinutes(5));
        List<X509Certificate> chain = List.of(SERVER);
        ChainVerdicts.Question first =
                verdicts.question(chain, PeerRole.SERVER, "first").orElseThrow();
        ChainVerdicts.Question used =
                verdicts.question(chain, PeerRole.SERVER, "used").orElseThrow();
        ChainVerdicts.Verdict consent = verdicts.consent(SERVER[0], new Path(chain, Optional.of(CA.root())), false);
        verdicts.keep(first, consent);
        verdicts.keep(used, consent);
        for (int i = 0; i < ChainVerdicts.LIMIT - 1; i++) {
            assertTrue(verdicts.verdict(used).isPresent());
            verdicts.keep(verdicts.question(chain, PeerRole.SERVER, "use " + i).orElseThrow(), consent);
        }
        assertEquals(ChainVerdicts.LIMIT, verdicts.size());
        assertTrue(verdicts.verdict(used).isPresent());
        assertTrue(verdicts.verdict(first).isEmpty());
    }

    /** Constraints that first allow everything, and later no key in signatures. */
    private static final class Changing implements AlgorithmConstraints {
        private boolean permitsCertificates = true;

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
            return true;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return permitsCertificates;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
            return permitsCertificates;
        }
    }

    /** The platform's path builder, with a count of its uses. */
    private static final class Counting extends Provider {
        private static final long serialVersionUID = 1;

        Counting() {
            super("Counting", "1", "counts paths");
            put("CertPathBuilder.PKIX", Builder.class.getName());
        }
    }

    /** What the counting provider offers. */
    public static final class Builder extends CertPathBuilderSpi {
        static final AtomicInteger BUILT = new AtomicInteger();

        @Override
        public CertPathBuilderResult engineBuild(CertPathParameters parameters)
                throws CertPathBuilderException, InvalidAlgorithmParameterException {
            BUILT.incrementAndGet();
            try {
                return CertPathBuilder.getInstance("PKIX", "SUN").build(parameters);
            } catch (java.security.NoSuchAlgorithmException | java.security.NoSuchProviderException e) {
                throw new CertPathBuilderException(e);
            }
        }
    }
}
