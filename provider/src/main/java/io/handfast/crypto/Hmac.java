package io.handfast.crypto;

import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC over one hash, with one {@code Mac} kept and keyed again as needed (RFC 2104). Not thread-safe.
 *
 * <p>The {@code Mac} is there from the first key on, and until {@link #release}.
 */
public final class Hmac {
    private final Jca jca;
    private final HashAlgorithm hash;
    private @Nullable Mac mac;
    private @Nullable Secret current;

    public Hmac(Jca jca, HashAlgorithm hash) {
        this.jca = jca;
        this.hash = hash;
    }

    public HashAlgorithm hash() {
        return hash;
    }

    /** Sets the key and starts anew; the key that is set already costs nothing. The secret stays the caller's. */
    public Hmac key(Secret key) {
        Mac present = mac;
        if (present != null && key == current && !key.isDestroyed()) {
            present.reset();
            return this;
        }
        Mac keyed = present == null ? jca.mac(hash) : present;
        mac = keyed;
        current = null;
        try {
            // The provider has read a key once init is through, so the caller may destroy it after.
            // HMAC pads a short key with zeros, so one zero byte is the same key as none; the JCA refuses an empty key.
            keyed.init(
                    key.length() == 0 ? new SecretKeySpec(new byte[1], hash.hmacName()) : key.lentKey(hash.hmacName()));
            current = key;
            return this;
        } catch (InvalidKeyException refused) {
            throw new ProviderException("provider refused a key for " + hash.hmacName(), refused);
        }
    }

    public Hmac update(byte value) {
        keyed().update(value);
        return this;
    }

    public Hmac update(byte[] bytes) {
        keyed().update(bytes);
        return this;
    }

    public Hmac update(byte[] bytes, int offset, int length) {
        keyed().update(bytes, offset, length);
        return this;
    }

    /** The tag; the key stays set and the next message may follow. */
    public byte[] doFinal() {
        return keyed().doFinal();
    }

    /** Writes the tag at {@code offset}; the key stays set. */
    public void doFinal(byte[] out, int offset) {
        try {
            keyed().doFinal(out, offset);
        } catch (ShortBufferException tooShort) {
            throw new IllegalArgumentException("no room for the tag", tooShort);
        }
    }

    /** Lets go of the {@code Mac} and of the key inside; the next {@link #key} brings another. */
    public void release() {
        mac = null;
        current = null;
    }

    private Mac keyed() {
        return Objects.requireNonNull(mac, "no key is set");
    }
}
