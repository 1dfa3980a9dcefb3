package io.handfast.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.iana.ContentType;
import io.handfast.record.HandshakeJoiner;
import io.handfast.record.OpenedRecord;
import io.handfast.record.ReadProtection;
import io.handfast.record.RecordReader;
import io.handfast.record.RecordWriter;
import io.handfast.record.WriteProtection;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.util.Optional;

/** One direction of a connection: a writer whose records are compared with known ones and read back. */
public final class RecordPipe {
    private static final int ROOM = 1 << 15;

    private final RecordWriter writer = new RecordWriter();
    private final HandshakeJoiner joiner = new HandshakeJoiner();
    private final RecordReader reader = new RecordReader(joiner);
    private final OpenedRecord opened = new OpenedRecord();

    public RecordWriter writer() {
        return writer;
    }

    public RecordReader reader() {
        return reader;
    }

    public HandshakeJoiner joiner() {
        return joiner;
    }

    /** Both ends go over to new keys. */
    public void switchTo(WriteProtection write, ReadProtection read) {
        writer.switchTo(write);
        reader.switchTo(read);
    }

    /** What was queued leaves as this record and arrives as this payload. */
    public void transfer(Bytes record, ContentType type, Bytes payload) {
        byte[] out = drain(record);
        assertFalse(reader.isCompatibilityChangeCipherSpec(out, 0, out.length));
        receive(out, type, payload);
    }

    /** The compatibility record is queued, and the reader tells it from those to be opened. */
    public void transferDropped(Bytes record) {
        byte[] out = drain(record);
        assertTrue(reader.isCompatibilityChangeCipherSpec(out, 0, out.length));
    }

    /** The payload leaves as this record and arrives again. */
    public void transferApplicationData(Bytes record, Bytes payload) {
        byte[] out = new byte[ROOM];
        int length = writer.sealApplicationData(payload.toArray(), 0, payload.length(), out, 0);
        assertEquals(record, Bytes.copyOf(out, 0, length));
        receive(Bytes.copyOf(out, 0, length).toArray(), ContentType.APPLICATION_DATA, payload);
    }

    /** Opens a record, which may be anybody's; handshake messages go through the joiner. */
    public Bytes open(byte[] record, ContentType type) {
        assertEquals(record.length, reader.recordLength(record, 0, record.length));
        reader.open(record, 0, record.length, opened);
        assertEquals(type, opened.type());
        if (type != ContentType.HANDSHAKE) {
            return Bytes.copyOf(opened.array(), opened.offset(), opened.length());
        }
        joiner.add(opened.array(), opened.offset(), opened.length());
        WireWriter messages = new WireWriter();
        for (Optional<Bytes> next = joiner.next(); next.isPresent(); next = joiner.next()) {
            messages.bytes(next.get());
        }
        return messages.toBytes();
    }

    public void expectEmpty() {
        assertFalse(writer.hasPending());
        assertFalse(joiner.partial());
    }

    private byte[] drain(Bytes record) {
        assertEquals(record.length(), writer.nextRecordLength());
        byte[] out = new byte[record.length()];
        assertEquals(out.length, writer.drain(out, 0, out.length));
        assertEquals(record, Bytes.copyOf(out));
        return out;
    }

    private void receive(byte[] record, ContentType type, Bytes payload) {
        assertEquals(payload, open(record, type));
    }
}
