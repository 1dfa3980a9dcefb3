package io.handfast.record;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.iana.ContentType;
import io.handfast.wire.Bytes;
import java.util.Locale;
import java.util.Optional;

/**
 * Joins the handshake bytes of records to whole messages; a record may carry several, a message may span several (RFC
 * 8446 §5.1, RFC 5246 §6.2.1).
 *
 * <p>Holds no buffer while no message is under way.
 */
public final class HandshakeJoiner {
    /** A limit on a message's body that a long certificate chain keeps well below: 2^17 bytes. */
    public static final int DEFAULT_MAX_BODY = 1 << 17;

    private static final int HEADER = 4;
    private static final byte[] NOTHING = new byte[0];

    private final int maxBody;
    private byte[] buffer = NOTHING;
    private int start;
    private int end;

    public HandshakeJoiner() {
        this(DEFAULT_MAX_BODY);
    }

    /** A joiner that refuses messages whose body, without the header of 4 bytes, is longer than this. */
    public HandshakeJoiner(int maxBody) {
        this.maxBody = maxBody;
    }

    /** Takes the content of the next handshake record; nothing of the array is kept. */
    public void add(byte[] array, int offset, int length) {
        if (length == 0) {
            return;
        }
        if (length > buffer.length - end) {
            makeRoom(length);
        }
        System.arraycopy(array, offset, buffer, end, length);
        end += length;
        refuseOversize();
    }

    /** The next whole message with its header of 4 bytes, when all of it is there. */
    public Optional<Bytes> next() {
        if (end - start < HEADER || end - start < HEADER + bodyLength()) {
            return Optional.empty();
        }
        int length = HEADER + bodyLength();
        // The buffer is written to behind its end alone, so what is given out stays as it is.
        Bytes message = Bytes.owning(buffer, start, length);
        start += length;
        if (start == end) {
            buffer = NOTHING;
            start = 0;
            end = 0;
        } else {
            refuseOversize();
        }
        return Optional.of(message);
    }

    /** Whether bytes are held that {@link #next()} has not given out: part of a message, or whole ones. */
    public boolean partial() {
        return end > start;
    }

    /** Refuses a change of the keys for reading while bytes under the old ones are left. */
    public void refuseKeyChange() {
        // RFC 8446 §5.1: a message right before a key change must end with its record.
        if (partial()) {
            throw UNEXPECTED_MESSAGE.because(
                    "the keys change here, but the record goes on with " + (end - start) + " more handshake bytes");
        }
    }

    /** Refuses a record of another type between the parts of a message. */
    public void refuseInterleaved(ContentType type) {
        // RFC 8446 §5.1: nothing may come between the records of one handshake message.
        if (type != ContentType.HANDSHAKE && partial()) {
            throw UNEXPECTED_MESSAGE.because("a record of type " + type.name().toLowerCase(Locale.ROOT)
                    + " came in the middle of a handshake message");
        }
    }

    /** As soon as the header tells the length, not when memory has filled up. */
    private void refuseOversize() {
        if (end - start >= HEADER && bodyLength() > maxBody) {
            throw DECODE_ERROR.because("a handshake message of type " + (buffer[start] & 0xff) + " announces "
                    + bodyLength() + " bytes, more than the limit of " + maxBody);
        }
    }

    private int bodyLength() {
        return (buffer[start + 1] & 0xff) << 16 | (buffer[start + 2] & 0xff) << 8 | buffer[start + 3] & 0xff;
    }

    private void makeRoom(int length) {
        int held = end - start;
        byte[] larger = new byte[Math.max(held + length, 2 * held)];
        System.arraycopy(buffer, start, larger, 0, held);
        buffer = larger;
        start = 0;
        end = held;
    }
}
