package io.handfast.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.crypto.NistCurve;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A digest of the JCA does in Bouncy Castle's classes what Bouncy Castle's own would do. */
class JcaDigestTest {
    private final Jca jca = Jca.of(Jca.Source.AUTO);

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** RFC 4231 §4.3, test case 2, asked twice: what HMAC leaves set must be the key. */
    @ParameterizedTest
    @CsvSource({
        "SHA256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "SHA384, af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
        "SHA512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
    })
    void hmacIsTheStandards(HashAlgorithm hash, String tag) {
        HMac hmac = new HMac(new JcaDigest(jca, hash));
        hmac.init(new KeyParameter(ascii("Jefe")));
        byte[] content = ascii("what do ya want for nothing?");
        for (int round = 0; round < 2; round++) {
            byte[] out = new byte[3 + hmac.getMacSize()];
            hmac.update(content, 0, 5);
            hmac.update(content[5]);
            hmac.update(content, 6, content.length - 6);
            hmac.doFinal(out, 3);
            assertEquals("000000" + tag, HexFormat.of().formatHex(out), "round " + round);
        }
    }

    /** RFC 6979 §A.2.5: nonces of P-256 for the message "sample". */
    @ParameterizedTest
    @CsvSource({
        "SECP256R1, SHA256, c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721,"
                + " a6e3c57dd01abe90086538398355dd4c3b17aa873382b0f24d6129493d8aad60",
        "SECP256R1, SHA512, c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721,"
                + " 5fa81c63109badb88c1f367b47da606da28cad69aa22c4fe6ad7df73a7173aa5"
    })
    void nonceIsTheStandards(NistCurve curve, HashAlgorithm hash, String scalar, String nonce) throws Exception {
        HMacDSAKCalculator calculator = new HMacDSAKCalculator(new JcaDigest(jca, hash));
        byte[] digest = MessageDigest.getInstance(hash.digestName()).digest(ascii("sample"));
        calculator.init(curve.parameters().getOrder(), new BigInteger(scalar, 16), digest);
        assertEquals(new BigInteger(nonce, 16), calculator.nextK());
    }

    @ParameterizedTest
    @EnumSource
    void itIsTheHashAndSaysWhatItIs(HashAlgorithm hash) throws Exception {
        JcaDigest digest = new JcaDigest(jca, hash);
        assertEquals(hash.digestName(), digest.getAlgorithmName());
        assertEquals(hash.length(), digest.getDigestSize());
        assertEquals(hash.blockLength(), digest.getByteLength());
        byte[] content = ascii("abc");
        digest.update((byte) 7);
        digest.reset();
        digest.update(content, 0, content.length);
        byte[] out = new byte[hash.length()];
        assertEquals(out.length, digest.doFinal(out, 0));
        assertArrayEquals(MessageDigest.getInstance(hash.digestName()).digest(content), out);
    }

    @Test
    void aHashNeedsRoom() {
        JcaDigest digest = new JcaDigest(jca, HashAlgorithm.SHA256);
        assertThrows(IllegalArgumentException.class, () -> digest.doFinal(new byte[40], 9));
    }
}
