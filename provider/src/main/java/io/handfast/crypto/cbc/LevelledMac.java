package io.handfast.crypto.cbc;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hmac;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import java.security.MessageDigest;

/**
 * The MAC of the user's own provider, with extra compressions up to as many as the longest content would take (RFC 5246
 * §6.2.3.2, the note on timing).
 *
 * <p>A provider's MAC takes the content and gives the tag, so how it cuts the content into blocks stays its own, and a few
 * nanoseconds of it show; see docs/timing.md. What the user has put in front or forced is used nevertheless.
 */
final class LevelledMac implements ContentMac {
    /** More blocks than 256 bytes of padding can make up for. */
    private static final int SPARE_BYTES = 512;

    private final HashAlgorithm hash;
    private final Hmac hmac;
    private final MessageDigest balance;
    private final byte[] balancing;

    LevelledMac(Jca jca, HashAlgorithm hash, Secret key) {
        this.hash = hash;
        this.hmac = new Hmac(jca, hash).key(key);
        this.balance = jca.digest(hash);
        this.balancing = new byte[compressions(SPARE_BYTES) * hash.blockLength()];
    }

    @Override
    public void compute(byte[] additional, byte[] record, int offset, int content, int least, int most, byte[] mac) {
        hmac.update(additional).update(record, offset, content).doFinal(mac, 0);
        int missing = compressions(most) - compressions(content);
        balance.update(balancing, 0, missing * hash.blockLength());
    }

    /** How often the inner hash compresses for so many bytes of content; the block lengths are powers of two. */
    private int compressions(int content) {
        // After the key's block: the 13 bytes, the content, the byte 0x80 and the message length of 8 or 16 bytes.
        int lengthField = hash.blockLength() / 8;
        int shift = Integer.numberOfTrailingZeros(hash.blockLength());
        return (ADDITIONAL_LENGTH + content + lengthField + hash.blockLength()) >>> shift;
    }
}
