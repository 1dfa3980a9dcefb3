package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.failure.CertificateFailure;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

/** Chains that must be accepted and chains that must not (RFC 5280 §6, RFC 8446 §4.4.2.4). */
class PkixTrustManagerTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final TestCa OTHER = TestCa.create(KeyKind.EC_P256, "Other");
    private static final TestCa RSA_CA = TestCa.of(KeyKind.RSA);

    private final X509ExtendedTrustManager trust;

    PkixTrustManagerTest() throws Exception {
        trust = Managers.trusting(TestCa.trustStore(CA.root(), RSA_CA.root()));
    }

    private static TestCertificate leaf() {
        return CA.leaf(KeyKind.EC_P256).dns("server.example");
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RSA_1024"})
    void everyKindOfKeyInEveryPlace(KeyKind kind) throws Exception {
        TestCa authority = TestCa.of(kind);
        X509ExtendedTrustManager manager = Managers.trusting(authority.trustStore());
        Identity server = authority.leaf(kind).serverAuth().issue();
        manager.checkServerTrusted(server.chainArray(), "UNKNOWN");
        Identity client = authority.leaf(kind).clientAuth().issue();
        manager.checkClientTrusted(client.chainArray(), kind.keyAlgorithm());
        assertArrayEquals(new X509Certificate[] {authority.root()}, manager.getAcceptedIssuers());
    }

    static Stream<Arguments> chainsThatHold() {
        Identity leaf = leaf().issue();
        Identity below = belowThreeIntermediates();
        X509Certificate[] deep = below.chainArray();
        X509Certificate middle = CA.intermediate();
        X509Certificate other = OTHER.intermediate();
        return Stream.of(
                Arguments.of("leaf and intermediate", leaf),
                Arguments.of("with the root", leaf.followedBy(middle, CA.root())),
                Arguments.of("root first", leaf.followedBy(CA.root(), middle)),
                Arguments.of("strangers in between", leaf.followedBy(other, OTHER.root(), middle)),
                Arguments.of("the intermediate twice", leaf.followedBy(middle, middle)),
                Arguments.of("the leaf twice", leaf.followedBy(leaf.certificate(), middle)),
                Arguments.of("deep and in order", below),
                Arguments.of("deep and upside down", below.followedBy(deep[4], deep[3], deep[2], deep[1])),
                Arguments.of("expired stranger", leaf.followedBy(expiredStranger(), middle)),
                Arguments.of("for both roles", leaf().serverAuth().clientAuth().issue()),
                Arguments.of(
                        "any purpose",
                        leaf().purpose(KeyPurposeId.anyExtendedKeyUsage).issue()),
                Arguments.of(
                        "may sign", leaf().keyUsage(KeyUsage.digitalSignature).issue()));
    }

    private static Identity belowThreeIntermediates() {
        Identity issuer = CA.intermediateIdentity();
        List<X509Certificate> chain = List.of(CA.intermediate());
        for (int i = 0; i < 3; i++) {
            Identity next = TestCertificate.alone(KeyKind.EC_P256)
                    .subject("CN=Level " + i)
                    .authority()
                    .issuer(issuer, chain)
                    .issue();
            issuer = next;
            chain = next.chain();
        }
        return TestCertificate.alone(KeyKind.EC_P256).issuer(issuer, chain).issue();
    }

    private static X509Certificate expiredStranger() {
        return TestCertificate.alone(KeyKind.EC_P256)
                .subject("CN=Old Stranger")
                .expired()
                .selfSigned()
                .certificate();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chainsThatHold")
    @Spec("RFC8446-4.4.2-12")
    void accepted(String what, Identity server) {
        assertDoesNotThrow(() -> trust.checkServerTrusted(server.chainArray(), "ECDHE_ECDSA"));
    }

    static Stream<Arguments> chainsThatDoNotHold() {
        Identity leaf = leaf().issue();
        Identity expiredAuthority = TestCertificate.alone(KeyKind.EC_P256)
                .subject("CN=Expired Authority")
                .authority()
                .expired()
                .issuer(CA.rootIdentity(), List.of())
                .issue();
        Identity noAuthority = leaf().issue();
        Identity sha1 = RSA_CA.leaf(KeyKind.RSA).signedWith("MD5withRSA").issue();
        return Stream.of(
                Arguments.of("unknown authority", OTHER.leaf(KeyKind.EC_P256).issue(), "trust anchors"),
                Arguments.of(
                        "unknown authority with its root",
                        OTHER.leaf(KeyKind.EC_P256).issue().followedBy(OTHER.intermediate(), OTHER.root()),
                        "trust anchors"),
                Arguments.of("missing intermediate", leaf.followedBy(), "neither sent nor among"),
                Arguments.of(
                        "self-signed", TestCertificate.alone(KeyKind.EC_P256).selfSigned(), "trust anchors"),
                Arguments.of("expired", leaf().expired().issue(), "has expired: now it is"),
                Arguments.of("not yet valid", leaf().notYetValid().issue(), "is not valid yet: now it is"),
                Arguments.of(
                        "expired authority",
                        TestCertificate.alone(KeyKind.EC_P256)
                                .issuer(expiredAuthority, expiredAuthority.chain())
                                .issue(),
                        "certificate 1 of the chain: 'CN=Expired Authority'"),
                Arguments.of("broken signature", leaf().badSignature().issue(), "PKIX path building failed"),
                Arguments.of(
                        "issued by a leaf",
                        TestCertificate.alone(KeyKind.EC_P256)
                                .issuer(noAuthority, noAuthority.chain())
                                .issue(),
                        "PKIX path building failed"),
                Arguments.of(
                        "same name as the root, other key",
                        TestCertificate.alone(KeyKind.EC_P256)
                                .subject(CA.root().getSubjectX500Principal().getName())
                                .authority()
                                .selfSigned(),
                        "PKIX path building failed"),
                Arguments.of(
                        "unknown critical extension",
                        leaf().extension("1.2.3.4.5.6", true, new byte[] {5, 0}).issue(),
                        "critical extension"),
                Arguments.of("for clients only", leaf().clientAuth().issue(), "does not allow TLS servers"),
                Arguments.of(
                        "may not sign", leaf().keyUsage(KeyUsage.keyAgreement).issue(), "digitalSignature"),
                Arguments.of("MD5", sha1, "MD5"),
                Arguments.of("key too short", CA.leaf(KeyKind.RSA_1024).issue(), "disabled by 'RSA keySize < 2048'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chainsThatDoNotHold")
    @Spec("RFC8446-4.4.2.4-4")
    void refused(String what, Identity server, String words) {
        String before = Security.getProperty("jdk.tls.disabledAlgorithms");
        Security.setProperty("jdk.tls.disabledAlgorithms", before + ", RSA keySize < 2048");
        try {
            CertificateException refusal = assertThrows(
                    CertificateException.class, () -> trust.checkServerTrusted(server.chainArray(), "ECDHE_ECDSA"));
            assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.toString());
        } finally {
            Security.setProperty("jdk.tls.disabledAlgorithms", before);
        }
    }

    @Test
    @Spec("RFC8446-4.4.2.2-10")
    void causesTellWhichAlertToSend() {
        assertEquals(CertificateExpiredException.class, cause(leaf().expired().issue()));
        assertEquals(
                CertificateNotYetValidException.class,
                cause(leaf().notYetValid().issue()));
        assertEquals(
                CertPathValidatorException.class,
                cause(OTHER.leaf(KeyKind.EC_P256).issue()));
    }

    private Class<?> cause(Identity server) {
        Throwable refusal = assertThrows(
                CertificateException.class, () -> trust.checkServerTrusted(server.chainArray(), "UNKNOWN"));
        return refusal.getCause() == null
                ? refusal.getClass()
                : refusal.getCause().getClass();
    }

    @Test
    void clientsNeedTheClientsPurpose() throws Exception {
        X509Certificate[] forServers = leaf().serverAuth().issue().chainArray();
        CertificateException refusal =
                assertThrows(CertificateException.class, () -> trust.checkClientTrusted(forServers, "EC"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("does not allow TLS clients"), refusal.toString());
        trust.checkClientTrusted(leaf().clientAuth().issue().chainArray(), "EC");
        X509Certificate[] cannotSign =
                leaf().keyUsage(KeyUsage.keyEncipherment).issue().chainArray();
        assertThrows(CertificateException.class, () -> trust.checkClientTrusted(cannotSign, "EC"));
    }

    @Test
    void rsaKeyTransportNeedsEnciphermentAndAllElseASignature() throws Exception {
        X509Certificate[] signs = RSA_CA.leaf(KeyKind.RSA)
                .keyUsage(KeyUsage.digitalSignature)
                .issue()
                .chainArray();
        X509Certificate[] enciphers = RSA_CA.leaf(KeyKind.RSA)
                .keyUsage(KeyUsage.keyEncipherment)
                .issue()
                .chainArray();
        trust.checkServerTrusted(enciphers, "RSA");
        trust.checkServerTrusted(signs, "ECDHE_RSA");
        trust.checkServerTrusted(signs, "UNKNOWN");
        assertThrows(CertificateException.class, () -> trust.checkServerTrusted(signs, "RSA"));
        assertThrows(CertificateException.class, () -> trust.checkServerTrusted(enciphers, "ECDHE_RSA"));
        assertThrows(CertificateException.class, () -> trust.checkServerTrusted(enciphers, "UNKNOWN"));
    }

    @Test
    void aTrustedLeafNeedsNobodyElseButMustBeCurrent() throws Exception {
        Identity alone = TestCertificate.alone(KeyKind.EC_P256).selfSigned();
        Managers.trusting(TestCa.trustStore(alone.certificate())).checkServerTrusted(alone.chainArray(), "UNKNOWN");
        Identity issued = leaf().issue();
        Managers.trusting(TestCa.trustStore(issued.certificate())).checkServerTrusted(issued.chainArray(), "UNKNOWN");
        Identity old = TestCertificate.alone(KeyKind.EC_P256).expired().selfSigned();
        X509ExtendedTrustManager manager = Managers.trusting(TestCa.trustStore(old.certificate()));
        assertExpired(() -> manager.checkServerTrusted(old.chainArray(), "UNKNOWN"));
    }

    /** As with the JDK's provider: trust in exactly this certificate was given, whatever an authority meant it for. */
    @Test
    void aTrustedLeafIsNotAskedWhatItIsFor() throws Exception {
        for (TestCertificate each : List.of(
                TestCertificate.alone(KeyKind.EC_P256).authority(),
                TestCertificate.alone(KeyKind.EC_P256).purpose(KeyPurposeId.id_kp_codeSigning),
                leaf().keyUsage(KeyUsage.keyAgreement))) {
            Identity identity = each.issue();
            X509ExtendedTrustManager manager = Managers.trusting(TestCa.trustStore(identity.certificate()));
            assertDoesNotThrow(() -> manager.checkServerTrusted(identity.chainArray(), "UNKNOWN"));
            assertDoesNotThrow(() -> manager.checkServerTrusted(identity.chainArray(), "RSA"));
            assertDoesNotThrow(() -> manager.checkClientTrusted(identity.chainArray(), "EC"));
        }
    }

    @Test
    void anIntermediateMayBeTheAnchor() throws Exception {
        Identity leaf = leaf().issue();
        Managers.trusting(TestCa.trustStore(CA.intermediate()))
                .checkServerTrusted(leaf.followedBy().chainArray(), "UNKNOWN");
    }

    @Test
    void theChainOfAKeyEntryIsTrustedByItsLeaf() throws Exception {
        Identity own = TestCertificate.alone(KeyKind.EC_P256).selfSigned();
        Managers.trusting(TestCa.keyStore(own)).checkServerTrusted(own.chainArray(), "UNKNOWN");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void withoutAuthTypeOrChainTheCallIsWrong(String authType) {
        X509Certificate[] chain = leaf().issue().chainArray();
        assertThrows(IllegalArgumentException.class, () -> trust.checkServerTrusted(chain, authType));
        assertThrows(IllegalArgumentException.class, () -> trust.checkClientTrusted(chain, authType));
        assertThrows(IllegalArgumentException.class, () -> trust.checkServerTrusted(chain, authType, (SSLEngine) null));
        assertThrows(IllegalArgumentException.class, () -> trust.checkServerTrusted(null, "RSA"));
        assertThrows(IllegalArgumentException.class, () -> trust.checkServerTrusted(new X509Certificate[0], "RSA"));
    }

    @Test
    void followsTheApplicationsOwnParameters() throws Exception {
        KeyStore anchors = CA.trustStore();
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(false);
        X509ExtendedTrustManager plain = Managers.trusting(new CertPathTrustManagerParameters(parameters));
        plain.checkServerTrusted(leaf().issue().chainArray(), "UNKNOWN");
        assertArrayEquals(new X509Certificate[] {CA.root()}, plain.getAcceptedIssuers());

        parameters.setRevocationEnabled(true);
        X509ExtendedTrustManager strict = Managers.trusting(new CertPathTrustManagerParameters(parameters));
        CertificateException refusal = assertThrows(
                CertificateException.class,
                () -> strict.checkServerTrusted(leaf().issue().chainArray(), "UNKNOWN"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("revocation status"), refusal.toString());

        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(Instant.now().plus(Duration.ofDays(400))));
        X509ExtendedTrustManager later = Managers.trusting(new CertPathTrustManagerParameters(parameters));
        assertExpired(() -> later.checkServerTrusted(leaf().issue().chainArray(), "UNKNOWN"));
    }

    @Test
    void theFactorySaysWhatItCannotDo() {
        TrustManagerFactory factory = Managers.trustFactory();
        assertThrows(IllegalStateException.class, factory::getTrustManagers);
        assertThrows(InvalidAlgorithmParameterException.class, () -> factory.init((ManagerFactoryParameters) null));
    }

    @Test
    void trustsThePlatformsAnchorsByDefault() throws Exception {
        X509ExtendedTrustManager manager = Managers.trusting((KeyStore) null);
        assertTrue(manager.getAcceptedIssuers().length > 0, "no anchors in cacerts");
        assertThrows(
                CertificateException.class,
                () -> manager.checkServerTrusted(leaf().issue().chainArray(), "UNKNOWN"));
    }

    private static void assertExpired(Executable check) {
        CertificateFailure failure = assertThrows(CertificateFailure.class, check);
        assertEquals(CertificateFailure.Check.VALIDITY, failure.check());
        assertEquals(
                CertificateExpiredException.class,
                failure.getCause() == null ? null : failure.getCause().getClass());
    }
}
