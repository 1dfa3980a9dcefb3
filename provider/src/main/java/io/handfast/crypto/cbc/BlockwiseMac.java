package io.handfast.crypto.cbc;

import io.handfast.crypto.ConstantTime;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Secret;
import java.util.Arrays;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.util.Memoable;

/**
 * HMAC block by block: whatever the content's length, the same blocks are built under masks and compressed, the state after
 * each is looked at, and a mask takes the one that counts (RFC 2104; FIPS 180-4 §5.1 for the padding inside).
 *
 * <p>This is dearer than the JDK's MAC, which the processor helps along. Only records whose MAC was encrypted along pay for it.
 */
final class BlockwiseMac implements ContentMac {
    private final int blockLength;
    private final int shift;
    /** After the inner and the outer key block. */
    private final Digest keyedInner;

    private final Digest keyedOuter;
    private final Digest running;
    private final Digest outer;
    /** Gives the chaining value instead of a digest. */
    private final Digest snapshot;

    private final byte[] block;
    private final byte[] state;
    private final byte[] inner;

    BlockwiseMac(HashAlgorithm hash, Secret key) {
        if (key.length() > hash.blockLength()) {
            throw new IllegalArgumentException("a MAC key is no longer than a block, not " + key.length() + " bytes");
        }
        this.blockLength = hash.blockLength();
        this.shift = Integer.numberOfTrailingZeros(blockLength);
        this.keyedInner = keyed(hash, key, 0x36);
        this.keyedOuter = keyed(hash, key, 0x5c);
        this.running = ChainingValues.digest(hash);
        this.outer = ChainingValues.digest(hash);
        this.snapshot = ChainingValues.unpadded(hash);
        this.block = new byte[blockLength];
        this.state = new byte[hash.length()];
        this.inner = new byte[hash.length()];
    }

    private static Digest keyed(HashAlgorithm hash, Secret key, int pad) {
        byte[] padded = Arrays.copyOf(key.reveal(), hash.blockLength());
        for (int i = 0; i < padded.length; i++) {
            padded[i] ^= (byte) pad;
        }
        Digest digest = ChainingValues.digest(hash);
        digest.update(padded, 0, padded.length);
        Arrays.fill(padded, (byte) 0);
        return digest;
    }

    @Override
    public void compute(byte[] additional, byte[] record, int offset, int content, int least, int most, byte[] mac) {
        int lengthField = blockLength / 8;
        int total = ADDITIONAL_LENGTH + content;
        int last = (total + lengthField) >>> shift;
        // Blocks before this one are message in any case, blocks behind the other are never needed: both public.
        int firstOpen = (ADDITIONAL_LENGTH + least) >>> shift;
        int lastOpen = (ADDITIONAL_LENGTH + most + lengthField) >>> shift;
        copy(keyedInner, running);
        if (firstOpen > 0) {
            running.update(additional, 0, ADDITIONAL_LENGTH);
            running.update(record, offset, (firstOpen << shift) - ADDITIONAL_LENGTH);
        }
        Arrays.fill(inner, (byte) 0);
        for (int number = firstOpen; number <= lastOpen; number++) {
            int isLast = ConstantTime.maskIfEqual(number, last);
            build(number, additional, record, offset, most, total, isLast);
            running.update(block, 0, blockLength);
            copy(running, snapshot);
            snapshot.doFinal(state, 0);
            for (int i = 0; i < inner.length; i++) {
                inner[i] |= (byte) (state[i] & isLast);
            }
        }
        copy(keyedOuter, outer);
        outer.update(inner, 0, inner.length);
        outer.doFinal(mac, 0);
    }

    /** Message, then 0x80, then zeros, and the length in bits at the end of the last block. */
    private void build(int number, byte[] additional, byte[] record, int offset, int most, int total, int isLast) {
        for (int i = 0; i < blockLength; i++) {
            int at = (number << shift) + i;
            int value = 0;
            if (at < ADDITIONAL_LENGTH) {
                value = additional[at];
            } else if (at < ADDITIONAL_LENGTH + most) {
                value = record[offset + at - ADDITIONAL_LENGTH];
            }
            int inMessage = ConstantTime.maskIfLess(at, total);
            int end = ConstantTime.maskIfEqual(at, total) & 0x80;
            block[i] = (byte) (value & inMessage | end);
        }
        // The key's block counts as well.
        int bits = (blockLength + total) << 3;
        for (int i = 0; i < Integer.BYTES; i++) {
            block[blockLength - 1 - i] |= (byte) ((bits >>> (8 * i)) & isLast);
        }
    }

    private static void copy(Digest from, Digest to) {
        ((Memoable) to).reset((Memoable) from);
    }
}
