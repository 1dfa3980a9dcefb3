package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

/** The platform's anchors are read when they are needed, once, and judge as those of any other store do. */
class PlatformTrustTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity IDENTITY = CA.localhost(KeyKind.EC_P256);
    private static final Identity STRANGER = TestCa.of(KeyKind.EC_P384).localhost(KeyKind.EC_P256);
    private static final Identity CLIENT =
            CA.leaf(KeyKind.EC_P256).subject("CN=client").clientAuth().issue();

    private int read;

    /** A check of a chain, of which there are six. */
    private interface Check {
        void of(PlatformTrust trust, X509Certificate[] chain) throws CertificateException;
    }

    @Test
    void readOnceAndNotBeforeItIsNeeded() throws Exception {
        PlatformTrust trust = new PlatformTrust(() -> {
            read++;
            return new TrustAnchors(List.of(CA.root()));
        });
        assertEquals(0, read);
        assertArrayEquals(new X509Certificate[] {CA.root()}, trust.getAcceptedIssuers());
        List<Check> ofServers = List.of(
                (manager, chain) -> manager.checkServerTrusted(chain, "ECDHE_ECDSA"),
                (manager, chain) -> manager.checkServerTrusted(chain, "ECDHE_ECDSA", (Socket) null),
                (manager, chain) -> manager.checkServerTrusted(chain, "ECDHE_ECDSA", (SSLEngine) null));
        List<Check> ofClients = List.of(
                (manager, chain) -> manager.checkClientTrusted(chain, "EC"),
                (manager, chain) -> manager.checkClientTrusted(chain, "EC", (Socket) null),
                (manager, chain) -> manager.checkClientTrusted(chain, "EC", (SSLEngine) null));
        judges(trust, ofServers, IDENTITY);
        judges(trust, ofClients, CLIENT);
        assertEquals(1, read);
    }

    private static void judges(PlatformTrust trust, List<Check> checks, Identity trusted) throws CertificateException {
        for (Check check : checks) {
            check.of(trust, trusted.chainArray());
            assertThrows(CertificateException.class, () -> check.of(trust, STRANGER.chainArray()));
        }
    }

    @Test
    void aFileThatCannotBeReadTrustsNobodyUntilItCan() throws Exception {
        PlatformTrust trust = new PlatformTrust(() -> {
            if (read++ < 2) {
                throw new IOException("the disk is away");
            }
            return new TrustAnchors(List.of(CA.root()));
        });
        CertificateException refused = assertThrows(
                CertificateException.class, () -> trust.checkServerTrusted(IDENTITY.chainArray(), "ECDHE_ECDSA"));
        assertInstanceOf(IOException.class, refused.getCause());
        assertThrows(IllegalStateException.class, trust::getAcceptedIssuers);
        trust.checkServerTrusted(IDENTITY.chainArray(), "ECDHE_ECDSA");
        assertEquals(3, read);
    }
}
