package io.handfast.jsse;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Arrays of the size of a record, lent while a record is under way, so that an idle connection holds none (RFC 8446 §5.1).
 *
 * <p>A few are kept for the whole process; when many records are under way at once more are made, and forgotten. What was
 * in an array is wiped when it comes back, because it may have been decrypted.
 */
final class RecordArrays {
    private static final int KEPT = 32;
    private static final ArrayBlockingQueue<byte[]> FREE = new ArrayBlockingQueue<>(KEPT);

    private RecordArrays() {}

    /** An array of {@link SessionView#PACKET_BUFFER_SIZE} zeros. */
    static byte[] borrow() {
        byte[] array = FREE.poll();
        return array == null ? new byte[SessionView.PACKET_BUFFER_SIZE] : array;
    }

    /** Takes an array back, of which the first bytes were used. */
    static void giveBack(byte[] array, int used) {
        Arrays.fill(array, 0, used, (byte) 0);
        FREE.offer(array);
    }
}
