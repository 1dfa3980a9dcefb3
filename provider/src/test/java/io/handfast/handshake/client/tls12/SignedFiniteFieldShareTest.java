package io.handfast.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.message.DheServerKeyExchange;
import io.handfast.wire.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes of a server's own Diffie-Hellman group. */
class SignedFiniteFieldShareTest {
    @ParameterizedTest
    @CsvSource({
        "0, INSUFFICIENT_SECURITY",
        "512, INSUFFICIENT_SECURITY",
        "768, INSUFFICIENT_SECURITY",
        "1024, INSUFFICIENT_SECURITY",
        "2047, INSUFFICIENT_SECURITY",
        "8193, ILLEGAL_PARAMETER",
        "16384, ILLEGAL_PARAMETER",
        "524280, ILLEGAL_PARAMETER"
    })
    void refusesASizeByName(int bits, AlertDescription alert) {
        TlsException fault =
                assertThrows(TlsException.class, () -> SignedFiniteFieldShare.group(exchange(bits, (byte) 1)));
        assertEquals(alert, fault.alert());
        assertTrue(fault.reason().contains(" " + bits + " bits"), fault.reason());
    }

    @ParameterizedTest
    @CsvSource({"2048", "2049", "3072", "8191", "8192"})
    void looksAtTheNumbersOfAGroupThatHasTheSize(int bits) {
        // 2^n + 2 is even, so that it has the right size, but is no prime.
        TlsException fault =
                assertThrows(TlsException.class, () -> SignedFiniteFieldShare.group(exchange(bits, (byte) 2)));
        assertEquals(AlertDescription.ILLEGAL_PARAMETER, fault.alert());
        assertTrue(fault.reason().contains("no prime"), fault.reason());
    }

    /** A number of so many bits, with a zero byte in front that must not count. */
    private static DheServerKeyExchange exchange(int bits, byte last) {
        byte[] prime = new byte[Math.max(1, Math.min(65535, (bits + 7) / 8 + 1))];
        if (bits > 0) {
            int top = prime.length - (bits + 7) / 8;
            prime[prime.length - 1] = last;
            prime[top] |= (byte) (1 << (bits - 1) % 8);
        }
        return new DheServerKeyExchange(
                Bytes.owning(prime), Bytes.owning(new byte[] {2}), Bytes.owning(new byte[] {5}), 0x0401, Bytes.empty());
    }
}
