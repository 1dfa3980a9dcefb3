package io.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of RFC 5869 Appendix A, and the edges of HKDF and HMAC. */
class HkdfTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);

    static Arguments[] vectors() {
        return new Arguments[] {
            Arguments.of(
                    HashAlgorithm.SHA256,
                    "0b".repeat(22),
                    counting(0x00, 13),
                    counting(0xf0, 10),
                    "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
                    "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
            Arguments.of(
                    HashAlgorithm.SHA256,
                    counting(0x00, 80),
                    counting(0x60, 80),
                    counting(0xb0, 80),
                    "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
                    "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                            + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"),
            Arguments.of(
                    HashAlgorithm.SHA256,
                    "0b".repeat(22),
                    "",
                    "",
                    "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
                    "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
            Arguments.of(
                    HashAlgorithm.SHA1,
                    "0b".repeat(11),
                    counting(0x00, 13),
                    counting(0xf0, 10),
                    "9b6c18c432a7bf8f0e71c8eb88f4b30baa2ba243",
                    "085a01ea1b10f36933068b56efa5ad81a4f14b822f5b091568a9cdd4f155fda2c22e422478d305f3f896"),
            Arguments.of(
                    HashAlgorithm.SHA1,
                    counting(0x00, 80),
                    counting(0x60, 80),
                    counting(0xb0, 80),
                    "8adae09a2a307059478d309b26c4115a224cfaf6",
                    "0bd770a74d1160f7c9f12cd5912a06ebff6adcae899d92191fe4305673ba2ffe8fa3f1a4e5ad79f3f334b3b202b2173c"
                            + "486ea37ce3d397ed034c7f9dfeb15c5e927336d0441f4c4300e2cff0d0900b52d3b4"),
            Arguments.of(
                    HashAlgorithm.SHA1,
                    "0b".repeat(22),
                    "",
                    "",
                    "da8c8a73c7fa77288ec6f5e7c297786aa0d32d01",
                    "0ac1af7002b3d761d1e55298da9d0506b9ae52057220a306e07b6b87e8df21d0ea00033de03984d34918"),
            Arguments.of(
                    HashAlgorithm.SHA1,
                    "0c".repeat(22),
                    "00".repeat(20),
                    "",
                    "2adccada18779e7c2077ad2eb19d3f3e731385dd",
                    "2c91117204d745f3500d636a62f64f0ab3bae548aa53d423b0d1f27ebba6f5e5673a081d70cce7acfc48")
        };
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void extractsAndExpandsAsPublished(
            HashAlgorithm hash, String inputKey, String salt, String information, String extracted, String expanded) {
        Hkdf hkdf = new Hkdf(JCA, hash);
        Secret key = hkdf.extract(Secret.owning(HEX.parseHex(salt)), Secret.owning(HEX.parseHex(inputKey)));
        assertEquals(extracted, HEX.formatHex(key.reveal()));
        Secret out = hkdf.expand(key, HEX.parseHex(information), expanded.length() / 2);
        assertEquals(expanded, HEX.formatHex(out.reveal()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void oneBlockIsTheBeginningOfWhatIsPublished(
            HashAlgorithm hash, String inputKey, String salt, String information, String extracted, String expanded) {
        Hkdf hkdf = new Hkdf(JCA, hash);
        Secret key = Secret.owning(HEX.parseHex(extracted));
        for (int length = 0; length <= hash.length(); length++) {
            hkdf.expanding(key).update(HEX.parseHex(information));
            assertEquals(
                    expanded.substring(0, 2 * length),
                    HEX.formatHex(hkdf.expanded(length).reveal()));
        }
        hkdf.expanding(key);
        assertThrows(IllegalArgumentException.class, () -> hkdf.expanded(hash.length() + 1));
        assertThrows(IllegalArgumentException.class, () -> hkdf.expanded(-1));
    }

    @Test
    void everyShorterOutputIsTheBeginningOfALongerOne() {
        Hkdf hkdf = new Hkdf(JCA, HashAlgorithm.SHA384);
        Secret key = Secret.copyOf(HEX.parseHex("07".repeat(48)));
        byte[] all = hkdf.expand(key, new byte[] {1, 2}, 255 * 48).reveal();
        for (int length : new int[] {0, 1, 47, 48, 49, 96, 97, 255 * 48}) {
            byte[] some = hkdf.expand(key, new byte[] {1, 2}, length).reveal();
            assertArrayEquals(Arrays.copyOf(all, length), some);
        }
    }

    @Test
    void refusesMoreThan255HashLengths() {
        Hkdf hkdf = new Hkdf(JCA, HashAlgorithm.SHA256);
        Secret key = Secret.zeros(32);
        assertThrows(IllegalArgumentException.class, () -> hkdf.expand(key, new byte[0], 255 * 32 + 1));
        assertThrows(IllegalArgumentException.class, () -> hkdf.expand(key, new byte[0], -1));
    }

    @Test
    void anEmptyHmacKeyIsAKeyOfZeros() {
        Hmac hmac = new Hmac(JCA, HashAlgorithm.SHA256);
        byte[] empty = hmac.key(Secret.zeros(0)).update((byte) 5).doFinal();
        byte[] zeros = hmac.key(Secret.zeros(64)).update((byte) 5).doFinal();
        assertArrayEquals(zeros, empty);
        // The key stays for the next message.
        assertArrayEquals(zeros, hmac.update(new byte[] {4, 5, 6}, 1, 1).doFinal());
    }

    private static String counting(int from, int count) {
        StringBuilder hex = new StringBuilder();
        IntStream.range(from, from + count).forEach(value -> HEX.toHexDigits(hex, (byte) value));
        return hex.toString();
    }
}
