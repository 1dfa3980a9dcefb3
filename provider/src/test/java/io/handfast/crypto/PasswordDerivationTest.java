package io.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published vectors of PBKDF2 and scrypt, and parameters out of all proportion (RFC 6070, RFC 7914 §11, §12). */
class PasswordDerivationTest {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);

    private static Secret secret(String text) {
        return Secret.owning(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "SHA1, password, salt, 1, 0c60c80f961f0e71f3a9b524af6012062fe037a6",
        "SHA1, password, salt, 2, ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957",
        "SHA1, password, salt, 4096, 4b007901b765489abead49d926f721d065a429c1",
        "SHA1, passwordPASSWORDpassword, saltSALTsaltSALTsaltSALTsaltSALTsalt, 4096,"
                + "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038",
        "SHA256, passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
        "SHA256, Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d",
    })
    void pbkdf2(HashAlgorithm hash, String password, String salt, int iterations, String expected) throws Exception {
        Secret key =
                PasswordDerivation.pbkdf2(JCA, hash, secret(password), bytes(salt), iterations, expected.length() / 2);
        assertEquals(expected, HexFormat.of().formatHex(key.reveal()));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 16, 1, 1, 77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906",
        "password, NaCl, 1024, 8, 16, fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
    })
    void scrypt(String password, String salt, int cost, int blockSize, int parallelization, String expected)
            throws Exception {
        Secret key = PasswordDerivation.scrypt(
                secret(password), bytes(salt), cost, blockSize, parallelization, expected.length() / 2);
        assertEquals(expected, HexFormat.of().formatHex(key.reveal()));
    }

    @ParameterizedTest
    @CsvSource({"0, 32", "-1, 32", "20000001, 32", "1000, 0", "1000, 65"})
    void pbkdf2OutOfProportion(int iterations, int length) {
        assertThrows(
                InvalidKeyException.class,
                () -> PasswordDerivation.pbkdf2(
                        JCA, HashAlgorithm.SHA256, secret("p"), bytes("salt"), iterations, length));
    }

    @ParameterizedTest
    @CsvSource({"1, 8, 1", "1000, 8, 1", "1024, 0, 1", "1024, 8, 0", "1073741824, 8, 1", "2, 8, 1000000", "2, 1, 65"})
    void scryptOutOfProportion(int cost, int blockSize, int parallelization) {
        assertThrows(
                InvalidKeyException.class,
                () -> PasswordDerivation.scrypt(secret("p"), bytes("salt"), cost, blockSize, parallelization, 32));
    }
}
