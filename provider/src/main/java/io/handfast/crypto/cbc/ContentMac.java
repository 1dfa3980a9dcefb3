package io.handfast.crypto.cbc;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Primitive;
import io.handfast.crypto.Secret;

/** The HMAC over a content whose length is a secret between two bounds that are not (RFC 5246 §6.2.3.2). Not thread-safe. */
interface ContentMac {
    /** The bytes that stand before the content: sequence number, type, version, length (RFC 5246 §6.2.3.1). */
    int ADDITIONAL_LENGTH = 13;

    /** In constant time where we have the hash function's parts in hand; the key stays the caller's. */
    static ContentMac of(Jca jca, HashAlgorithm hash, Secret key) {
        return jca.bundled(Primitive.CBC_HMAC) ? new BlockwiseMac(hash, key) : new LevelledMac(jca, hash, key);
    }

    /**
     * Computes the MAC.
     *
     * @param additional the bytes before the content
     * @param content how many bytes of the record it covers: secret
     * @param least the fewest that it could be, and {@code most} the most: public
     */
    void compute(byte[] additional, byte[] record, int offset, int content, int least, int most, byte[] mac);
}
