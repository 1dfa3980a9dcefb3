package io.handfast.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
        "009D, TLS_RSA_WITH_AES_256_GCM_SHA384, 32, 48"
    })
    void aSuiteIsFoundByCodePointAndByName(String codePoint, String name, int keyLength, int hashLength) {
        CipherSuite suite =
                CipherSuites.byCodePoint(Integer.parseInt(codePoint, 16)).orElseThrow();
        assertEquals(name, suite.ianaName());
        assertEquals(Optional.of(suite), CipherSuites.byName(name));
        assertEquals(keyLength, suite.aead().keyLength());
        assertEquals(hashLength, suite.hash().length());
        if (suite instanceof CipherSuite12 old) {
            // The name says how the key is exchanged and who authenticates.
            String parts = old.keyExchange() == KeyExchange.RSA
                    ? "TLS_RSA_WITH_"
                    : "TLS_" + old.keyExchange() + "_" + old.authentication() + "_WITH_";
            assertTrue(name.startsWith(parts));
            assertEquals(old.keyExchange() != KeyExchange.RSA, old.forwardSecret());
            assertEquals(name.contains("GCM") ? 4 : 12, old.fixedIvLength());
        } else {
            assertInstanceOf(CipherSuite13.class, suite);
        }
    }

    @Test
    void codePointsAndNamesAreUniqueAndUnknownOnesAreAbsent() {
        Set<Object> seen = new HashSet<>();
        for (CipherSuite suite : CipherSuites.all()) {
            assertTrue(seen.add(suite.codePoint()));
            assertTrue(seen.add(suite.ianaName()));
        }
        assertEquals(11, CipherSuites.all().size());
        assertTrue(CipherSuites.byCodePoint(0x00FF).isEmpty());
        assertTrue(CipherSuites.byName("TLS_NULL_WITH_NULL_NULL").isEmpty());
    }

    @Test
    void suitesWithoutForwardSecrecyComeLast() {
        List<CipherSuite> all = CipherSuites.all();
        List<CipherSuite> last = all.subList(all.size() - 2, all.size());
        assertEquals(
                Set.of("TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_256_GCM_SHA384"),
                last.stream().map(CipherSuite::ianaName).collect(Collectors.toSet()));
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
        "TLS_RSA_WITH_AES_128_GCM_SHA256, RSA"
    })
    void constraintsCanNameEveryPart(String suite, String part) {
        assertTrue(CipherSuites.byName(suite).orElseThrow().constraintNames().contains(part));
    }
}
