package io.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HmacTest {
    /** RFC 4231 §4.3, test case 2. */
    private static final byte[] TAG =
            HexFormat.of().parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

    private static final byte[] CONTENT = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);

    private final Hmac hmac = new Hmac(Jca.of(Jca.Source.AUTO), HashAlgorithm.SHA256);

    private Hmac keyed() {
        return hmac.key(Secret.owning("Jefe".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void theKeyStaysSetUntilItIsReleased() {
        assertArrayEquals(TAG, keyed().update(CONTENT).doFinal());
        assertArrayEquals(TAG, hmac.update(CONTENT).doFinal());
        hmac.release();
        assertThrows(NullPointerException.class, () -> hmac.update(CONTENT), "the key is gone");
        assertThrows(NullPointerException.class, hmac::doFinal);
        assertArrayEquals(TAG, keyed().update(CONTENT).doFinal());
    }

    @Test
    void withoutAKeyThereIsNothingToCompute() {
        assertThrows(NullPointerException.class, hmac::doFinal);
    }

    @Test
    void theKeyThatIsSetAlreadyStartsAnew() {
        Secret jefe = Secret.owning("Jefe".getBytes(StandardCharsets.US_ASCII));
        assertArrayEquals(TAG, hmac.key(jefe).update(CONTENT).doFinal());
        assertArrayEquals(TAG, hmac.key(jefe).update(CONTENT).doFinal());
        hmac.key(jefe).update(CONTENT);
        assertArrayEquals(TAG, hmac.key(jefe).update(CONTENT).doFinal(), "what was left unfinished is forgotten");
        hmac.release();
        assertArrayEquals(TAG, hmac.key(jefe).update(CONTENT).doFinal());
    }

    @Test
    void anotherKeyIsAnotherKeyThoughTheObjectsLookAlike() {
        Secret jefe = Secret.owning("Jefe".getBytes(StandardCharsets.US_ASCII));
        byte[] other = hmac.key(Secret.owning("jefe".getBytes(StandardCharsets.US_ASCII)))
                .update(CONTENT)
                .doFinal();
        assertFalse(Arrays.equals(TAG, other));
        assertArrayEquals(TAG, hmac.key(jefe).update(CONTENT).doFinal());
        jefe.destroy();
        assertThrows(IllegalStateException.class, () -> hmac.key(jefe), "a destroyed key serves no more");
        assertThrows(IllegalStateException.class, () -> hmac.key(jefe));
    }
}
