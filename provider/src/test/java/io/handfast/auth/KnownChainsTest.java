package io.handfast.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.TlsException;
import io.handfast.config.Credential;
import io.handfast.config.CredentialSource;
import io.handfast.config.PeerVerifier;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.Jca;
import io.handfast.iana.CertificateType;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

/** A chain is taken apart once, and every other chain for itself (RFC 8446 §4.4.2). */
class KnownChainsTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity IDENTITY =
            CA.leaf(KeyKind.EC_P256).dns("known.example").issue();

    private static List<Bytes> encoded(List<X509Certificate> chain) throws GeneralSecurityException {
        List<Bytes> encoded = new ArrayList<>();
        for (X509Certificate each : chain) {
            encoded.add(Bytes.owning(each.getEncoded()));
        }
        return encoded;
    }

    private static List<X509Certificate> read(List<Bytes> encoded, int most) {
        TlsConfig config = new TlsConfigBuilder(new SecureRandom(), new NoVerifier(), new NoCredentials())
                .jca(Jca.of(Jca.Source.AUTO))
                .maxCertificateChainLength(most)
                .build();
        return PeerChain.parse(config, CertificateType.X509, encoded).chain();
    }

    @Test
    void theSameBytesAreReadOnce() throws Exception {
        List<X509Certificate> first = read(encoded(IDENTITY.chain()), 10);
        assertEquals(IDENTITY.chain(), first);
        assertSame(first, read(encoded(IDENTITY.chain()), 10));
    }

    @Test
    void anyOtherByteCounts() throws Exception {
        List<Bytes> encoded = encoded(IDENTITY.chain());
        read(encoded, 10);
        assertEquals(IDENTITY.chain().subList(0, 1), read(encoded.subList(0, 1), 10));
        byte[] changed = encoded.get(0).toArray();
        // In the signature, so that it still parses.
        changed[changed.length - 1] ^= 1;
        List<Bytes> other = List.of(Bytes.owning(changed), encoded.get(1));
        assertEquals(Bytes.owning(changed), Bytes.owning(read(other, 10).get(0).getEncoded()));
        List<Bytes> broken = List.of(encoded.get(0).slice(0, encoded.get(0).length() - 1), encoded.get(1));
        assertThrows(TlsException.class, () -> read(broken, 10));
        assertThrows(TlsException.class, () -> read(broken, 10));
    }

    @Test
    void theMessageMayBeOverwritten() throws Exception {
        byte[] message = IDENTITY.certificate().getEncoded();
        List<X509Certificate> chain = read(List.of(Bytes.owning(message)), 10);
        Arrays.fill(message, (byte) 0);
        assertSame(chain, read(List.of(Bytes.owning(IDENTITY.certificate().getEncoded())), 10));
    }

    @Test
    void aShorterLimitCounts() throws Exception {
        List<Bytes> encoded = encoded(IDENTITY.chain());
        read(encoded, 2);
        assertThrows(TlsException.class, () -> read(encoded, 1));
    }

    @Test
    void otherProvidersReadForThemselves() throws Exception {
        List<Bytes> encoded = encoded(IDENTITY.chain());
        List<X509Certificate> before = read(encoded, 10);
        Provider another = new BouncyCastleProvider();
        Security.insertProviderAt(another, 1);
        try {
            List<X509Certificate> theirs = read(encoded, 10);
            assertEquals(IDENTITY.chain(), theirs);
            assertTrue(theirs.get(0).getClass().getName().startsWith("org.bouncycastle"));
            assertNotSame(theirs, read(encoded, 10), "certificates of other classes are not held");
        } finally {
            Security.removeProvider(another.getName());
        }
        assertNotSame(before, read(encoded, 10));
    }

    @Test
    void theNumberOfChainsIsBoundedAndSoIsTheirSize() throws Exception {
        KnownChains known = KnownChains.of(Jca.of(Jca.Source.AUTO));
        List<Bytes> encoded = encoded(IDENTITY.chain());
        for (int i = 0; i < 3 * KnownChains.MOST; i++) {
            known.keep(List.of(encoded.get(0), Bytes.owning(new byte[i])), IDENTITY.chain());
        }
        assertTrue(known.size() <= KnownChains.MOST);
        List<Bytes> large = List.of(encoded.get(0), Bytes.owning(new byte[KnownChains.MOST_BYTES]));
        known.keep(large, IDENTITY.chain());
        assertNull(known.find(large));
    }

    /** Reading a chain is not judging it. */
    private static final class NoVerifier implements PeerVerifier {
        @Override
        public void verifyServer(List<X509Certificate> chain, String authType) {
            throw new AssertionError("nobody has asked for a verdict");
        }

        @Override
        public void verifyClient(List<X509Certificate> chain, String authType) {
            throw new AssertionError("nobody has asked for a verdict");
        }

        @Override
        public List<byte[]> acceptedAuthorities() {
            return List.of();
        }
    }

    private static final class NoCredentials implements CredentialSource {
        @Override
        public Optional<Credential> serverCredential(String keyType, List<byte[]> authorities) {
            return Optional.empty();
        }

        @Override
        public Optional<Credential> clientCredential(List<String> keyTypes, List<byte[]> authorities) {
            return Optional.empty();
        }
    }
}
