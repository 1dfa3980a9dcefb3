package io.handfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

/** Sessions with equal certificates hold the same objects (RFC 8446 §4.6.1). */
class CertificatePoolTest {
    private final CertificatePool pool = new CertificatePool();
    private final X509Certificate leaf =
            TestCa.of(KeyKind.EC_P256).localhost(KeyKind.EC_P256).certificate();
    private final X509Certificate root = TestCa.of(KeyKind.EC_P256).root();

    @Test
    void theFirstChainIsTheOneThatIsHeld() {
        List<X509Certificate> first = pool.intern(List.of(leaf, root));
        assertSame(leaf, first.get(0));
        assertSame(root, first.get(1));
        assertEquals(2, pool.size());
    }

    @Test
    void theObjectsThatAreHeldComeBackAsTheyAre() {
        pool.intern(List.of(leaf, root));
        List<X509Certificate> again = List.of(leaf, root);
        assertSame(again, pool.intern(again));
        List<X509Certificate> shorter = List.of(leaf);
        assertSame(shorter, pool.intern(shorter));
    }

    @Test
    void equalOnesAreReplacedWherever() throws Exception {
        pool.intern(List.of(leaf, root));
        X509Certificate copy = copy(root);
        assertNotSame(root, copy);
        List<X509Certificate> mixed = pool.intern(List.of(leaf, copy));
        assertSame(leaf, mixed.get(0));
        assertSame(root, mixed.get(1));
        assertEquals(2, pool.size());
    }

    @Test
    void noChainStaysNone() {
        assertEquals(List.of(), pool.intern(List.of()));
        assertEquals(0, pool.size());
    }

    private static X509Certificate copy(X509Certificate certificate) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509", new BouncyCastleProvider());
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
    }
}
