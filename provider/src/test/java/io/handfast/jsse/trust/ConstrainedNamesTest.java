package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastProvider;
import io.handfast.failure.CertificateFailure;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

/** Under an authority that may vouch for some names only, each name is one that the platform has seen (RFC 5280 §4.2.1.10). */
class ConstrainedNamesTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final byte[] NO_ADDRESS = new byte[17];

    private final X509ExtendedTrustManager trust;
    private final Identity constrained;

    ConstrainedNamesTest() throws Exception {
        trust = Managers.trusting(CA.trustStore());
        constrained = authority("CN=Authority for example.org")
                .extension("2.5.29.30", true, constraints("example.org"))
                .issuer(CA.rootIdentity(), List.of())
                .issue();
    }

    private static TestCertificate authority(String name) {
        return TestCertificate.alone(KeyKind.EC_P256).subject(name).authority();
    }

    private static byte[] constraints(String permitted) throws IOException {
        GeneralSubtree[] subtrees = {new GeneralSubtree(new GeneralName(GeneralName.dNSName, permitted))};
        return new NameConstraints(subtrees, null).getEncoded();
    }

    private static TestCertificate leaf(Identity issuer) {
        return TestCertificate.alone(KeyKind.EC_P256)
                .subject("CN=x.example.org")
                .issuer(issuer, issuer.chain());
    }

    private static boolean platformReads(Identity identity) {
        try {
            return identity.certificate().getSubjectAlternativeNames() != null;
        } catch (CertificateParsingException e) {
            // Said so by newer JDKs; 17 gives null.
            return false;
        }
    }

    private void meet(Identity server, String host) throws Exception {
        EngineHandshake.between(new HandfastProvider(), trust, null, Managers.holding(server), host)
                .identification("HTTPS")
                .run();
    }

    @Test
    void namesThatThePlatformCannotReadAreRefused() throws Exception {
        Identity server =
                leaf(constrained).dns("www.bank.example").ip(NO_ADDRESS).issue();
        assertFalse(platformReads(server), "as a check of the test: the platform compares the common name instead");
        SSLException refusal = assertThrows(SSLException.class, () -> meet(server, "www.bank.example"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("name constraints"), refusal.toString());
    }

    @Test
    void permittedNamesBesideOnesThatCannotBeReadAreRefusedToo() {
        Identity server = leaf(constrained).dns("x.example.org").ip(NO_ADDRESS).issue();
        assertThrows(SSLException.class, () -> meet(server, "x.example.org"));
    }

    @Test
    void anAuthorityBelowIsNoWayAround() {
        Identity below = authority("CN=below.example.org")
                .ip(NO_ADDRESS)
                .issuer(constrained, constrained.chain())
                .issue();
        CertificateFailure refusal = assertThrows(
                CertificateFailure.class,
                () -> trust.checkServerTrusted(
                        leaf(below).dns("x.example.org").issue().chainArray(), "UNKNOWN"));
        assertEquals(below.certificate(), refusal.certificate().orElseThrow());
        assertEquals(CertificateFailure.Check.PATH, refusal.check());
    }

    @Test
    void certificatesOfAnotherProviderAreReadLikeThePlatforms() throws Exception {
        Identity server =
                leaf(constrained).dns("www.bank.example").ip(NO_ADDRESS).issue();
        CertificateFactory other = CertificateFactory.getInstance("X.509", new BouncyCastleProvider());
        X509Certificate[] chain = server.chainArray();
        for (int i = 0; i < chain.length; i++) {
            chain[i] = (X509Certificate) other.generateCertificate(new ByteArrayInputStream(chain[i].getEncoded()));
        }
        assertThrows(CertificateException.class, () -> trust.checkServerTrusted(chain, "UNKNOWN"));
    }

    @Test
    void whatCanBeReadIsJudgedByThePlatform() {
        assertDoesNotThrow(() -> meet(leaf(constrained).dns("x.example.org").issue(), "x.example.org"));
        assertThrows(
                SSLException.class,
                () -> meet(leaf(constrained).dns("www.bank.example").issue(), "www.bank.example"));
        assertDoesNotThrow(
                () -> trust.checkServerTrusted(leaf(constrained).issue().chainArray(), "UNKNOWN"), "no names at all");
    }

    /** Nobody asks for the names of an authority, and of a leaf only who identifies it. */
    @Test
    void namesThatNobodyNeedsAreNotRead() throws Exception {
        byte[] unreadable = {0x30, 0x05, 0x01};
        Identity above = authority("CN=Oddly named")
                .extension("2.5.29.17", false, unreadable)
                .issuer(CA.rootIdentity(), List.of())
                .issue();
        assertDoesNotThrow(() -> meet(leaf(above).dns("x.example.org").issue(), "x.example.org"));
        Identity odd = CA.leaf(KeyKind.EC_P256)
                .extension("2.5.29.17", false, unreadable)
                .issue();
        assertDoesNotThrow(() -> trust.checkServerTrusted(odd.chainArray(), "UNKNOWN"));
        assertThrows(SSLException.class, () -> meet(odd, "x.example.org"));
        Identity bound =
                leaf(constrained).extension("2.5.29.17", false, unreadable).issue();
        assertThrows(CertificateException.class, () -> trust.checkServerTrusted(bound.chainArray(), "UNKNOWN"));
    }

    @Test
    void withoutConstraintsOddNamesDoNoHarm() throws Exception {
        byte[] names = new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "x.example.org"),
                    new GeneralName(GeneralName.uniformResourceIdentifier, "no scheme"),
                })
                .getEncoded();
        Identity server =
                CA.leaf(KeyKind.EC_P256).extension("2.5.29.17", false, names).issue();
        assertFalse(platformReads(server), "as a check of the test");
        assertDoesNotThrow(() -> meet(server, "x.example.org"));
    }
}
