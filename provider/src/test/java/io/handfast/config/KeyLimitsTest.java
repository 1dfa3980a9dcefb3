package io.handfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.crypto.aead.AeadAlgorithm;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of {@code jdk.tls.keyLimits}, as {@code java.security} documents it. */
class KeyLimitsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AES/GCM/NoPadding KeyUpdate 2^37, ChaCha20-Poly1305 KeyUpdate 2^37 | 137438953472 | 137438953472",
                "aes/gcm/nopadding keyupdate 100000 | 100000 | none",
                "ChaCha20-Poly1305  KeyUpdate  2^20 | none | 1048576",
                "'' | none | none",
                "AES/GCM/NoPadding KeyUpdate | none | none",
                "AES/GCM/NoPadding KeyUpdate many | none | none",
                "AES/GCM/NoPadding KeyUpdate 2^63 | none | none",
                "AES/GCM/NoPadding Close 2^30 | none | none",
                "DES/ECB KeyUpdate 2^30, ChaCha20-Poly1305 KeyUpdate 2^30 | none | 1073741824",
                // Less than a few records is nobody's wish.
                "AES/GCM/NoPadding KeyUpdate 1 | 65536 | none"
            })
    void says(String text, String aes, String chaCha) {
        KeyLimits limits = KeyLimits.parse(text);
        assertEquals(bytes(aes), limits.bytes(AeadAlgorithm.AES_256_GCM));
        assertEquals(bytes(aes), limits.bytes(AeadAlgorithm.AES_128_GCM));
        assertEquals(bytes(chaCha), limits.bytes(AeadAlgorithm.CHACHA20_POLY1305));
    }

    private static long bytes(String text) {
        return text.equals("none") ? Long.MAX_VALUE : Long.parseLong(text);
    }

    @Test
    void withoutAnyThereIsNone() {
        assertEquals(Map.of(), KeyLimits.NONE.byTransformation());
        assertEquals(Long.MAX_VALUE, KeyLimits.NONE.bytes(AeadAlgorithm.AES_128_GCM));
    }
}
