package io.handfast.jsse;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Arrays of the size of a record or of several, lent while records are under way, so that an idle connection holds none (RFC
 * 8446 §5.1).
 *
 * <p>A few are kept for the whole process; when many records are under way at once more are made, and forgotten. What was
 * decrypted, or is yet to be encrypted, is wiped when its array comes back. No lock: threads begin to look at different places.
 */
final class RecordArrays {
    /** The length of an array for several records: as much as one call of the transport moves without slowing down others. */
    static final int SEVERAL = 4 * SessionView.PACKET_BUFFER_SIZE;

    private static final AtomicReferenceArray<byte[]> FREE = new AtomicReferenceArray<>(32);
    private static final AtomicReferenceArray<byte[]> FREE_SEVERAL = new AtomicReferenceArray<>(8);
    private static final byte[] ZEROS = new byte[1024];

    private RecordArrays() {}

    /** An array of {@link SessionView#PACKET_BUFFER_SIZE} bytes; what stands in it means nothing. */
    static byte[] borrow() {
        return borrow(FREE, SessionView.PACKET_BUFFER_SIZE);
    }

    /** An array of {@link #SEVERAL} bytes; what stands in it means nothing. */
    static byte[] borrowSeveral() {
        return borrow(FREE_SEVERAL, SEVERAL);
    }

    private static byte[] borrow(AtomicReferenceArray<byte[]> free, int length) {
        int kept = free.length();
        int start = System.identityHashCode(Thread.currentThread());
        for (int i = 0; i < kept; i++) {
            int at = (start + i) & (kept - 1);
            byte[] array = free.get(at) == null ? null : free.getAndSet(at, null);
            if (array != null) {
                return array;
            }
        }
        return new byte[length];
    }

    /**
     * Takes an array back, of either length.
     *
     * @param secret how many of the first bytes are wiped: those that may hold plaintext, 0 when all was ciphertext
     */
    static void giveBack(byte[] array, int secret) {
        wipe(array, 0, secret);
        AtomicReferenceArray<byte[]> free = array.length == SEVERAL ? FREE_SEVERAL : FREE;
        int kept = free.length();
        int start = System.identityHashCode(Thread.currentThread());
        for (int i = 0; i < kept; i++) {
            int at = (start + i) & (kept - 1);
            if (free.get(at) == null && free.compareAndSet(at, null, array)) {
                return;
            }
        }
    }

    /** Zeros bytes. Copied, not filled: on every JVM that is a loop by hand, which filling is only when it is lucky. */
    static void wipe(byte[] array, int offset, int length) {
        for (int done = 0; done < length; done += ZEROS.length) {
            System.arraycopy(ZEROS, 0, array, offset + done, Math.min(ZEROS.length, length - done));
        }
    }
}
