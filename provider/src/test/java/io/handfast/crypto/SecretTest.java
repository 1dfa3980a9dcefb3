package io.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void printsOnlyItsLength() {
        assertEquals("Secret[3 bytes]", Secret.copyOf(new byte[] {17, 18, 19}).toString());
    }

    @Test
    void ownsOrCopies() {
        byte[] bytes = {1, 2, 3};
        assertSame(bytes, Secret.owning(bytes).reveal());
        assertNotSame(bytes, Secret.copyOf(bytes).reveal());
        assertArrayEquals(bytes, Secret.copyOf(bytes).reveal());
    }

    @Test
    void destructionZeroesAndCloses() {
        byte[] bytes = {1, 2, 3};
        Secret secret = Secret.owning(bytes);
        assertFalse(secret.isDestroyed());
        secret.destroy();
        secret.destroy();
        assertTrue(secret.isDestroyed());
        assertArrayEquals(new byte[3], bytes);
        assertEquals(3, secret.length());
        assertThrows(IllegalStateException.class, secret::reveal);
        assertThrows(IllegalStateException.class, () -> secret.asKey("AES"));
        assertThrows(IllegalStateException.class, () -> secret.sameAs(Secret.zeros(3)));
    }

    @Test
    void aLentKeyEndsWithItsSecret() {
        Secret secret = Secret.copyOf(new byte[] {1, 2, 3});
        SecretKey key = secret.lentKey("HmacSHA256");
        assertEquals("HmacSHA256", key.getAlgorithm());
        assertEquals("RAW", key.getFormat());
        key.getEncoded()[0] = 9;
        assertArrayEquals(new byte[] {1, 2, 3}, key.getEncoded(), "what is given out is a copy");
        assertEquals(key, secret.lentKey("HmacSHA256"));
        assertNotEquals(key, Secret.copyOf(new byte[] {1, 2, 3}).lentKey("HmacSHA256"));
        assertFalse(key.toString().contains("1, 2"), key.toString());
        assertThrows(
                NotSerializableException.class,
                () -> new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(key));
        secret.destroy();
        assertThrows(IllegalStateException.class, key::getEncoded);
    }

    @Test
    void comparesByContent() {
        Secret secret = Secret.copyOf(new byte[] {1, 2, 3});
        assertTrue(secret.sameAs(Secret.copyOf(new byte[] {1, 2, 3})));
        assertFalse(secret.sameAs(Secret.copyOf(new byte[] {1, 2, 4})));
        assertFalse(secret.sameAs(Secret.copyOf(new byte[] {1, 2})));
    }
}
