package io.handfast.keyschedule;

import static io.handfast.crypto.HashAlgorithm.SHA256;
import static io.handfast.crypto.HashAlgorithm.SHA384;
import static io.handfast.crypto.HashAlgorithm.SHA512;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuites;
import io.handfast.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The PRF against published vectors and against the recurrence of RFC 5246 §5 written out. */
class PrfTest {
    private final Jca jca = Jca.of(Jca.Source.AUTO);

    /** As published on the IETF's TLS mailing list, www.ietf.org/mail-archive/web/tls/current/msg03416.html. */
    static List<Arguments> published() {
        return List.of(
                Arguments.of(
                        SHA256,
                        "9bbe436ba940f017b17652849a71db35",
                        "a0ba9f936cda311827a6f796ffd5198c",
                        "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a"
                                + "6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab"
                                + "4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701"
                                + "87347b66"),
                Arguments.of(
                        SHA384,
                        "b80b733d6ceefcdc71566ea48e5567df",
                        "cd665cf6a8447dd6ff8b27555edb7465",
                        "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cd"
                                + "e9ca0faa60be9fe34f82b1233c9146a0e534cb400fed2700884f9dc236f80edd"
                                + "8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad05d918425"
                                + "9b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236a3e52655c9e9aee6"
                                + "91c8f3a26854308d5eaa3be85e0990703d73e56f"),
                Arguments.of(
                        SHA512,
                        "b0323523c1853599584d88568bbb05eb",
                        "d4640e12e4bcdbfb437f03e6ae418ee5",
                        "1261f588c798c5c201ff036e7a9cb5edcd7fe3f94c669a122a4638d7d508b283"
                                + "042df6789875c7147e906d868bc75c45e20eb40c1cf4a1713b27371f68432592"
                                + "f7dc8ea8ef223e12ea8507841311bf68653d0cfc4056d811f025c45ddfa6e6fe"
                                + "c702f054b409d6f28dd0a3233e498da41a3e75c5630eedbe22fe254e33a1b0e9"
                                + "f6b9826675bec7d01a845658dc9c397545401d40b9f46c7a400ee1b8f81ca0a6"
                                + "0d1a397a1028bff5d2ef5066126842fb8da4197632bdb54ff6633f86bbc836e6"
                                + "40d4d898"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void publishedVectors(HashAlgorithm hash, String secret, String seed, String expected) {
        byte[] actual = new Prf(jca, hash)
                .expand(
                        Secret.owning(Bytes.hex(secret).toArray()),
                        "test label",
                        Bytes.hex(seed).toArray(),
                        expected.length() / 2);
        assertEquals(Bytes.hex(expected), Bytes.copyOf(actual));
    }

    /** The vector that was passed round on the TLS working group's list for the function of TLS 1.0. */
    @Test
    void publishedVectorForMd5AndSha1() {
        byte[] secret = new byte[48];
        Arrays.fill(secret, (byte) 0xab);
        byte[] seed = new byte[64];
        Arrays.fill(seed, (byte) 0xcd);
        Bytes expected = Bytes.hex("d3d4d1e349b5d515044666d51de32bab258cb521b6b053463e354832fd976754"
                + "443bcf9a296519bc289abcbc1187e4ebd31e602353776c408aafb74cbc85eff6"
                + "9255f9788faa184cbb957a9819d84a5d7eb006eb459d3ae8de9810454b8b2d8f"
                + "1afbc655a8c9a013");
        byte[] actual = before12().expand(Secret.owning(secret), "PRF Testvector", seed, 104);
        assertEquals(expected, Bytes.copyOf(actual));
    }

    @Test
    void ofAnOddSecretTheMiddleByteServesBothHashes() throws Exception {
        byte[] secret = {1, 2, 3, 4, 5};
        byte[] expected = new byte[16];
        for (String name : List.of("HmacMD5", "HmacSHA1")) {
            byte[] half = name.equals("HmacMD5") ? new byte[] {1, 2, 3} : new byte[] {3, 4, 5};
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(half, name));
            byte[] seed = {'l', 9};
            byte[] block = mac.doFinal(Prf.join(mac.doFinal(seed), seed));
            for (int i = 0; i < expected.length; i++) {
                expected[i] ^= block[i];
            }
        }
        assertArrayEquals(expected, before12().expand(Secret.owning(secret), "l", new byte[] {9}, 16));
    }

    private Prf before12() {
        CipherSuite12 suite = (CipherSuite12)
                CipherSuites.byName("TLS_RSA_WITH_AES_128_CBC_SHA").orElseThrow();
        return new Prf(jca, new CipherSpec(ProtocolVersion.TLS11, suite, false));
    }

    @ParameterizedTest
    @CsvSource({"SHA256,0", "SHA256,1", "SHA256,31", "SHA256,32", "SHA256,33", "SHA384,48", "SHA384,49", "SHA384,200"})
    void everyLengthFollowsTheRecurrence(HashAlgorithm hash, int length) throws Exception {
        byte[] key = new byte[48];
        Arrays.fill(key, (byte) 7);
        byte[] seed = {1, 2, 3};
        byte[] actual = new Prf(jca, hash).expand(Secret.copyOf(key), "a label", seed, length);

        Mac mac = Mac.getInstance(hash == SHA384 ? "HmacSHA384" : "HmacSHA256");
        mac.init(new SecretKeySpec(key, "any"));
        byte[] labelAndSeed = Prf.join("a label".getBytes(US_ASCII), seed);
        byte[] expected = new byte[0];
        byte[] a = labelAndSeed;
        while (expected.length < length) {
            a = mac.doFinal(a);
            expected = Prf.join(expected, mac.doFinal(Prf.join(a, labelAndSeed)));
        }
        assertArrayEquals(Arrays.copyOf(expected, length), actual);
    }

    @Test
    void twoCallsDoNotDisturbEachOther() {
        Prf prf = new Prf(jca, SHA256);
        Secret secret = Secret.copyOf(new byte[] {5});
        byte[] once = prf.expand(secret, "l", new byte[] {1}, 40);
        prf.expand(Secret.copyOf(new byte[] {6}), "other", new byte[0], 99);
        assertArrayEquals(once, prf.expand(secret, "l", new byte[] {1}, 40));
    }
}
