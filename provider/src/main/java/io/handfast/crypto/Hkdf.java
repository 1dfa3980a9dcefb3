package io.handfast.crypto;

import java.util.Arrays;

/** HKDF over one hash (RFC 5869). Not thread-safe. */
public final class Hkdf {
    private final Hmac hmac;

    public Hkdf(Jca jca, HashAlgorithm hash) {
        this.hmac = new Hmac(jca, hash);
    }

    public HashAlgorithm hash() {
        return hmac.hash();
    }

    /** The HMAC underneath, shared: use it up to its {@code doFinal} before calling this object again. */
    public Hmac hmac() {
        return hmac;
    }

    /** Lets go of the {@code Mac} underneath, which the next use brings back; an idle connection needs none. */
    public void release() {
        hmac.release();
    }

    /** HKDF-Extract; an empty salt means a string of zeros (RFC 5869 §2.2). */
    public Secret extract(Secret salt, Secret inputKeyingMaterial) {
        return Secret.owning(hmac.key(salt).update(inputKeyingMaterial.reveal()).doFinal());
    }

    /** HKDF-Expand's info, which is fed in parts rather than put together (RFC 5869 §2.3). */
    @FunctionalInterface
    public interface Information {
        /** Feeds all of it; called once for each block of the output. */
        void feed(Hmac hmac);
    }

    /**
     * HKDF-Expand (RFC 5869 §2.3).
     *
     * @throws IllegalArgumentException when more than 255 hash lengths are asked for
     */
    public Secret expand(Secret pseudorandomKey, Information information, int length) {
        int hashLength = hash().length();
        if (length < 0 || length > 255 * hashLength) {
            throw new IllegalArgumentException("HKDF-Expand cannot give " + length + " bytes");
        }
        Hmac first = expanding(pseudorandomKey);
        if (length <= hashLength) {
            information.feed(first);
            return expanded(length);
        }
        byte[] block = block(information, 1);
        byte[] out = new byte[length];
        for (int done = 0, counter = 2; done < length; counter++) {
            int taken = Math.min(hashLength, length - done);
            System.arraycopy(block, 0, out, done, taken);
            done += taken;
            if (done < length) {
                hmac.update(block);
                byte[] next = block(information, counter);
                Arrays.fill(block, (byte) 0);
                block = next;
            }
        }
        Arrays.fill(block, (byte) 0);
        return Secret.owning(out);
    }

    /** The same with an info that is there as a whole. */
    public Secret expand(Secret pseudorandomKey, byte[] information, int length) {
        return expand(pseudorandomKey, mac -> mac.update(information), length);
    }

    /**
     * Begins an HKDF-Expand that gives no more than one hash length: feed the info to what comes back, then call
     * {@link #expanded}.
     */
    public Hmac expanding(Secret pseudorandomKey) {
        return hmac.key(pseudorandomKey);
    }

    /**
     * Ends what {@link #expanding} began.
     *
     * @throws IllegalArgumentException when more than the hash length is asked for
     */
    public Secret expanded(int length) {
        if (length < 0 || length > hash().length()) {
            throw new IllegalArgumentException("one block cannot give " + length + " bytes");
        }
        byte[] block = hmac.update((byte) 1).doFinal();
        if (length == block.length) {
            return Secret.owning(block);
        }
        byte[] out = Arrays.copyOf(block, length);
        Arrays.fill(block, (byte) 0);
        return Secret.owning(out);
    }

    private byte[] block(Information information, int counter) {
        information.feed(hmac);
        return hmac.update((byte) counter).doFinal();
    }
}
