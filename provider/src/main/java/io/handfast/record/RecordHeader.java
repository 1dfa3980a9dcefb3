package io.handfast.record;

import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.iana.ContentType;
import java.util.Optional;

/** The five bytes before every record: type, version, length (RFC 8446 §5.1, RFC 5246 §6.2.1). */
public final class RecordHeader {
    /** Bytes of the header. */
    public static final int LENGTH = 5;

    /** The most plaintext one record may carry. */
    public static final int MAX_PLAINTEXT = 1 << 14;

    /** The version every record carries since TLS 1.2, whatever was negotiated. */
    static final int VERSION = 0x0303;

    /** The version a first ClientHello's record carries for the sake of old servers. */
    static final int INITIAL_VERSION = 0x0301;

    private RecordHeader() {}

    /** The type outside of the protection; the header must be there. */
    public static ContentType type(byte[] record, int offset) {
        Optional<ContentType> type = ContentType.of(record[offset] & 0xff);
        if (type.isEmpty()) {
            // RFC 8446 §5: a record of an unknown type ends the connection with unexpected_message.
            throw UNEXPECTED_MESSAGE.because(
                    "unknown record type " + (record[offset] & 0xff) + NotTls.hint(record, offset));
        }
        return type.get();
    }

    static int version(byte[] record, int offset) {
        return u16(record, offset + 1);
    }

    /** The length of the fragment that follows the header. */
    static int fragmentLength(byte[] record, int offset) {
        return u16(record, offset + 3);
    }

    static void write(byte[] out, int offset, ContentType type, int version, int fragmentLength) {
        out[offset] = (byte) type.code();
        out[offset + 1] = (byte) (version >>> 8);
        out[offset + 2] = (byte) version;
        out[offset + 3] = (byte) (fragmentLength >>> 8);
        out[offset + 4] = (byte) fragmentLength;
    }

    private static int u16(byte[] array, int offset) {
        return (array[offset] & 0xff) << 8 | array[offset + 1] & 0xff;
    }
}
