package io.handfast.record;

import io.handfast.iana.ProtocolVersion;

/** The 13 bytes that stand before what a MAC covers: sequence number, type, version, length (RFC 5246 §6.2.3.1). */
final class MacInput {
    private static final int LENGTH = 13;

    private final byte[] bytes = new byte[LENGTH];

    MacInput(ProtocolVersion version) {
        bytes[9] = (byte) (version.code() >>> 8);
        bytes[10] = (byte) version.code();
    }

    /** The bytes for a record; the array is used again. */
    byte[] of(long sequenceNumber, int type, int length) {
        SequenceNumber.write(sequenceNumber, bytes, 0);
        bytes[8] = (byte) type;
        bytes[11] = (byte) (length >>> 8);
        bytes[12] = (byte) length;
        return bytes;
    }
}
