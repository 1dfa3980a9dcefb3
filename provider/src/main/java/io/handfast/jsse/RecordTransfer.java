package io.handfast.jsse;

import io.handfast.connection.TlsConnection;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Moves records from a connection into ByteBuffers, straight where there is an array under them (JSSE, SSLEngine.wrap). */
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

    /** Seals that many bytes of the sources as one record into the destination; returns the record's length. */
    static int seal(TlsConnection current, ByteBuffer[] sources, int offset, int count, ByteBuffer destination) {
        ByteBuffer first = sources[offset];
        byte[] plain;
        int from = 0;
        boolean direct = first.hasArray()
                && first.remaining() >= count
                && !(destination.hasArray() && destination.array() == first.array());
        byte[] borrowed = direct && destination.hasArray() ? null : RecordArrays.borrow();
        if (direct) {
            plain = first.array();
            from = first.arrayOffset() + first.position();
        } else {
            // Content and record may lie in one array only if the record layer moves the content first; it does.
            plain = Objects.requireNonNull(borrowed);
        }
        try {
            if (!direct) {
                ByteBuffers.gather(sources, offset, plain, count);
            }
            int produced;
            if (destination.hasArray()) {
                produced = current.seal(
                        plain, from, count, destination.array(), destination.arrayOffset() + destination.position());
                destination.position(destination.position() + produced);
            } else {
                byte[] record = Objects.requireNonNull(borrowed);
                produced = current.seal(plain, from, count, record, 0);
                destination.put(record, 0, produced);
            }
            if (direct) {
                ByteBuffers.skip(sources, offset, count);
            }
            return produced;
        } finally {
            if (borrowed != null) {
                RecordArrays.giveBack(borrowed, current.sealedLength(count));
            }
        }
    }
}
