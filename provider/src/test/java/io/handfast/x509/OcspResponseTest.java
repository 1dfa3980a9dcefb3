package io.handfast.x509;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.crypto.Jca;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.OcspAnswer;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import io.handfast.x509.StatusAnswer.Status;
import java.io.ByteArrayOutputStream;
import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which OCSP responses are believed (RFC 6960 §3.2, §4.2.2). */
class OcspResponseTest {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final TestCa OTHER = TestCa.create(KeyKind.EC_P256, "Someone else");
    private static final Identity ISSUER = CA.intermediateIdentity();
    private static final X509Certificate LEAF = CA.leaf(KeyKind.EC_P256).issue().certificate();
    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";

    /** A responder's certificate from this authority. */
    private static TestCertificate delegate(Identity issuer) {
        return TestCertificate.withKey(KeyKind.EC_P256, KeyKind.EC_P256.generate())
                .subject("CN=Responder")
                .issuer(issuer, List.of());
    }

    private static Identity soundDelegate() {
        return delegate(ISSUER).purpose(KeyPurposeId.id_kp_OCSPSigning).issue();
    }

    private static StatusAnswer judge(byte[] response) throws UnusableStatusException {
        return OcspResponse.parse(response)
                .about(JCA, new CertificateId(LEAF, ISSUER.certificate()), new StatusTime(Instant.now(), SKEW), null);
    }

    static Stream<Arguments> believed() {
        return Stream.of(
                good("by the issuer, named by key", answer -> answer),
                good("by the issuer, named by name", OcspAnswer::namingTheResponder),
                good("hashed with SHA-256", answer -> answer.hashedWith("SHA-256")),
                good("hashed with SHA-384", answer -> answer.hashedWith("SHA-384")),
                good("hashed with SHA-512", answer -> answer.hashedWith("SHA-512")),
                good("signed with SHA-512", answer -> answer.signedWith("SHA512withECDSA")),
                good("by a delegate", answer -> answer.signedBy(soundDelegate())),
                good(
                        "by a delegate, named by name",
                        answer -> answer.signedBy(soundDelegate()).namingTheResponder()),
                good("within the skew", answer -> answer.holds(Duration.ofMinutes(10), Duration.ofHours(1))),
                good("over, but within the skew", answer -> answer.holds(Duration.ofDays(-1), Duration.ofMinutes(-10))),
                good("fresh and without an end", answer -> answer.holds(Duration.ofMinutes(-10), null)),
                good(
                        "an extension that does not matter",
                        answer -> answer.extension("1.2.3.4", false, new byte[] {5, 0})));
    }

    private static Arguments good(String name, UnaryOperator<OcspAnswer> change) {
        return arguments(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("believed")
    void believes(String name, UnaryOperator<OcspAnswer> change) throws Exception {
        StatusAnswer answer = judge(change.apply(OcspAnswer.about(LEAF, ISSUER)).make());
        assertEquals(Status.GOOD, answer.status());
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA", "EC_P256", "EC_P384", "ED25519"})
    void believesAuthoritiesOfEveryKind(KeyKind kind) throws Exception {
        TestCa ca = TestCa.of(kind);
        X509Certificate leaf = ca.leaf(KeyKind.EC_P256).issue().certificate();
        byte[] response = OcspAnswer.about(leaf, ca.intermediateIdentity()).make();
        StatusAnswer answer = OcspResponse.parse(response)
                .about(JCA, new CertificateId(leaf, ca.intermediate()), new StatusTime(Instant.now(), SKEW), null);
        assertEquals(Status.GOOD, answer.status());
    }

    @Test
    void tellsRevokedFromUnknown() throws Exception {
        StatusAnswer revoked = judge(OcspAnswer.about(LEAF, ISSUER).revoked().make());
        assertEquals(Status.REVOKED, revoked.status());
        assertEquals(
                new StatusAnswer.Revocation(Instant.parse("2026-01-02T03:04:05Z"), CRLReason.KEY_COMPROMISE),
                revoked.revocation().orElseThrow());
        assertEquals(
                Status.UNKNOWN,
                judge(OcspAnswer.about(LEAF, ISSUER).unknown().make()).status());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                bad("another serial number", a -> a.forSerial(77), "another certificate"),
                bad("a signature that was altered", OcspAnswer::spoilt, "not by '"),
                bad("another key", a -> a.forgedWith(OTHER.rootIdentity().privateKey()), "not by '"),
                bad("a stranger", a -> a.signedBy(OTHER.rootIdentity()), "not from the issuer"),
                bad(
                        "a stranger who hides",
                        a -> a.signedBy(OTHER.rootIdentity()).withoutCertificates(),
                        "nor among the certificates"),
                bad("no purpose", a -> a.signedBy(delegate(ISSUER).issue()), "no OCSPSigning"),
                bad(
                        "any purpose",
                        a -> a.signedBy(delegate(ISSUER)
                                .purpose(KeyPurposeId.anyExtendedKeyUsage)
                                .issue()),
                        "no OCSPSigning"),
                bad(
                        "a server's purpose",
                        a -> a.signedBy(delegate(ISSUER).serverAuth().issue()),
                        "no OCSPSigning"),
                bad(
                        "a delegate of the authority above",
                        a -> a.signedBy(delegate(CA.rootIdentity())
                                .purpose(KeyPurposeId.id_kp_OCSPSigning)
                                .issue()),
                        "not from the issuer"),
                bad(
                        "a delegate of a namesake",
                        a -> a.signedBy(TestCertificate.withKey(KeyKind.EC_P256, KeyKind.EC_P256.generate())
                                .issuer(namesake(), List.of())
                                .purpose(KeyPurposeId.id_kp_OCSPSigning)
                                .issue()),
                        "does not hold"),
                bad(
                        "a delegate out of date",
                        a -> a.signedBy(delegate(ISSUER)
                                .purpose(KeyPurposeId.id_kp_OCSPSigning)
                                .expired()
                                .issue()),
                        "does not hold"),
                bad(
                        "a delegate that may not sign",
                        a -> a.signedBy(delegate(ISSUER)
                                .purpose(KeyPurposeId.id_kp_OCSPSigning)
                                .keyUsage(KeyUsage.keyEncipherment)
                                .issue()),
                        "does not allow signatures"),
                bad(
                        "a delegate whose certificate is signed with SHA-1",
                        a -> a.signedBy(delegate(ISSUER)
                                .purpose(KeyPurposeId.id_kp_OCSPSigning)
                                .signedWith("SHA1withECDSA")
                                .issue()),
                        "whose certificate is signed with SHA1withECDSA"),
                bad("out of date", a -> a.holds(Duration.ofDays(-2), Duration.ofMinutes(-20)), "out of date"),
                bad("from the future", a -> a.holds(Duration.ofMinutes(20), Duration.ofDays(1)), "from the future"),
                bad("old and without an end", a -> a.holds(Duration.ofMinutes(-20), null), "out of date"),
                bad("signed with SHA-1", a -> a.signedWith("SHA1withECDSA"), "SHA1withECDSA"),
                bad("an unknown hash", a -> a.hashedWith("SHA-224"), "another certificate"),
                bad("a critical extension", a -> a.extension("1.2.3.4", true, new byte[] {5, 0}), "1.2.3.4"),
                bad("try later", a -> a.error(3), "tryLater"),
                bad("unauthorized", a -> a.error(6), "unauthorized"),
                bad("malformed request", a -> a.error(1), "malformedRequest"));
    }

    /** Somebody else under the issuer's name. */
    private static Identity namesake() {
        return TestCertificate.withKey(KeyKind.EC_P256, KeyKind.EC_P256.generate())
                .subject("CN=Test EC_P256 Intermediate, O=Handfast")
                .authority()
                .selfSigned();
    }

    private static Arguments bad(String name, UnaryOperator<OcspAnswer> change, String reason) {
        return arguments(name, change, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String name, UnaryOperator<OcspAnswer> change, String reason) {
        byte[] response = change.apply(OcspAnswer.about(LEAF, ISSUER)).make();
        assertRefused(response, reason);
    }

    @Test
    void refusesAnAnswerAboutTheNamesakesCertificate() {
        Identity namesake = namesake();
        byte[] response = OcspAnswer.about(LEAF, namesake).make();
        assertRefused(response, "another certificate");
    }

    @Test
    void repeatsTheNonceOrNone() throws Exception {
        byte[] nonce = new byte[32];
        new Random(7).nextBytes(nonce);
        byte[] other = nonce.clone();
        other[3] ^= 1;
        byte[] with = OcspAnswer.about(LEAF, ISSUER)
                .extension(NONCE, false, new DEROctetString(nonce).getEncoded())
                .make();
        byte[] without = OcspAnswer.about(LEAF, ISSUER).make();
        CertificateId id = new CertificateId(LEAF, ISSUER.certificate());
        StatusTime time = new StatusTime(Instant.now(), SKEW);
        assertEquals(
                Status.GOOD,
                OcspResponse.parse(with).about(JCA, id, time, nonce).status());
        assertEquals(
                Status.GOOD,
                OcspResponse.parse(without).about(JCA, id, time, nonce).status());
        assertEquals(
                Status.GOOD, OcspResponse.parse(with).about(JCA, id, time, null).status());
        OcspResponse response = OcspResponse.parse(with);
        UnusableStatusException refusal =
                assertThrows(UnusableStatusException.class, () -> response.about(JCA, id, time, other));
        assertTrue(String.valueOf(refusal.getMessage()).contains("nonce"), refusal::toString);
    }

    @Test
    void theRequestNamesTheCertificate() throws Exception {
        CertificateId id = new CertificateId(LEAF, ISSUER.certificate());
        OCSPRequest plain = OCSPRequest.getInstance(OcspRequests.encode(JCA, id, null));
        assertEquals(1, plain.getTbsRequest().getRequestList().size());
        assertEquals(null, plain.getTbsRequest().getRequestExtensions());
        OCSPRequest fresh = OCSPRequest.getInstance(OcspRequests.encode(JCA, id, new byte[32]));
        assertEquals(1, fresh.getTbsRequest().getRequestExtensions().getExtensionOIDs().length);
    }

    @Test
    void refusesEveryTruncation() {
        byte[] whole = OcspAnswer.about(LEAF, ISSUER).signedBy(soundDelegate()).make();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(UnusableStatusException.class, () -> judge(cut), () -> cut.length + " bytes");
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertRefused(longer, "exactly one DER value");
    }

    /** No altered byte makes an answer good unless it stands where nothing is said: then it says the same. */
    @Test
    void noAlteredByteMakesARevokedCertificateGood() {
        byte[] whole = OcspAnswer.about(LEAF, ISSUER).revoked().make();
        for (int i = 0; i < whole.length; i++) {
            byte[] altered = whole.clone();
            altered[i] ^= (byte) (1 << i % 8);
            try {
                assertEquals(Status.REVOKED, judge(altered).status(), "byte " + i);
            } catch (UnusableStatusException refused) {
                assertTrue(!String.valueOf(refused.getMessage()).isEmpty());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0500", "3003020101", "30030a0101", "300a0a0100a0053003060100", "a0030a0100"})
    void refusesOtherThings(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThrows(UnusableStatusException.class, () -> judge(bytes));
    }

    @Test
    void refusesWhatIsTooLargeTooDeepOrEndless() {
        assertRefused(new byte[OcspResponse.LARGEST + 1], "more than the limit");
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        byte[] inner = new byte[0];
        for (int depth = 0; depth < 2000; depth++) {
            nested.reset();
            nested.write(0x30);
            nested.write(0x82);
            nested.write(inner.length >> 8);
            nested.write(inner.length);
            nested.writeBytes(inner);
            inner = nested.toByteArray();
        }
        byte[] deep = inner;
        assertRefused(deep, "levels deep");
        assertRefused(new byte[] {0x30, (byte) 0x80, 0x0a, 1, 0, 0, 0}, "not DER");
        assertDoesNotThrow(() -> judge(OcspAnswer.about(LEAF, ISSUER).make()));
    }

    private static void assertRefused(byte[] response, String reason) {
        UnusableStatusException refusal = assertThrows(UnusableStatusException.class, () -> judge(response));
        assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal::toString);
    }
}
