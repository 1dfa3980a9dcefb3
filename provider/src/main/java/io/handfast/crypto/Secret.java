package io.handfast.crypto;

import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.Destroyable;

/**
 * Secret bytes that print only their length and are zeroed when no longer needed (RFC 8446 Appendix C, E.1.1).
 *
 * <p>The bytes leave through {@link #reveal()} alone, so a search for that name finds every place that touches them.
 * Not safe for destruction while another thread still reads.
 */
public final class Secret implements Destroyable {
    private final byte[] bytes;
    private volatile boolean destroyed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes over the array: the caller keeps no other use for it, and {@link #destroy()} zeroes it. */
    public static Secret owning(byte[] bytes) {
        return new Secret(bytes);
    }

    /** Copies the array; the caller's own copy stays the caller's to clear. */
    public static Secret copyOf(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** A secret of {@code length} zero bytes, as the key schedule uses where an input is absent. */
    public static Secret zeros(int length) {
        return new Secret(new byte[length]);
    }

    /** Length in bytes. */
    public int length() {
        return bytes.length;
    }

    /**
     * The live bytes, not a copy.
     *
     * @throws IllegalStateException when destroyed
     */
    public byte[] reveal() {
        if (destroyed) {
            throw new IllegalStateException("this secret has been destroyed");
        }
        return bytes;
    }

    /** The bytes as a JCA key; the key holds a copy that nothing can clear, so it should live shortly. */
    public SecretKeySpec asKey(String algorithm) {
        return new SecretKeySpec(reveal(), algorithm);
    }

    /** The bytes as a JCA key that has no copy of its own: it gives them out until this secret is destroyed. */
    SecretKey lentKey(String algorithm) {
        return new LentKey(this, algorithm);
    }

    /** Equal to another that the same secret lent, without a look at the bytes; cannot be serialized. */
    private record LentKey(Secret secret, String algorithm) implements SecretKey {
        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return secret.reveal().clone();
        }
    }

    /** Whether both hold the same bytes, in time that depends on the lengths alone. */
    public boolean sameAs(Secret other) {
        return ConstantTime.equal(reveal(), other.reveal());
    }

    @Override
    public void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public String toString() {
        return "Secret[" + bytes.length + " bytes]";
    }
}
