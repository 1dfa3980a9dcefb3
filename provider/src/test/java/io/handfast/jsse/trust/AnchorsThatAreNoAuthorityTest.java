package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.failure.CertificateFailure;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import java.security.KeyPair;
import java.security.Security;
import java.security.cert.CertPathValidatorException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXReason;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is trusted as a peer is not trusted to name other peers (RFC 5280 §4.2.1.3, §4.2.1.9, §6.1.4 (k) to (n)). */
class AnchorsThatAreNoAuthorityTest {
    private static final String PROPERTY = "jdk.security.allowNonCaAnchor";
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final TestCa OTHER = TestCa.create(KeyKind.EC_P256, "Other");

    private static TestCertificate alice() {
        return TestCertificate.alone(KeyKind.EC_P256).subject("CN=alice");
    }

    private static TestCertificate noAuthority(TestCertificate certificate) throws Exception {
        return certificate.extension("2.5.29.19", true, new BasicConstraints(false).getEncoded());
    }

    private static TestCertificate authorityByName(TestCertificate certificate) throws Exception {
        return certificate.extension("2.5.29.19", true, new BasicConstraints(true).getEncoded());
    }

    private static Identity bob(Identity issuer) {
        return TestCertificate.alone(KeyKind.EC_P256)
                .subject("CN=bob")
                .issuer(issuer, issuer.chain())
                .issue();
    }

    static Stream<Arguments> anchors() throws Exception {
        return Stream.of(
                Arguments.of("not a CA", noAuthority(alice()).selfSigned()),
                Arguments.of("no basic constraints", alice().selfSigned()),
                Arguments.of(
                        "no basic constraints, but keyCertSign",
                        alice().keyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)
                                .selfSigned()),
                Arguments.of(
                        "a CA without keyCertSign",
                        authorityByName(alice())
                                .keyUsage(KeyUsage.digitalSignature)
                                .selfSigned()),
                Arguments.of(
                        "a leaf of an authority that is not trusted",
                        noAuthority(OTHER.leaf(KeyKind.EC_P256).subject("CN=alice"))
                                .issue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("anchors")
    void vouchForNobodyButThemselves(String what, Identity alice) throws Exception {
        for (X509ExtendedTrustManager trust : List.of(
                Managers.trusting(TestCa.trustStore(alice.certificate())),
                Managers.trusting(TestCa.keyStore(alice)),
                following(alice.certificate()),
                following(alice.certificate(), CA.root()))) {
            Identity bob = bob(alice);
            refused(trust, alice, bob.chainArray());
            refused(trust, alice, bob.followedBy().chainArray());
            assertDoesNotThrow(() -> trust.checkServerTrusted(alice.chainArray(), "UNKNOWN"));
            assertDoesNotThrow(() -> trust.checkClientTrusted(alice.chainArray(), "EC"));
        }
    }

    private static void refused(X509ExtendedTrustManager trust, Identity anchor, X509Certificate... chain) {
        refused(anchor, assertThrows(CertificateFailure.class, () -> trust.checkServerTrusted(chain, "UNKNOWN")));
        refused(anchor, assertThrows(CertificateFailure.class, () -> trust.checkClientTrusted(chain, "EC")));
    }

    private static void refused(Identity anchor, CertificateFailure failure) {
        assertEquals(CertificateFailure.Check.TRUST, failure.check(), failure.toString());
        assertEquals(anchor.certificate(), failure.certificate().orElseThrow());
        assertTrue(String.valueOf(failure.getMessage()).contains("is trusted for itself alone"), failure.toString());
        assertTrue(failure.advice().contains(PROPERTY), failure.advice());
        assertEquals(
                PKIXReason.NOT_CA_CERT,
                failure.getCause() instanceof CertPathValidatorException cause ? cause.getReason() : null);
    }

    private static X509ExtendedTrustManager following(X509Certificate... anchors) throws Exception {
        PKIXBuilderParameters parameters =
                new PKIXBuilderParameters(TestCa.trustStore(anchors), new X509CertSelector());
        parameters.setRevocationEnabled(false);
        return Managers.trusting(new CertPathTrustManagerParameters(parameters));
    }

    @Test
    void anotherPathWins() throws Exception {
        KeyPair keys = KeyKind.EC_P256.generate();
        Identity pinned = noAuthority(
                        TestCertificate.withKey(KeyKind.EC_P256, keys).subject("CN=alice"))
                .selfSigned();
        TestCertificate promoted = TestCertificate.withKey(KeyKind.EC_P256, keys)
                .subject("CN=alice")
                .authority();
        X509Certificate root = promoted.selfSigned().certificate();
        X509Certificate[] direct = bob(pinned).followedBy().chainArray();
        assertDoesNotThrow(() ->
                Managers.trusting(TestCa.trustStore(pinned.certificate(), root)).checkServerTrusted(direct, "UNKNOWN"));
        X509Certificate below =
                promoted.issuer(CA.rootIdentity(), List.of()).issue().certificate();
        X509Certificate[] around = bob(pinned).followedBy(below).chainArray();
        assertDoesNotThrow(() -> Managers.trusting(TestCa.trustStore(pinned.certificate(), CA.root()))
                .checkServerTrusted(around, "UNKNOWN"));
    }

    @Test
    void rootsFromBeforeThereWereExtensionsVouchAsEver() throws Exception {
        Identity root = alice().version1().selfSigned();
        assertEquals(1, root.certificate().getVersion(), "as a check of the test");
        Managers.trusting(TestCa.trustStore(root.certificate()))
                .checkServerTrusted(bob(root).chainArray(), "UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "true", "TRUE"})
    void thePlatformsPropertyAllowsIt(String value) throws Exception {
        Identity alice = noAuthority(alice()).selfSigned();
        System.setProperty(PROPERTY, value);
        try {
            X509ExtendedTrustManager trust = Managers.trusting(TestCa.trustStore(alice.certificate()));
            trust.checkServerTrusted(bob(alice).followedBy().chainArray(), "UNKNOWN");
            trust.checkServerTrusted(bob(alice).chainArray(), "UNKNOWN");
            following(alice.certificate()).checkClientTrusted(bob(alice).chainArray(), "EC");
        } finally {
            System.clearProperty(PROPERTY);
        }
    }

    /** As in newer JDKs: where the system property is not set, the security property counts. */
    @ParameterizedTest
    @CsvSource({"'', , true", "true, , true", "TRUE, , true", "false, , false", "true, false, false", "false, '', true"
    })
    void soDoesTheSecurityProperty(String security, @Nullable String system, boolean allowed) throws Exception {
        Identity alice = noAuthority(alice()).selfSigned();
        String before = Security.getProperty(PROPERTY);
        Security.setProperty(PROPERTY, security);
        try {
            if (system != null) {
                System.setProperty(PROPERTY, system);
            }
            X509ExtendedTrustManager trust = Managers.trusting(TestCa.trustStore(alice.certificate()));
            X509Certificate[] chain = bob(alice).chainArray();
            if (allowed) {
                trust.checkServerTrusted(chain, "UNKNOWN");
            } else {
                refused(trust, alice, chain);
            }
        } finally {
            System.clearProperty(PROPERTY);
            Security.setProperty(PROPERTY, before == null ? "false" : before);
        }
    }

    @Test
    void anyOtherValueDoesNot() throws Exception {
        Identity alice = noAuthority(alice()).selfSigned();
        System.setProperty(PROPERTY, "yes");
        try {
            refused(
                    Managers.trusting(TestCa.trustStore(alice.certificate())),
                    alice,
                    bob(alice).chainArray());
        } finally {
            System.clearProperty(PROPERTY);
        }
    }

    @Test
    void theyAreAmongTheIssuersThatAreNamedToThePeer() throws Exception {
        X509Certificate alice = alice().selfSigned().certificate();
        assertArrayEquals(
                new X509Certificate[] {alice},
                Managers.trusting(TestCa.trustStore(alice)).getAcceptedIssuers());
    }
}
