package io.handfast.jsse;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Arrays of the size of a record, lent while a record is under way, so that an idle connection holds none (RFC 8446 §5.1).
 *
 * <p>A few are kept for the whole process; when many records are under way at once more are made, and forgotten. What was
 * decrypted, or is yet to be encrypted, is wiped when its array comes back. No lock: threads begin to look at different places.
 */
final class RecordArrays {
    private static final int KEPT = 32;
    private static final AtomicReferenceArray<byte[]> FREE = new AtomicReferenceArray<>(KEPT);
    private static final byte[] ZEROS = new byte[1024];

    private RecordArrays() {}

    /** An array of {@link SessionView#PACKET_BUFFER_SIZE} bytes; what stands in it means nothing. */
    static byte[] borrow() {
        int start = System.identityHashCode(Thread.currentThread());
        for (int i = 0; i < KEPT; i++) {
            int at = (start + i) & (KEPT - 1);
            byte[] array = FREE.get(at) == null ? null : FREE.getAndSet(at, null);
            if (array != null) {
                return array;
            }
        }
        return new byte[SessionView.PACKET_BUFFER_SIZE];
    }

    /**
     * Takes an array back.
     *
     * @param secret how many of the first bytes are wiped: those that may hold plaintext, 0 when all was ciphertext
     */
    static void giveBack(byte[] array, int secret) {
        wipe(array, 0, secret);
        int start = System.identityHashCode(Thread.currentThread());
        for (int i = 0; i < KEPT; i++) {
            int at = (start + i) & (KEPT - 1);
            if (FREE.get(at) == null && FREE.compareAndSet(at, null, array)) {
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
