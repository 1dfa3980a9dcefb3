package io.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5246 §7.4.7.1: whatever is wrong with the message, the server goes on with a secret nobody knows. */
class RsaKeyTransportTest {
    private static final int TLS12 = 0x0303;
    private static final int BLOCK = 256;
    private static final int SEPARATOR = BLOCK - 48 - 1;
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);
    private static final SecureRandom RANDOM = JCA.secureRandom();

    @SuppressWarnings("NullAway.Init")
    private static KeyPair keys;

    @BeforeAll
    static void generate() throws GeneralSecurityException {
        keys = rsa(8 * BLOCK);
    }

    private static KeyPair rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = JCA.keyPairGenerator("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1031, 2048})
    void bothSidesShareTheSecret(int bits) throws GeneralSecurityException {
        KeyPair pair = rsa(bits);
        RsaKeyTransport.EncryptedPremaster sent =
                RsaKeyTransport.encryptPremaster(JCA, pair.getPublic(), RANDOM, TLS12);
        assertEquals((bits + 7) / 8, sent.encrypted().length);
        byte[] premaster = sent.premaster().reveal();
        assertEquals(RsaKeyTransport.PREMASTER_LENGTH, premaster.length);
        assertArrayEquals(new byte[] {3, 3}, Arrays.copyOf(premaster, 2));
        Secret received = RsaKeyTransport.decryptPremaster(JCA, pair.getPrivate(), RANDOM, sent.encrypted(), TLS12);
        assertArrayEquals(premaster, received.reveal());
    }

    @Test
    void aKeyOfAnotherProviderWorksToo() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", new BouncyCastleProvider());
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        RsaKeyTransport.EncryptedPremaster sent =
                RsaKeyTransport.encryptPremaster(JCA, pair.getPublic(), RANDOM, TLS12);
        Secret received = RsaKeyTransport.decryptPremaster(JCA, pair.getPrivate(), RANDOM, sent.encrypted(), TLS12);
        assertArrayEquals(sent.premaster().reveal(), received.reveal());
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(
                spoiling("first byte not zero", block -> set(block, 0, 1)),
                spoiling("block type 1", block -> set(block, 1, 1)),
                spoiling("block type 0", block -> set(block, 1, 0)),
                spoiling("zero at the start of the padding", block -> set(block, 2, 0)),
                spoiling("zero in the eighth byte of the padding", block -> set(block, 9, 0)),
                spoiling("zero in the middle: a longer message", block -> set(block, 100, 0)),
                spoiling("zero one byte early: 49 bytes", block -> set(set(block, SEPARATOR, 5), SEPARATOR - 1, 0)),
                spoiling("zero one byte late: 47 bytes", block -> set(set(block, SEPARATOR, 5), SEPARATOR + 1, 0)),
                spoiling("no separator at all", block -> {
                    for (int i = SEPARATOR; i < BLOCK; i++) {
                        block[i] = (byte) 0x5a;
                    }
                    return block;
                }),
                spoiling("all zeros", block -> new byte[BLOCK]),
                spoiling("empty message", block -> set(fill(block), BLOCK - 1, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoilt")
    void aSpoiltBlockGivesTheSecretDrawnBeforehand(String what, UnaryOperator<byte[]> spoil) {
        byte[] encrypted = encryptRaw(spoil.apply(goodBlock(TLS12)));
        assertFallback(encrypted);
        assertEquals(0, byProvider(encrypted, new byte[48]), "also when the provider does the unpadding");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 48, 255, 257, 512})
    void aCiphertextOfAnotherLengthGivesTheSecretDrawnBeforehand(int length) {
        byte[] encrypted = new byte[length];
        Arrays.fill(encrypted, (byte) 3);
        assertFallback(encrypted);
        assertEquals(0, byProvider(encrypted, new byte[48]));
    }

    @Test
    void aCiphertextNotBelowTheModulusGivesTheSecretDrawnBeforehand() {
        byte[] encrypted = new byte[BLOCK];
        Arrays.fill(encrypted, (byte) 0xff);
        assertFallback(encrypted);
    }

    @Test
    void aGoodBlockGivesThePremasterOnBothWays() {
        byte[] block = goodBlock(TLS12);
        byte[] encrypted = encryptRaw(block);
        byte[] expected = Arrays.copyOfRange(block, SEPARATOR + 1, BLOCK);
        assertArrayEquals(expected, decrypt(encrypted, fallback()));
        byte[] candidate = new byte[48];
        assertEquals(-1, byProvider(encrypted, candidate));
        assertArrayEquals(expected, candidate);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0300, 0x0301, 0x0302, 0x0304, 0x0203})
    void aFalseVersionSpoilsTheSecret(int version) {
        byte[] block = goodBlock(version);
        byte[] sent = Arrays.copyOfRange(block, SEPARATOR + 1, BLOCK);
        byte[] received = decrypt(encryptRaw(block), fallback());
        assertFalse(Arrays.equals(sent, received));
        assertArrayEquals(withVersion(sent), received);
    }

    @Test
    void everyByteBeforeThePremasterMatters() {
        for (int position = 0; position < BLOCK; position++) {
            for (int value : new int[] {0, 1, 2, 0x80, 0xff}) {
                byte[] block = goodBlock(TLS12);
                block[position] = (byte) value;
                boolean good = block[0] == 0 && block[1] == 2 && block[SEPARATOR] == 0;
                for (int i = 2; i < SEPARATOR; i++) {
                    good &= block[i] != 0;
                }
                byte[] premaster = new byte[48];
                assertEquals(good ? -1 : 0, RsaKeyTransport.unpad(block, premaster), "position " + position);
                assertArrayEquals(Arrays.copyOfRange(block, SEPARATOR + 1, BLOCK), premaster);
            }
        }
    }

    @Test
    void aKeyThatIsNoRsaKeyIsReportedWhateverWasSent() throws GeneralSecurityException {
        KeyPair notRsa = JCA.keyPairGenerator("EC").generateKeyPair();
        assertThrows(
                ProviderException.class,
                () -> RsaKeyTransport.decryptPremaster(JCA, notRsa.getPrivate(), RANDOM, new byte[256], TLS12));
    }

    private static void assertFallback(byte[] encrypted) {
        byte[] drawn = fallback();
        assertArrayEquals(withVersion(drawn), decrypt(encrypted, drawn));
    }

    private static byte[] decrypt(byte[] encrypted, byte[] drawn) {
        return RsaKeyTransport.decryptPremaster(JCA, keys.getPrivate(), TestJca.fixed(drawn), encrypted, TLS12)
                .reveal();
    }

    private static int byProvider(byte[] encrypted, byte[] candidate) {
        return RsaKeyTransport.decryptByProvider(JCA, keys.getPrivate(), RANDOM, encrypted, candidate);
    }

    private static byte[] fallback() {
        byte[] drawn = new byte[48];
        Arrays.fill(drawn, (byte) 0xa5);
        return drawn;
    }

    private static byte[] withVersion(byte[] premaster) {
        byte[] out = premaster.clone();
        out[0] = TLS12 >> 8;
        out[1] = TLS12 & 0xff;
        return out;
    }

    private static byte[] goodBlock(int version) {
        byte[] block = fill(new byte[BLOCK]);
        block[SEPARATOR] = 0;
        for (int i = 0; i < 48; i++) {
            block[SEPARATOR + 1 + i] = (byte) i;
        }
        block[SEPARATOR + 1] = (byte) (version >> 8);
        block[SEPARATOR + 2] = (byte) version;
        return block;
    }

    private static byte[] fill(byte[] block) {
        Arrays.fill(block, (byte) 0x77);
        block[0] = 0;
        block[1] = 2;
        return block;
    }

    private static byte[] set(byte[] block, int position, int value) {
        block[position] = (byte) value;
        return block;
    }

    private static Arguments spoiling(String what, UnaryOperator<byte[]> spoil) {
        return Arguments.of(what, spoil);
    }

    private static byte[] encryptRaw(byte[] block) {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        assertEquals(((RSAPrivateKey) keys.getPrivate()).getModulus(), key.getModulus());
        BigInteger encrypted = new BigInteger(1, block).modPow(key.getPublicExponent(), key.getModulus());
        byte[] bytes = encrypted.toByteArray();
        byte[] out = new byte[BLOCK];
        int skip = Math.max(0, bytes.length - BLOCK);
        System.arraycopy(bytes, skip, out, BLOCK - (bytes.length - skip), bytes.length - skip);
        return out;
    }
}
