package io.handfast.crypto.cbc;

import io.handfast.crypto.ConstantTime;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import java.util.Arrays;

/**
 * Checks the MAC and the padding of a decrypted record, content then MAC then padding, without telling which of them was
 * wrong or where the content ends (RFC 5246 §6.2.3.2). Not thread-safe.
 *
 * <p>What an attacker could learn from the time is the length of the padding, as in "Lucky Thirteen" (AlFardan, Paterson,
 * 2013). So whatever the padding says, every byte is looked at, and the MAC is computed in the way of {@link ContentMac}.
 * Encrypt-then-MAC (RFC 7366) does away with the question.
 */
public final class PaddedMac {
    /** Padding is at most 255 bytes, and the byte that says its length. */
    private static final int MAX_PADDING = 256;

    private final HashAlgorithm hash;
    private final ContentMac mac;
    private final byte[] rotated;
    private final byte[] computed;

    /** The key stays the caller's. */
    public PaddedMac(Jca jca, HashAlgorithm hash, Secret macKey) {
        this.hash = hash;
        this.mac = ContentMac.of(jca, hash, macKey);
        this.rotated = new byte[hash.length()];
        this.computed = new byte[hash.length()];
    }

    /**
     * The length of the content, or -1 when MAC or padding is wrong.
     *
     * @param additional the 13 bytes that go into the MAC before the content; the last two are set here, to the length
     * @param length of content, MAC and padding together: public
     */
    public int check(byte[] additional, byte[] record, int offset, int length) {
        int macLength = hash.length();
        if (additional.length != ContentMac.ADDITIONAL_LENGTH) {
            throw new IllegalArgumentException("the bytes before the content are 13, not " + additional.length);
        }
        // Only the length decides about this, and everyone sees it.
        if (length < macLength + 1) {
            return -1;
        }
        int padding = record[offset + length - 1] & 0xff;
        int good = paddingMask(record, offset, length, padding);
        // RFC 5246 §6.2.3.2: with wrong padding the MAC is computed as if there were none.
        int content = length - macLength - 1 - (padding & good);
        additional[11] = (byte) (content >>> 8);
        additional[12] = (byte) content;
        int least = Math.max(0, length - macLength - MAX_PADDING);
        mac.compute(additional, record, offset, content, least, length - macLength - 1, computed);
        extract(record, offset, length, content);
        good &= ConstantTime.equal(rotated, 0, computed, 0, macLength) ? -1 : 0;
        return ConstantTime.select(good, content, -1);
    }

    /** All ones when there is room for the padding and all of its bytes are the same. */
    private int paddingMask(byte[] record, int offset, int length, int padding) {
        int good = ~ConstantTime.maskIfLess(length, hash.length() + 1 + padding);
        int last = offset + length - 1;
        int looked = Math.min(MAX_PADDING, length - hash.length());
        for (int i = 0; i < looked; i++) {
            int belongs = ~ConstantTime.maskIfLess(padding, i);
            good &= ~belongs | ConstantTime.maskIfEqual(record[last - i] & 0xff, padding);
        }
        return good;
    }

    /**
     * Copies the MAC out of the record, where it starts at {@code content}, reading every place where it could be.
     *
     * <p>The bytes are gathered modulo the MAC's length, which leaves them turned by an amount that is secret; the turn is
     * undone by powers of two, each taken or not under a mask.
     */
    private void extract(byte[] record, int offset, int length, int content) {
        int macLength = hash.length();
        int first = Math.max(0, length - macLength - MAX_PADDING);
        int turn = 0;
        Arrays.fill(rotated, (byte) 0);
        int slot = 0;
        for (int i = first; i < length; i++) {
            int inside = ~ConstantTime.maskIfLess(i, content) & ConstantTime.maskIfLess(i, content + macLength);
            rotated[slot] |= (byte) (record[offset + i] & inside);
            turn |= slot & ConstantTime.maskIfEqual(i, content);
            slot = slot + 1 == macLength ? 0 : slot + 1;
        }
        for (int step = 1; step < macLength; step <<= 1) {
            turnBack(step, ~ConstantTime.maskIfZero(turn & step));
        }
    }

    /** Turns the gathered bytes by so many places, or leaves them, after a mask. */
    private void turnBack(int step, int mask) {
        byte[] before = rotated.clone();
        for (int i = 0; i < rotated.length; i++) {
            int from = i + step < rotated.length ? i + step : i + step - rotated.length;
            rotated[i] = (byte) ConstantTime.select(mask, before[from], before[i]);
        }
    }
}
