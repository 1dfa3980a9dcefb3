package io.handfast.record;

import org.jspecify.annotations.Nullable;

/**
 * Sealed records that wait to leave, in the order in which they were sealed (RFC 8446 §5.1).
 *
 * <p>Each part of it is as long as what is sealed into it, and a record is in one part as a whole: nothing that waits is moved to
 * make room for more. Holds no buffer while nothing waits.
 */
final class RecordQueue {
    /** An array with records one after the other. */
    static final class Part {
        final byte[] array;
        private int start;
        private int end;
        private @Nullable Part next;

        private Part(int capacity) {
            array = new byte[capacity];
        }

        /** Where the next record goes. */
        int end() {
            return end;
        }
    }

    private @Nullable Part first;
    private @Nullable Part last;
    private int length;

    /** Bytes of all records. */
    int length() {
        return length;
    }

    /** Length of the first record, or 0. */
    int firstLength() {
        Part part = first;
        return part == null ? 0 : RecordHeader.LENGTH + RecordHeader.fragmentLength(part.array, part.start);
    }

    /**
     * Where a record may be sealed that is to be {@linkplain #add added}.
     *
     * @param least the bytes that must fit
     * @param capacity the length of the array if there has to be a new one
     */
    Part room(int least, int capacity) {
        Part part = last;
        return part != null && least <= part.array.length - part.end ? part : new Part(capacity);
    }

    /** Takes a record that has been sealed at the {@linkplain Part#end end} of what {@link #room} gave. */
    void add(Part part, int recordLength) {
        part.end += recordLength;
        length += recordLength;
        Part before = last;
        if (before == null) {
            first = part;
        } else if (before != part) {
            before.next = part;
        }
        last = part;
    }

    /** Moves the first record into an array, where it must fit; returns its length. */
    int remove(byte[] out, int offset) {
        Part part = first;
        if (part == null) {
            throw new IllegalStateException("no record waits");
        }
        int moved = firstLength();
        System.arraycopy(part.array, part.start, out, offset, moved);
        part.start += moved;
        length -= moved;
        if (part.start == part.end) {
            first = part.next;
            if (first == null) {
                last = null;
            }
        }
        return moved;
    }
}
