package io.handfast.jsse;

import io.handfast.connection.Reception;
import io.handfast.connection.TlsConnection;
import io.handfast.record.OpenedRecord;
import io.handfast.record.RecordHeader;
import java.nio.ByteBuffer;

/** Moves records between a connection and ByteBuffers, straight where there is an array under them (JSSE, SSLEngine). */
final class RecordTransfer {
    private RecordTransfer() {}

    /** Moves the waiting record of that length into the destination, which has room for it. */
    static void drain(TlsConnection current, int length, ByteBuffer destination) {
        if (destination.hasArray()) {
            current.drain(destination.array(), destination.arrayOffset() + destination.position(), length);
            destination.position(destination.position() + length);
        } else {
            byte[] record = new byte[length];
            current.drain(record, 0, length);
            destination.put(record);
        }
    }

    /** The length of the record at the source's position, or 0 while its header is not complete. */
    static int recordLength(TlsConnection current, ByteBuffer source) {
        int available = Math.min(source.remaining(), RecordHeader.LENGTH);
        if (source.hasArray()) {
            return current.recordLength(source.array(), source.arrayOffset() + source.position(), available);
        }
        byte[] header = new byte[RecordHeader.LENGTH];
        source.get(source.position(), header, 0, available);
        return current.recordLength(header, 0, available);
    }

    /** Has the connection take the record at the source's position, which stays; its content is opened into the result's room. */
    static Reception receive(TlsConnection current, ByteBuffer source, int length, OpenedRecord opened) {
        if (source.hasArray()) {
            return current.receive(source.array(), source.arrayOffset() + source.position(), length, opened);
        }
        byte[] record = RecordArrays.borrow();
        try {
            source.get(source.position(), record, 0, length);
            return current.receive(record, 0, length, opened);
        } finally {
            RecordArrays.giveBack(record, 0);
        }
    }

    /**
     * Whether the record of that length at the source's position can be opened straight into this destination: it has room
     * for the whole fragment, in an array that is not the source's.
     */
    static boolean opensStraight(TlsConnection current, ByteBuffer source, int length, ByteBuffer destination) {
        return destination.hasArray()
                && destination.remaining() >= length - RecordHeader.LENGTH
                && current.opensStraight()
                && !mayShare(source, destination);
    }

    /**
     * Has the connection take the record at the source's position, which stays, and opens its content straight into the
     * destination, whose position moves on if it is application data. Of anything else nothing stays there: neither what is
     * not authentic nor what is not the caller's.
     */
    static Reception receiveStraight(TlsConnection current, ByteBuffer source, int length, ByteBuffer destination) {
        int at = destination.arrayOffset() + destination.position();
        OpenedRecord opened = new OpenedRecord();
        opened.openInto(destination.array(), at);
        int content = 0;
        try {
            Reception reception = receive(current, source, length, opened);
            content = reception == Reception.APPLICATION_DATA ? opened.length() : 0;
            destination.position(destination.position() + content);
            return reception;
        } finally {
            int written = length - RecordHeader.LENGTH - content;
            RecordArrays.wipe(destination.array(), at + content, written);
        }
    }

    /**
     * Seals that many bytes of the sources as one record into the destination; returns the record's length.
     *
     * @param room what {@link TlsConnection#sealedLength} says of so many bytes; the destination has it
     */
    static int seal(
            TlsConnection current, ByteBuffer[] sources, int offset, int count, ByteBuffer destination, int room) {
        if (!destination.hasArray() || sharesArray(sources, offset, count, destination)) {
            return sealApart(current, sources, offset, count, destination, room);
        }
        byte[] record = destination.array();
        int at = destination.arrayOffset() + destination.position();
        int produced = seal(current, sources, offset, count, record, at, room);
        destination.position(destination.position() + produced);
        return produced;
    }

    /** Gathering into an array from which other bytes are still to be gathered would spoil them. */
    private static boolean sharesArray(ByteBuffer[] sources, int offset, int count, ByteBuffer destination) {
        int done = 0;
        for (int i = offset; done < count; i++) {
            if (mayShare(sources[i], destination)) {
                return true;
            }
            done += sources[i].remaining();
        }
        return false;
    }

    @SuppressWarnings("ByteBufferBackingArray") // the arrays are compared, and not looked into
    private static boolean mayShare(ByteBuffer source, ByteBuffer destination) {
        // An array that a read-only buffer hides may be this one as well.
        return source.isReadOnly() || source.hasArray() && source.array() == destination.array();
    }

    private static int sealApart(
            TlsConnection current, ByteBuffer[] sources, int offset, int count, ByteBuffer destination, int room) {
        byte[] record = RecordArrays.borrow();
        try {
            int produced = seal(current, sources, offset, count, record, 0, room);
            destination.put(record, 0, produced);
            return produced;
        } finally {
            // Nothing but ciphertext is left, or zeros.
            RecordArrays.giveBack(record, 0);
        }
    }

    /** Into an array, from the one array under the sources, or from where in the record their bytes were gathered. */
    private static int seal(
            TlsConnection current, ByteBuffer[] sources, int offset, int count, byte[] record, int at, int room) {
        ByteBuffer first = sources[offset];
        try {
            if (first.hasArray() && first.remaining() >= count) {
                int produced = current.seal(first.array(), first.arrayOffset() + first.position(), count, record, at);
                first.position(first.position() + count);
                return produced;
            }
            int from = at + current.contentOffset();
            ByteBuffers.gather(sources, offset, record, from, count);
            return current.seal(record, from, count, record, at);
        } catch (RuntimeException e) {
            // The plaintext moved there before it was to be encrypted.
            RecordArrays.wipe(record, at, room);
            throw e;
        }
    }
}
