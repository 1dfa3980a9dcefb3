package io.handfast.crypto;

import java.security.InvalidKeyException;
import java.security.ProviderException;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** HMAC over one hash, with one {@code Mac} kept and keyed again as needed (RFC 2104). Not thread-safe. */
public final class Hmac {
    private final HashAlgorithm hash;
    private final Mac mac;

    public Hmac(Jca jca, HashAlgorithm hash) {
        this.hash = hash;
        this.mac = jca.mac(hash);
    }

    public HashAlgorithm hash() {
        return hash;
    }

    /** Sets the key and starts anew. The secret stays the caller's. */
    public Hmac key(Secret key) {
        try {
            // HMAC pads a short key with zeros, so one zero byte is the same key as none; the JCA refuses an empty key.
            mac.init(key.length() == 0 ? new SecretKeySpec(new byte[1], hash.hmacName()) : key.asKey(hash.hmacName()));
            return this;
        } catch (InvalidKeyException refused) {
            throw new ProviderException("provider refused a key for " + hash.hmacName(), refused);
        }
    }

    public Hmac update(byte value) {
        mac.update(value);
        return this;
    }

    public Hmac update(byte[] bytes) {
        mac.update(bytes);
        return this;
    }

    public Hmac update(byte[] bytes, int offset, int length) {
        mac.update(bytes, offset, length);
        return this;
    }

    /** The tag; the key stays set and the next message may follow. */
    public byte[] doFinal() {
        return mac.doFinal();
    }

    /** Writes the tag at {@code offset}; the key stays set. */
    public void doFinal(byte[] out, int offset) {
        try {
            mac.doFinal(out, offset);
        } catch (ShortBufferException tooShort) {
            throw new IllegalArgumentException("no room for the tag", tooShort);
        }
    }
}
