package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastProvider;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyStoreBuilderParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys out of every kind of key store, and keys that never leave their owner: only signatures are asked of those. */
class KeysOfAllStoresTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final char[] PASSWORD = TestCa.PASSWORD.toCharArray();

    private static void shake(KeyManager server, KeyManager client, String protocol, Identity identity)
            throws Exception {
        EngineHandshake done = EngineHandshake.between(
                        new HandfastProvider(), Managers.trusting(CA.trustStore()), client, server, "localhost")
                .protocol(protocol)
                .needClientAuthentication()
                .run();
        assertEquals(identity.certificate(), done.client().getSession().getPeerCertificates()[0]);
        assertEquals(identity.certificate(), done.server().getSession().getPeerCertificates()[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "PKCS12, EC_P256",
        "PKCS12, RSA",
        "PKCS12, ED25519",
        "JKS, EC_P256",
        "JKS, RSA",
        "JCEKS, EC_P256",
    })
    void everyKindOfKeyStore(String type, KeyKind kind) throws Exception {
        Identity identity = CA.localhost(kind);
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setKeyEntry("us", identity.privateKey(), PASSWORD, identity.chainArray());
        store.setCertificateEntry("them", CA.root());
        KeyManagerFactory factory = Managers.keyFactory();
        factory.init(store, PASSWORD);
        KeyManager manager = factory.getKeyManagers()[0];
        shake(manager, manager, "TLSv1.3", identity);
    }

    /** One store, two owners: the password of one does not open the other's key. */
    private static KeyStore shared(String type, Identity... identities) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        char[] password = PASSWORD;
        for (Identity each : identities) {
            store.setKeyEntry(new String(password), each.privateKey(), password, each.chainArray());
            password = (new String(password) + "x").toCharArray();
        }
        return store;
    }

    private static List<X509Certificate> held(KeyManagerFactory factory) {
        IndexedKeyManager manager = (IndexedKeyManager) factory.getKeyManagers()[0];
        String[] aliases = manager.getServerAliases("EC", null);
        return aliases == null
                ? List.of()
                : Stream.of(aliases)
                        .map(alias -> Objects.requireNonNull(manager.getCertificateChain(alias))[0])
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "PKCS12, PKIX",
        "JKS, PKIX",
        "JCEKS, PKIX",
        "PKCS12, NewSunX509",
    })
    void entriesUnderAnotherPasswordArePassedOver(String type, String algorithm) throws Exception {
        Identity ours = CA.localhost(KeyKind.EC_P256);
        KeyStore store = shared(type, ours, CA.localhost(KeyKind.EC_P256));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(algorithm, new HandfastProvider());
        factory.init(store, PASSWORD);
        assertEquals(List.of(ours.certificate()), held(factory));
        factory.init(store, null);
        assertEquals(List.of(), held(factory));
        assertThrows(UnrecoverableKeyException.class, () -> factory.init(store, "neither".toCharArray()));
        factory.init(new KeyStoreBuilderParameters(
                KeyStore.Builder.newInstance(store, new KeyStore.PasswordProtection(PASSWORD))));
        assertEquals(List.of(ours.certificate()), held(factory));
        KeyStore.Builder wrong =
                KeyStore.Builder.newInstance(store, new KeyStore.PasswordProtection("neither".toCharArray()));
        assertThrows(
                InvalidAlgorithmParameterException.class, () -> factory.init(new KeyStoreBuilderParameters(wrong)));
    }

    /** As in the JDK. */
    @Test
    void theOldNameOpensAll() throws Exception {
        KeyStore store = shared("PKCS12", CA.localhost(KeyKind.EC_P256), CA.localhost(KeyKind.EC_P256));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509", new HandfastProvider());
        assertThrows(UnrecoverableKeyException.class, () -> factory.init(store, PASSWORD));
        factory.init(shared("PKCS12", CA.localhost(KeyKind.EC_P256)), PASSWORD);
        assertEquals(1, held(factory).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aKeyThatNobodyCanRead(String protocol) throws Exception {
        Identity identity = CA.localhost(KeyKind.EC_P256);
        StoredKey key = StoredKey.of("vault", new KeyInVault(identity.privateKey()), identity.chain());
        IndexedKeyManager manager = new IndexedKeyManager(KeyIndex.of(List.of(key), List.of()));
        VaultSignature.SIGNED.set(0);
        Security.addProvider(new Vault());
        try {
            shake(manager, manager, protocol, identity);
        } finally {
            Security.removeProvider("Vault");
        }
        assertEquals(2, VaultSignature.SIGNED.get());
    }

    /** A handle: it can be named, not read. */
    private static final class KeyInVault implements PrivateKey {
        private static final long serialVersionUID = 1L;
        private final transient PrivateKey inside;

        KeyInVault(PrivateKey inside) {
            this.inside = inside;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public @Nullable String getFormat() {
            return null;
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }
    }

    /** The one provider that can do something with such handles; it stands last. */
    private static final class Vault extends Provider {
        private static final long serialVersionUID = 1L;

        Vault() {
            super("Vault", "1", "keys that stay inside");
            put("Signature.SHA256withECDSA", VaultSignature.class.getName());
            put("Signature.SHA256withECDSA SupportedKeyClasses", KeyInVault.class.getName());
        }
    }

    /** What the vault signs with. */
    public static final class VaultSignature extends SignatureSpi {
        static final AtomicInteger SIGNED = new AtomicInteger();

        private final Signature inside;

        public VaultSignature() throws Exception {
            inside = Signature.getInstance("SHA256withECDSA", "SunEC");
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("the vault verifies nothing");
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            assertTrue(key instanceof KeyInVault, key.getClass().getName());
            inside.initSign(((KeyInVault) key).inside);
        }

        @Override
        protected void engineUpdate(byte value) throws SignatureException {
            inside.update(value);
        }

        @Override
        protected void engineUpdate(byte[] content, int offset, int length) throws SignatureException {
            inside.update(content, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            SIGNED.incrementAndGet();
            return inside.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            throw new SignatureException("the vault verifies nothing");
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new InvalidParameterException(name);
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new InvalidParameterException(name);
        }
    }
}
