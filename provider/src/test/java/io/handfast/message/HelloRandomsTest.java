package io.handfast.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

/** The randoms with a meaning (RFC 8446 §4.1.3). */
class HelloRandomsTest {
    @Test
    @Spec("RFC8446-4.1.3-10")
    void retryRandomIsTheHashOfItsName() throws NoSuchAlgorithmException {
        byte[] name = "HelloRetryRequest".getBytes(StandardCharsets.US_ASCII);
        assertEquals(Bytes.owning(MessageDigest.getInstance("SHA-256").digest(name)), HelloRandoms.HELLO_RETRY_RANDOM);
    }

    @Test
    void sentinelsSpellTheirPurpose() {
        byte[] spelled = "DOWNGRD".getBytes(StandardCharsets.US_ASCII);
        assertEquals(Bytes.owning(spelled), HelloRandoms.DOWNGRADE_TLS12.slice(0, 7));
        assertEquals(1, HelloRandoms.DOWNGRADE_TLS12.at(7));
        assertEquals(Bytes.owning(spelled), HelloRandoms.DOWNGRADE_TLS11.slice(0, 7));
        assertEquals(0, HelloRandoms.DOWNGRADE_TLS11.at(7));
    }

    @Test
    void sentinelIsFoundAtTheEndOnly() {
        Bytes random = Bytes.hex("00".repeat(24) + HelloRandoms.DOWNGRADE_TLS12.toHex());
        assertTrue(HelloRandoms.endsWith(random, HelloRandoms.DOWNGRADE_TLS12));
        assertFalse(HelloRandoms.endsWith(random, HelloRandoms.DOWNGRADE_TLS11));
        assertFalse(HelloRandoms.endsWith(
                Bytes.hex(HelloRandoms.DOWNGRADE_TLS12.toHex() + "00".repeat(24)), HelloRandoms.DOWNGRADE_TLS12));
    }
}
