package io.handfast.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.iana.ProtocolVersion;
import io.handfast.testing.Spec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CipherSuitesTest {
    @ParameterizedTest
    @CsvSource({
        "1301, TLS_AES_128_GCM_SHA256, 16, 32",
        "1302, TLS_AES_256_GCM_SHA384, 32, 48",
        "1303, TLS_CHACHA20_POLY1305_SHA256, 32, 32",
        "C02B, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, 16, 32",
        "C02C, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, 32, 48",
        "C02F, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 16, 32",
        "C030, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, 32, 48",
        "CCA8, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, 32, 32",
        "CCA9, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, 32, 32",
        "009C, TLS_RSA_WITH_AES_128_GCM_SHA256, 16, 32",
        "009D, TLS_RSA_WITH_AES_256_GCM_SHA384, 32, 48",
        "C0AC, TLS_ECDHE_ECDSA_WITH_AES_128_CCM, 16, 32",
        "C0AD, TLS_ECDHE_ECDSA_WITH_AES_256_CCM, 32, 32",
        "C0AE, TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8, 16, 32",
        "C0AF, TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8, 32, 32",
        "009E, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, 16, 32",
        "009F, TLS_DHE_RSA_WITH_AES_256_GCM_SHA384, 32, 48",
        "CCAA, TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256, 32, 32",
        "0067, TLS_DHE_RSA_WITH_AES_128_CBC_SHA256, 16, 32",
        "006B, TLS_DHE_RSA_WITH_AES_256_CBC_SHA256, 32, 32",
        "0033, TLS_DHE_RSA_WITH_AES_128_CBC_SHA, 16, 32",
        "0039, TLS_DHE_RSA_WITH_AES_256_CBC_SHA, 32, 32",
        "C023, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, 16, 32",
        "C024, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, 32, 48",
        "C027, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, 16, 32",
        "C028, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, 32, 48",
        "C009, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, 16, 32",
        "C00A, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, 32, 32",
        "C013, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, 16, 32",
        "C014, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, 32, 32",
        "003C, TLS_RSA_WITH_AES_128_CBC_SHA256, 16, 32",
        "003D, TLS_RSA_WITH_AES_256_CBC_SHA256, 32, 32",
        "002F, TLS_RSA_WITH_AES_128_CBC_SHA, 16, 32",
        "0035, TLS_RSA_WITH_AES_256_CBC_SHA, 32, 32",
        "000A, TLS_RSA_WITH_3DES_EDE_CBC_SHA, 24, 32"
    })
    void aSuiteIsFoundByCodePointAndByName(String codePoint, String name, int keyLength, int hashLength) {
        CipherSuite suite =
                CipherSuites.byCodePoint(Integer.parseInt(codePoint, 16)).orElseThrow();
        assertEquals(name, suite.ianaName());
        assertEquals(Optional.of(suite), CipherSuites.byName(name));
        int actual = suite instanceof CipherSuite12 old
                ? old.bulkCipher().keyLength()
                : ((CipherSuite13) suite).aead().keyLength();
        assertEquals(keyLength, actual);
        assertEquals(hashLength, suite.hash().length());
        if (suite instanceof CipherSuite12 old) {
            // The name says how the key is exchanged and who authenticates.
            String parts = old.keyExchange() == KeyExchange.RSA
                    ? "TLS_RSA_WITH_"
                    : "TLS_" + old.keyExchange() + "_" + old.authentication() + "_WITH_";
            assertTrue(name.startsWith(parts));
            assertEquals(old.keyExchange() != KeyExchange.RSA, old.forwardSecret());
            boolean cbc = name.contains("CBC");
            assertEquals(cbc ? 0 : name.contains("CHACHA20") ? 12 : 4, ivLength(old, ProtocolVersion.TLS12));
            assertEquals(cbc ? 0 : ivLength(old, ProtocolVersion.TLS12), ivLength(old, ProtocolVersion.TLS11));
            if (cbc) {
                // The name says the MAC; before TLS 1.2 there is only the one with SHA-1, and the IV is from the key
                // block.
                CbcBulkCipher cipher = (CbcBulkCipher) old.bulkCipher();
                assertEquals(
                        name.substring(name.lastIndexOf('_') + 1),
                        cipher.mac() == HashAlgorithm.SHA1
                                ? "SHA"
                                : cipher.mac().shortName());
                assertEquals(name.contains("3DES") ? 8 : 16, ivLength(old, ProtocolVersion.TLS10));
            }
            assertEquals(name.endsWith("_SHA"), old.usableBefore12());
        } else {
            assertInstanceOf(CipherSuite13.class, suite);
        }
    }

    private static int ivLength(CipherSuite12 suite, ProtocolVersion version) {
        return suite.bulkCipher().fixedIvLength(version);
    }

    @Test
    @Spec({"RFC8446-D.5-2", "RFC8446-D.5-3"})
    void codePointsAndNamesAreUniqueAndUnknownOnesAreAbsent() {
        Set<Object> seen = new HashSet<>();
        for (CipherSuite suite : CipherSuites.all()) {
            assertTrue(seen.add(suite.codePoint()));
            assertTrue(seen.add(suite.ianaName()));
        }
        assertEquals(35, CipherSuites.all().size());
        assertTrue(CipherSuites.all().stream()
                .noneMatch(suite -> suite.ianaName().matches(".*(RC4|EXPORT|NULL|_DES_|DES40|IDEA|RC2|anon).*")));
        assertTrue(CipherSuites.byCodePoint(0x00FF).isEmpty());
        assertTrue(CipherSuites.byName("TLS_NULL_WITH_NULL_NULL").isEmpty());
    }

    @Test
    void suitesWithoutForwardSecrecyComeLast() {
        List<CipherSuite> all = CipherSuites.all();
        int without = (int) all.stream()
                .filter(suite -> suite.ianaName().startsWith("TLS_RSA_"))
                .count();
        assertEquals(7, without);
        assertTrue(all.subList(all.size() - without, all.size()).stream()
                .allMatch(suite -> suite.ianaName().startsWith("TLS_RSA_")));
        assertEquals("TLS_RSA_WITH_3DES_EDE_CBC_SHA", all.get(all.size() - 1).ianaName());
        assertInstanceOf(CipherSuite13.class, all.get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_AES_128_GCM_SHA256, AES_128_GCM",
        "TLS_AES_128_GCM_SHA256, SHA256",
        "TLS_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256, ChaCha20-Poly1305",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, ECDHE_ECDSA",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, ECDSA",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, AES_256_GCM",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, SHA-384",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, RSA",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, GCM",
        "TLS_RSA_WITH_AES_128_GCM_SHA256, RSA",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8, AES_256_CCM_8",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, AES_128_CBC",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, CBC",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, HmacSHA1",
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, SHA1",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, HmacSHA384",
        "TLS_RSA_WITH_3DES_EDE_CBC_SHA, 3DES_EDE_CBC",
        "TLS_RSA_WITH_3DES_EDE_CBC_SHA, SSL_RSA_WITH_3DES_EDE_CBC_SHA",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, DH",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, DiffieHellman",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, DHE_RSA"
    })
    void constraintsCanNameEveryPart(String suite, String part) {
        assertTrue(CipherSuites.byName(suite).orElseThrow().constraintNames().contains(part));
    }
}
