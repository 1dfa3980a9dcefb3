package io.handfast;

import io.handfast.config.ExternalPsk;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Secret;
import io.handfast.wire.Bytes;
import java.util.Optional;

/**
 * A key that both sides agreed on outside of TLS, by which they authenticate each other in TLS 1.3 without certificates
 * (RFC 8446 §2.2, RFC 9257).
 *
 * <p>It must be random, of 16 bytes at the least, and shared by one client and one server: whoever holds it can pass for either.
 * Passwords are no such keys. Immutable.
 */
public final class PreSharedKey {
    private static final int SHORTEST = 16;
    private static final int LONGEST_FIELD = 65_535;

    private final ExternalPsk psk;

    private PreSharedKey(ExternalPsk psk) {
        this.psk = psk;
    }

    /**
     * A key that is used as it is, with suites of SHA-256.
     *
     * @param identity what both sides know the key by, 1 to 65,535 bytes; it is sent in the clear
     * @param key at least 16 bytes; copied
     * @throws IllegalArgumentException for other lengths
     */
    public static PreSharedKey of(byte[] identity, byte[] key) {
        if (identity.length < 1 || identity.length > LONGEST_FIELD) {
            throw new IllegalArgumentException("an identity has 1 to 65535 bytes, not " + identity.length);
        }
        if (key.length < SHORTEST) {
            throw new IllegalArgumentException("a key has at least 16 bytes, not " + key.length);
        }
        return new PreSharedKey(
                new ExternalPsk(Bytes.copyOf(identity), Secret.copyOf(key), HashAlgorithm.SHA256, Optional.empty()));
    }

    /**
     * The same key for another hash.
     *
     * @param name {@code SHA-256} or {@code SHA-384}; the suite that is negotiated must have it, unless the key is imported
     * @throws IllegalArgumentException for any other
     */
    public PreSharedKey withHash(String name) {
        HashAlgorithm hash = switch (name) {
            case "SHA-256" -> HashAlgorithm.SHA256;
            case "SHA-384" -> HashAlgorithm.SHA384;
            default -> throw new IllegalArgumentException("no suite of TLS 1.3 has the hash " + name);
        };
        return new PreSharedKey(new ExternalPsk(psk.identity(), psk.key(), hash, psk.context()));
    }

    /**
     * The same key, never used itself but imported for each hash and protocol (RFC 9258). Both sides must do so.
     *
     * @param context what both sides mix in, at most 65,535 bytes; may be empty
     * @throws IllegalArgumentException if it is longer
     */
    public PreSharedKey imported(byte[] context) {
        if (context.length > LONGEST_FIELD) {
            throw new IllegalArgumentException("a context has at most 65535 bytes, not " + context.length);
        }
        return new PreSharedKey(
                new ExternalPsk(psk.identity(), psk.key(), psk.hash(), Optional.of(Bytes.copyOf(context))));
    }

    /** What both sides know the key by. */
    public byte[] identity() {
        return psk.identity().toArray();
    }

    ExternalPsk psk() {
        return psk;
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "PreSharedKey[identity of " + psk.identity().length() + " bytes]";
    }
}
