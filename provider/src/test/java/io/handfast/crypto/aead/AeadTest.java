package io.handfast.crypto.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.TestJca;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Published vectors, tampering and overlap, with the JDK's ciphers and with Bouncy Castle put in front. */
class AeadTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Jca JDK = Jca.of(Jca.Source.AUTO);
    private static final Jca BOUNCY_CASTLE = TestJca.of(Jca.Source.AUTO, new BouncyCastleProvider());
    private static final String GCM_KEY = "feffe9928665731c6d6a8f9467308308";
    private static final String GCM_NONCE = "cafebabefacedbaddecaf888";
    private static final String GCM_AAD = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
    private static final String GCM_PLAINTEXT = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";

    /** Test cases 4 and 16 of the GCM specification's appendix B, and RFC 8439 §2.8.2. */
    static List<Arguments> vectors() {
        List<Arguments> vectors = new ArrayList<>();
        for (Jca jca : List.of(JDK, BOUNCY_CASTLE)) {
            vectors.add(Arguments.of(
                    jca,
                    AeadAlgorithm.AES_128_GCM,
                    GCM_KEY,
                    GCM_NONCE,
                    GCM_AAD,
                    GCM_PLAINTEXT,
                    "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa05"
                            + "1ba30b396a0aac973d58e0915bc94fbc3221a5db94fae95ae7121a47"));
            vectors.add(Arguments.of(
                    jca,
                    AeadAlgorithm.AES_256_GCM,
                    GCM_KEY + GCM_KEY,
                    GCM_NONCE,
                    GCM_AAD,
                    GCM_PLAINTEXT,
                    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
                            + "c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"));
            vectors.add(Arguments.of(
                    jca,
                    AeadAlgorithm.CHACHA20_POLY1305,
                    "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
                    "070000004041424344454647",
                    "50515253c0c1c2c3c4c5c6c7",
                    HEX.formatHex(("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the"
                                    + " future, sunscreen would be it.")
                            .getBytes(StandardCharsets.US_ASCII)),
                    "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b"
                            + "1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b"
                            + "4831d7bc3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691"));
        }
        // NIST SP 800-38C, example 3; CCM comes from Bouncy Castle's lightweight API in either case.
        vectors.add(Arguments.of(
                JDK,
                AeadAlgorithm.AES_128_CCM_8,
                "404142434445464748494a4b4c4d4e4f",
                "101112131415161718191a1b",
                "000102030405060708090a0b0c0d0e0f10111213",
                "202122232425262728292a2b2c2d2e2f3031323334353637",
                "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5484392fbc1b09951"));
        return vectors;
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void sealsAndOpensAsPublished(
            Jca jca, AeadAlgorithm algorithm, String key, String nonce, String aad, String plaintext, String sealed)
            throws AEADBadTagException {
        Secret secret = Secret.owning(HEX.parseHex(key));
        byte[] associated = HEX.parseHex(aad);
        byte[] clear = HEX.parseHex(plaintext);
        byte[] out = new byte[clear.length + algorithm.tagLength()];
        Aead sealing = algorithm.sealing(jca, secret);
        Aead opening = algorithm.opening(jca, secret);
        // The secret is the caller's to destroy; the AEAD has what it needs.
        secret.destroy();
        int length =
                sealing.seal(HEX.parseHex(nonce), associated, 0, associated.length, clear, 0, clear.length, out, 0);
        assertEquals(out.length, length);
        assertEquals(sealed, HEX.formatHex(out));
        byte[] opened = new byte[clear.length];
        length = opening.open(HEX.parseHex(nonce), associated, 0, associated.length, out, 0, out.length, opened, 0);
        assertEquals(clear.length, length);
        assertArrayEquals(clear, opened);
    }

    static List<Arguments> combinations() {
        List<Arguments> combinations = new ArrayList<>();
        for (AeadAlgorithm algorithm : AeadAlgorithm.values()) {
            combinations.add(Arguments.of(JDK, algorithm));
            combinations.add(Arguments.of(BOUNCY_CASTLE, algorithm));
        }
        return combinations;
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void inputAndOutputMayOverlapInAnyWay(Jca jca, AeadAlgorithm algorithm) throws AEADBadTagException {
        Random random = new Random(11);
        Secret key = key(algorithm);
        Aead sealing = algorithm.sealing(jca, key);
        Aead opening = algorithm.opening(jca, key);
        int sequence = 0;
        for (int length : new int[] {0, 1, 15, 16, 17, 63, 64, 65, 255, 1024, 1025, 16384, 16385}) {
            byte[] clear = new byte[length];
            random.nextBytes(clear);
            for (int shift : new int[] {0, 1, 5, 8, 13, 64, 1000, -1, -5, -64, -1000}) {
                byte[] nonce = nonce(sequence++);
                int in = 1200;
                byte[] array = new byte[in + length + 16 + 1200];
                byte[] aad = {9, 9, 23, 3, 3, (byte) length, 9};
                System.arraycopy(clear, 0, array, in, length);
                int sealed = length + algorithm.tagLength();
                assertEquals(sealed, sealing.seal(nonce, aad, 2, 4, array, in, length, array, in + shift));
                byte[] apart = new byte[length];
                assertEquals(length, opening.open(nonce, aad, 2, 4, array, in + shift, sealed, apart, 0));
                assertArrayEquals(clear, apart);
                assertEquals(length, opening.open(nonce, aad, 2, 4, array, in + shift, sealed, array, in));
                assertArrayEquals(clear, Arrays.copyOfRange(array, in, in + length));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void aTrailerIsSealedAsIfItStoodBehindTheContent(Jca jca, AeadAlgorithm algorithm) {
        Random random = new Random(12);
        Aead whole = algorithm.sealing(jca, key(algorithm));
        Aead parts = algorithm.sealing(jca, key(algorithm));
        int sequence = 0;
        byte[] aad = {9, 23, 3, 3, 7};
        for (int length : new int[] {0, 1, 14, 15, 16, 17, 31, 1023, 1024, 8191, 16383, 16384}) {
            for (int behind : new int[] {1, 2, 16, 17}) {
                byte[] clear = new byte[length + behind];
                random.nextBytes(clear);
                byte[] content = Arrays.copyOf(clear, length + 3);
                byte[] trailer = Arrays.copyOfRange(clear, length, length + behind);
                byte[] expected = new byte[clear.length + algorithm.tagLength()];
                byte[] nonce = nonce(sequence++);
                whole.seal(nonce, aad, 1, 4, clear, 0, clear.length, expected, 0);
                byte[] sealed = new byte[7 + expected.length];
                assertEquals(expected.length, parts.seal(nonce, aad, 1, 4, content, 0, length, trailer, sealed, 7));
                assertArrayEquals(expected, Arrays.copyOfRange(sealed, 7, sealed.length), length + " and " + behind);
            }
        }
        byte[] small = new byte[10 + 1 + algorithm.tagLength() - 1];
        assertThrows(
                IllegalArgumentException.class,
                () -> parts.seal(nonce(9999), aad, 0, 5, new byte[10], 0, 10, new byte[1], small, 0));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void anyAlterationIsABadTag(Jca jca, AeadAlgorithm algorithm) throws AEADBadTagException {
        Secret key = key(algorithm);
        byte[] aad = {1, 2, 3, 4, 5};
        byte[] clear = new byte[50];
        byte[] sealed = new byte[50 + algorithm.tagLength()];
        algorithm.sealing(jca, key).seal(nonce(7), aad, 0, 5, clear, 0, 50, sealed, 0);
        Aead opening = algorithm.opening(jca, key);
        for (int position = 0; position < sealed.length; position++) {
            byte[] altered = sealed.clone();
            altered[position] ^= (byte) (1 << (position % 8));
            assertBadTag(opening, nonce(7), aad, altered, altered.length);
        }
        for (int position = 0; position < aad.length; position++) {
            byte[] altered = aad.clone();
            altered[position] ^= 0x40;
            assertBadTag(opening, nonce(7), altered, sealed, sealed.length);
        }
        assertBadTag(opening, nonce(8), aad, sealed, sealed.length);
        for (int length = 0; length < sealed.length; length++) {
            assertBadTag(opening, nonce(7), aad, sealed, length);
        }
        // A failure leaves the object fit for the next message.
        byte[] opened = new byte[50];
        assertEquals(50, opening.open(nonce(7), aad, 0, 5, sealed, 0, sealed.length, opened, 0));
        assertArrayEquals(clear, opened);
    }

    /** What a key update does: the next key takes the cipher of the last one, and nothing of its key. */
    @ParameterizedTest
    @MethodSource("combinations")
    void aSuccessorWorksUnderItsOwnKeyAlone(Jca jca, AeadAlgorithm algorithm) throws AEADBadTagException {
        for (AeadAlgorithm before : AeadAlgorithm.values()) {
            Aead sealedBefore = before.sealing(jca, key(before));
            Aead openedBefore = before.opening(jca, key(before));
            byte[] old = seal(sealedBefore, before, 1);
            assertOpens(openedBefore, 1, old);

            byte[] next = new byte[algorithm.keyLength()];
            Arrays.fill(next, (byte) 77);
            Aead sealing = algorithm.sealing(jca, Secret.copyOf(next));
            Aead opening = algorithm.opening(jca, Secret.copyOf(next));
            sealing.succeed(sealedBefore);
            opening.succeed(openedBefore);
            // The same number as before, under another key, as every set of keys begins anew.
            byte[] sealed = seal(sealing, algorithm, 1);
            assertArrayEquals(seal(algorithm.sealing(jca, Secret.copyOf(next)), algorithm, 1), sealed);
            assertBadTag(opening, nonce(1), new byte[0], old, old.length);
            assertOpens(opening, 1, sealed);
        }
    }

    @Test
    void aCipherIsLookedUpOnceForAllKeysInSuccession() throws AEADBadTagException {
        CountingCiphers ciphers = new CountingCiphers();
        Jca jca = TestJca.of(Jca.Source.PLATFORM, ciphers);
        Aead first = AeadAlgorithm.AES_128_GCM.sealing(jca, key(AeadAlgorithm.AES_128_GCM));
        assertEquals(0, ciphers.made, "before there is anything to seal");
        seal(first, AeadAlgorithm.AES_128_GCM, 1);
        assertEquals(1, ciphers.made);
        Aead second = AeadAlgorithm.AES_128_GCM.opening(jca, key(AeadAlgorithm.AES_128_GCM));
        second.succeed(first);
        Aead other = AeadAlgorithm.AES_128_GCM.sealing(JDK, key(AeadAlgorithm.AES_128_GCM));
        byte[] sealed = seal(other, AeadAlgorithm.AES_128_GCM, 1);
        assertOpens(second, 1, sealed);
        assertEquals(1, ciphers.made, "taken over");
        Aead elsewhere = AeadAlgorithm.AES_128_GCM.opening(
                TestJca.of(Jca.Source.PLATFORM, ciphers), key(AeadAlgorithm.AES_128_GCM));
        elsewhere.succeed(second);
        assertOpens(elsewhere, 1, sealed);
        assertEquals(2, ciphers.made, "other providers may have been chosen there");
        Aead longer = AeadAlgorithm.AES_256_GCM.sealing(jca, key(AeadAlgorithm.AES_256_GCM));
        longer.succeed(second);
        seal(longer, AeadAlgorithm.AES_256_GCM, 1);
        assertEquals(3, ciphers.made, "a cipher may be for keys of one length");
    }

    private static byte[] seal(Aead sealing, AeadAlgorithm algorithm, int number) {
        byte[] sealed = new byte[50 + algorithm.tagLength()];
        sealing.seal(nonce(number), new byte[0], 0, 0, new byte[50], 0, 50, sealed, 0);
        return sealed;
    }

    private static void assertOpens(Aead opening, int number, byte[] sealed) throws AEADBadTagException {
        byte[] opened = new byte[50];
        assertEquals(50, opening.open(nonce(number), new byte[0], 0, 0, sealed, 0, sealed.length, opened, 0));
        assertArrayEquals(new byte[50], opened);
    }

    /** AES-GCM alone, and how often somebody wanted a cipher for it. */
    private static final class CountingCiphers extends Provider {
        private static final long serialVersionUID = 1L;

        private int made;

        CountingCiphers() {
            super("CountingCiphers", "1", "AES-GCM of the platform, counted");
            Provider platform = Security.getProvider("SunJCE");
            putService(new Service(this, "Cipher", "AES/GCM/NoPadding", "", null, null) {
                @Override
                public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                    made++;
                    return platform.getService("Cipher", "AES/GCM/NoPadding").newInstance(parameter);
                }
            });
        }
    }

    private static void assertBadTag(Aead opening, byte[] nonce, byte[] aad, byte[] sealed, int length) {
        assertThrows(
                AEADBadTagException.class,
                () -> opening.open(nonce, aad, 0, aad.length, sealed, 0, length, new byte[sealed.length], 0));
    }

    @ParameterizedTest
    @EnumSource
    void aNonceIsNotUsedTwice(AeadAlgorithm algorithm) {
        Aead sealing = algorithm.sealing(JDK, key(algorithm));
        byte[] out = new byte[32];
        sealing.seal(nonce(1), new byte[0], 0, 0, new byte[16], 0, 16, out, 0);
        assertThrows(
                ProviderException.class, () -> sealing.seal(nonce(1), new byte[0], 0, 0, new byte[16], 0, 16, out, 0));
        assertEquals(
                16 + algorithm.tagLength(), sealing.seal(nonce(2), new byte[0], 0, 0, new byte[16], 0, 16, out, 0));
    }

    @ParameterizedTest
    @EnumSource
    void refusesTheOtherDirectionAndMissingRoom(AeadAlgorithm algorithm) {
        Aead sealing = algorithm.sealing(JDK, key(algorithm));
        Aead opening = algorithm.opening(JDK, key(algorithm));
        byte[] none = {};
        byte[] array = new byte[40];
        assertThrows(IllegalStateException.class, () -> sealing.open(nonce(1), none, 0, 0, array, 0, 40, array, 0));
        assertThrows(IllegalStateException.class, () -> opening.seal(nonce(1), none, 0, 0, array, 0, 20, array, 0));
        assertThrows(IllegalArgumentException.class, () -> sealing.seal(nonce(1), none, 0, 0, array, 0, 33, array, 0));
        assertThrows(IllegalArgumentException.class, () -> opening.open(nonce(1), none, 0, 0, array, 0, 40, array, 20));
    }

    @Test
    void limitsAreThoseOfTheSpecification() {
        // RFC 8446 §5.5: 2^24.5 records for AES-GCM; the sequence number ends first for ChaCha20-Poly1305.
        long limit = (long) Math.floor(Math.pow(2, 24.5));
        assertEquals(limit, AeadAlgorithm.AES_128_GCM.recordLimit());
        assertEquals(limit, AeadAlgorithm.AES_256_GCM.recordLimit());
        assertEquals(Long.MAX_VALUE, AeadAlgorithm.CHACHA20_POLY1305.recordLimit());
    }

    private static Secret key(AeadAlgorithm algorithm) {
        byte[] key = new byte[algorithm.keyLength()];
        new Random(5).nextBytes(key);
        return Secret.owning(key);
    }

    private static byte[] nonce(int sequence) {
        byte[] nonce = new byte[12];
        nonce[10] = (byte) (sequence >> 8);
        nonce[11] = (byte) sequence;
        return nonce;
    }
}
