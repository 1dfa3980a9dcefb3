package io.handfast.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Records leave a queue in their order, whichever arrays they are in. */
class RecordQueueTest {
    private final RecordQueue queue = new RecordQueue();

    private RecordQueue.Part add(int code, int capacity) {
        byte[] alert = {21, 3, 3, 0, 2, 1, (byte) code};
        RecordQueue.Part part = queue.room(alert.length, capacity);
        System.arraycopy(alert, 0, part.array, part.end(), alert.length);
        queue.add(part, alert.length);
        return part;
    }

    private void expect(int code) {
        assertEquals(7, queue.firstLength());
        byte[] out = new byte[9];
        assertEquals(7, queue.remove(out, 1));
        assertArrayEquals(new byte[] {0, 21, 3, 3, 0, 2, 1, (byte) code, 0}, out);
    }

    @Test
    void whatFitsIsInOneArray() {
        RecordQueue.Part first = add(1, 14);
        assertSame(first, add(2, 14));
        assertNotSame(first, add(3, 7));
        assertEquals(21, queue.length());
        expect(1);
        expect(2);
        expect(3);
        assertEquals(0, queue.length());
    }

    @Test
    void emptiedItBeginsAnew() {
        add(1, 20);
        expect(1);
        assertEquals(0, queue.firstLength());
        assertThrows(IllegalStateException.class, () -> queue.remove(new byte[9], 0));
        add(2, 7);
        add(3, 7);
        assertEquals(14, queue.length());
        expect(2);
        expect(3);
    }
}
