package io.handfast.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

/** Chains and authorities' names from the wire, good and bad (RFC 8446 §4.4.2, §4.2.4). */
class CertificateChainsTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);

    private final CertificateFactory factory;
    private final byte[] root;
    private final byte[] intermediate;

    CertificateChainsTest() throws CertificateException {
        factory = CertificateFactory.getInstance("X.509");
        root = CA.root().getEncoded();
        intermediate = CA.intermediate().getEncoded();
    }

    @Test
    void keepsTheOrder() throws CertificateException {
        assertEquals(
                List.of(CA.intermediate(), CA.root()),
                CertificateChains.parse(factory, List.of(intermediate, root), 2));
        assertEquals(List.of(), CertificateChains.parse(factory, List.of(), 2));
    }

    @Test
    void tooMany() {
        refused("limit of 2", List.of(root, root, root));
    }

    @Test
    void notExactlyOneCertificateEach() {
        refused("certificate 0 of the chain is not DER", List.of(new byte[0]));
        refused("certificate 1 of the chain is not DER", List.of(root, new byte[] {1, 2, 3}));
        byte[] longer = Arrays.copyOf(root, root.length + 1);
        refused("followed by other bytes", List.of(longer));
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(root)
                + "\n-----END CERTIFICATE-----\n";
        refused("not DER", List.of(pem.getBytes(StandardCharsets.US_ASCII)));
        for (int length = 1; length < root.length; length += 7) {
            refused("certificate 0", List.of(Arrays.copyOf(root, length)));
        }
    }

    private void refused(String words, List<byte[]> encoded) {
        CertificateException refusal =
                assertThrows(CertificateException.class, () -> CertificateChains.parse(factory, encoded, 2));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.getMessage());
    }

    @Test
    void distinguishedNames() throws CertificateException {
        X500Principal name = new X500Principal("CN=Some Authority, O=Handfast, C=DE");
        assertEquals(List.of(name), DistinguishedNames.parse(List.of(name.getEncoded())));
        byte[] longer = Arrays.copyOf(name.getEncoded(), name.getEncoded().length + 1);
        for (byte[] bad : List.of(new byte[0], new byte[] {0x30}, new byte[] {0x02, 0x01, 0x05}, longer)) {
            assertThrows(CertificateException.class, () -> DistinguishedNames.parse(List.of(bad)));
        }
    }
}
