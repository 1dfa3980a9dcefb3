package io.handfast.keyschedule;

import static io.handfast.crypto.HashAlgorithm.SHA256;
import static io.handfast.crypto.HashAlgorithm.SHA384;
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
import org.junit.jupiter.params.provider.CsvSource;

/** The PRF against published vectors and against the recurrence of RFC 5246 §5 written out. */
class PrfTest {
    private final Jca jca = Jca.of(Jca.Source.AUTO);

    @Test
    void publishedVectorForSha256() {
        Bytes secret = Bytes.hex("9bbe436ba940f017b17652849a71db35");
        Bytes seed = Bytes.hex("a0ba9f936cda311827a6f796ffd5198c");
        Bytes expected = Bytes.hex("e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a"
                + "6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab"
                + "4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701"
                + "87347b66");
        byte[] actual = new Prf(jca, SHA256).expand(Secret.copyOf(secret.toArray()), "test label", seed.toArray(), 100);
        assertEquals(expected, Bytes.copyOf(actual));
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
