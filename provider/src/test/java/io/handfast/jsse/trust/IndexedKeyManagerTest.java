package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyStoreBuilderParameters;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of several keys is chosen, and which never is (RFC 8446 §4.4.2.2, §4.4.2.3). */
class IndexedKeyManagerTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final TestCa RSA_CA = TestCa.of(KeyKind.RSA);

    private static final Identity[] ONE_OF_EACH = Stream.of(
                    KeyKind.RSA,
                    KeyKind.RSASSA_PSS,
                    KeyKind.EC_P256,
                    KeyKind.EC_P384,
                    KeyKind.EC_P521,
                    KeyKind.ED25519,
                    KeyKind.ED448)
            .map(kind -> CA.leaf(kind).issue())
            .toArray(Identity[]::new);

    @ParameterizedTest
    @CsvSource({
        "RSA, key0",
        "RSASSA-PSS, key1",
        "EC, key2",
        "EdDSA, key5",
        "Ed25519, key5",
        "EC_EC, key2",
        "RSA_EC, key0",
        "EC_RSA, ",
        "DSA, ",
        "ec, ",
        "'', ",
    })
    void byKeyType(String keyType, @Nullable String alias) throws Exception {
        X509ExtendedKeyManager manager = Managers.holding(ONE_OF_EACH);
        assertEquals(alias, manager.chooseServerAlias(keyType, null, null));
        assertEquals(alias, manager.chooseEngineServerAlias(keyType, null, null));
        assertEquals(alias, manager.chooseClientAlias(new String[] {keyType}, null, null));
        assertEquals(alias, manager.chooseEngineClientAlias(new String[] {"DSA", keyType}, new Principal[0], null));
    }

    @Test
    void allAliasesOfAType() throws Exception {
        X509ExtendedKeyManager manager = Managers.holding(ONE_OF_EACH);
        assertArrayEquals(new String[] {"key2", "key3", "key4"}, manager.getServerAliases("EC", null));
        assertArrayEquals(new String[] {"key5", "key6"}, manager.getClientAliases("EdDSA", null));
        assertNull(manager.getClientAliases("DSA", null));
        assertNull(manager.getClientAliases(null, null));
        assertNull(manager.chooseServerAlias(null, null, null));
        assertNull(manager.chooseClientAlias(null, null, null));
        assertNull(manager.chooseClientAlias(new String[0], null, null));
    }

    /** One certificate that is odd must not take the others of its store away, nor its own key: no name need be asked for. */
    @Test
    void namesThatDoNotParseAreNone() throws Exception {
        Identity odd = CA.leaf(KeyKind.EC_P256)
                .extension("2.5.29.17", false, new byte[] {0x30, 0x05, 0x01})
                .issue();
        X509ExtendedKeyManager manager =
                Managers.holding(odd, CA.leaf(KeyKind.RSA).issue());
        assertEquals("key0", manager.chooseServerAlias("EC", null, null));
        assertEquals("key1", manager.chooseServerAlias("RSA", null, null));
    }

    @Test
    void theFirstKeyTypeIsPreferred() throws Exception {
        X509ExtendedKeyManager manager = Managers.holding(ONE_OF_EACH);
        assertEquals("key5", manager.chooseClientAlias(new String[] {"EdDSA", "EC", "RSA"}, null, null));
        assertEquals("key0", manager.chooseClientAlias(new String[] {"RSA", "EdDSA"}, null, null));
    }

    @Test
    void keysAndChainsByAlias() throws Exception {
        X509ExtendedKeyManager manager = Managers.holding(ONE_OF_EACH);
        assertEquals(ONE_OF_EACH[2].privateKey(), manager.getPrivateKey("key2"));
        X509Certificate[] chain = manager.getCertificateChain("key2");
        assertArrayEquals(ONE_OF_EACH[2].chainArray(), chain);
        assertNotSame(chain, manager.getCertificateChain("key2"), "a caller could change the chain for all");
        assertNull(manager.getPrivateKey("nobody"));
        assertNull(manager.getPrivateKey(null));
        assertNull(manager.getCertificateChain("nobody"));
        assertNull(manager.getCertificateChain(null));
    }

    @Test
    void theAuthoritiesOfThePeer() throws Exception {
        X509ExtendedKeyManager manager = Managers.holding(
                CA.leaf(KeyKind.EC_P256).issue(), RSA_CA.leaf(KeyKind.EC_P256).issue());
        assertEquals("key0", choose(manager, CA.root()));
        assertEquals("key0", choose(manager, CA.intermediate()));
        assertEquals("key1", choose(manager, RSA_CA.root()));
        assertEquals("key1", choose(manager, TestCa.of(KeyKind.ED25519).root(), RSA_CA.intermediate()));
        assertNull(choose(manager, TestCa.of(KeyKind.ED25519).root()));
    }

    private static @Nullable String choose(X509ExtendedKeyManager manager, X509Certificate... authorities) {
        Principal[] names = Stream.of(authorities)
                .map(X509Certificate::getSubjectX500Principal)
                .toArray(Principal[]::new);
        return manager.chooseEngineClientAlias(new String[] {"EC"}, names, null);
    }

    static Stream<Arguments> flawedBeforeSound() {
        return Stream.of(
                Arguments.of("expired", CA.leaf(KeyKind.EC_P256).expired()),
                Arguments.of("not yet valid", CA.leaf(KeyKind.EC_P256).notYetValid()),
                Arguments.of("for clients", CA.leaf(KeyKind.EC_P256).clientAuth()),
                Arguments.of("may not sign", CA.leaf(KeyKind.EC_P256).keyUsage(KeyUsage.keyAgreement)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flawedBeforeSound")
    @Spec({"RFC8446-4.4.2.2-3", "RFC8446-4.4.2.2-4"})
    void aSoundCertificateIsPreferredButAFlawedOneIsBetterThanNone(String what, TestCertificate flawed)
            throws Exception {
        Identity bad = flawed.issue();
        Identity good = CA.leaf(KeyKind.EC_P256).serverAuth().issue();
        assertEquals("key1", Managers.holding(bad, good).chooseServerAlias("EC", null, null));
        assertEquals("key0", Managers.holding(bad).chooseServerAlias("EC", null, null));
    }

    @Test
    void aClientPrefersItsOwnPurpose() throws Exception {
        X509ExtendedKeyManager manager = Managers.holding(
                CA.leaf(KeyKind.EC_P256).serverAuth().issue(),
                CA.leaf(KeyKind.EC_P256).clientAuth().issue());
        assertEquals("key1", manager.chooseClientAlias(new String[] {"EC"}, null, null));
        assertEquals("key0", manager.chooseServerAlias("EC", null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256withECDSA, key2",
        "SHA384withECDSA, key3",
        "SHA512withECDSA, key4",
        "SHA1withECDSA, ",
        "SHA256withRSA, ",
    })
    void inTls13ACurveMustFitTheHash(String peerAccepts, @Nullable String alias) throws Exception {
        assertEquals(Optional.ofNullable(alias), best("EC", true, peerAccepts));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, true, RSASSA-PSS, key0",
        "RSA, true, SHA256withRSA, ",
        "RSA, false, SHA256withRSA, key0",
        "RSASSA-PSS, true, RSASSA-PSS, key1",
        "RSASSA-PSS, false, SHA256withRSA, ",
        "EC, false, SHA512withECDSA, key2",
        "EdDSA, true, Ed448, key6",
        "EdDSA, true, EdDSA, key5",
        "EdDSA, true, SHA256withECDSA, ",
    })
    @Spec("RFC8446-4.4.2.2-2")
    void thePeerMustBeAbleToVerify(String keyType, boolean tls13, String peerAccepts, @Nullable String alias)
            throws Exception {
        assertEquals(Optional.ofNullable(alias), best(keyType, tls13, peerAccepts));
    }

    private static Optional<String> best(String keyType, boolean tls13, String peerAccepts) throws Exception {
        KeyIndex index = KeyIndex.of(TestCa.keyStore(ONE_OF_EACH), TestCa.PASSWORD.toCharArray());
        KeyRequest open = KeyRequest.of(new String[] {keyType}, null, PeerRole.SERVER, Optional.empty());
        KeyRequest request = new KeyRequest(
                open.keyTypes(),
                open.authorities(),
                open.role(),
                Optional.empty(),
                List.of(peerAccepts),
                Optional.empty(),
                certificate -> true,
                tls13,
                open.rules());
        return new KeyChoice(index, request, Instant.now()).best().map(StoredKey::alias);
    }

    @Test
    void aKeyThatHidesItsEncodingWorks() throws Exception {
        Identity identity = CA.leaf(KeyKind.EC_P256).issue();
        PrivateKey opaque = new Opaque();
        StoredKey stored = StoredKey.of("token", opaque, identity.chain());
        assertEquals("EC", stored.leaf().keyType());
        assertSame(opaque, stored.privateKey());
    }

    @Test
    void severalStoresEachWithItsOwnPassword() throws Exception {
        KeyStore.ProtectionParameter password = new KeyStore.PasswordProtection(TestCa.PASSWORD.toCharArray());
        KeyStore first = TestCa.keyStore(CA.leaf(KeyKind.EC_P256).issue());
        KeyStore second = TestCa.keyStore(CA.leaf(KeyKind.RSA).issue());
        KeyManagerFactory factory = Managers.keyFactory();
        factory.init(new KeyStoreBuilderParameters(List.of(
                KeyStore.Builder.newInstance(first, password), KeyStore.Builder.newInstance(second, password))));
        X509ExtendedKeyManager manager = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        assertEquals("0.key0", manager.chooseServerAlias("EC", null, null));
        assertEquals("1.key0", manager.chooseServerAlias("RSA", null, null));
        factory.init(new KeyStoreBuilderParameters(KeyStore.Builder.newInstance(first, password)));
        assertEquals(
                "key0", ((X509ExtendedKeyManager) factory.getKeyManagers()[0]).chooseServerAlias("EC", null, null));
    }

    @Test
    void theFactorySaysWhatItCannotDo() throws Exception {
        KeyManagerFactory factory = Managers.keyFactory();
        assertThrows(IllegalStateException.class, factory::getKeyManagers);
        assertThrows(InvalidAlgorithmParameterException.class, () -> factory.init((ManagerFactoryParameters) null));
        KeyStore store = TestCa.keyStore(CA.leaf(KeyKind.EC_P256).issue());
        assertThrows(UnrecoverableKeyException.class, () -> factory.init(store, "wrong".toCharArray()));
        factory.init(null, null);
        assertNull(((X509ExtendedKeyManager) factory.getKeyManagers()[0]).chooseServerAlias("EC", null, null));
    }

    /** A key in hardware: it can be named, but not read. */
    private static final class Opaque implements PrivateKey {
        private static final long serialVersionUID = 1L;

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
            throw new AssertionError("nobody may ask for the encoding");
        }
    }
}
