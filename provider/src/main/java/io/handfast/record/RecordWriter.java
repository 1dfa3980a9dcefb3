package io.handfast.record;

import static io.handfast.iana.ContentType.ALERT;
import static io.handfast.iana.ContentType.APPLICATION_DATA;
import static io.handfast.iana.ContentType.CHANGE_CIPHER_SPEC;
import static io.handfast.iana.ContentType.HANDSHAKE;

import io.handfast.alert.AlertDescription;
import io.handfast.iana.ContentType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes records: splits and coalesces handshake messages, and queues sealed records until somebody drains them (RFC
 * 8446 §5.1).
 *
 * <p>Handshake messages one after the other share records as far as they fit; everything else, and every question about
 * what is pending, seals what has gathered. Holds no buffer while nothing is pending. Application data is not queued: it
 * is sealed straight into the caller's array.
 */
public final class RecordWriter {
    private static final byte[] CHANGE = {1};
    /** Room behind a flight for the change_cipher_spec that may follow it, so that it needs no array of its own. */
    private static final int CHANGE_RECORD = RecordHeader.LENGTH + CHANGE.length;

    /** A server's, unless it asks for the client's certificate: EncryptedExtensions, Certificate, CertificateVerify, Finished. */
    private static final int LONGEST_FLIGHT = 4;

    private static final int WARNING = 1;
    private static final int FATAL = 2;

    private WriteProtection protection = Protections.plaintextWrite();
    private int fragmentLimit = RecordHeader.MAX_PLAINTEXT;

    private int padding;
    /** Messages that share records; nothing of them is copied before they are sealed. */
    private List<Bytes> gathered = List.of();

    /** What waits; none while nothing does. */
    private @Nullable RecordQueue queue;

    /** Bytes at the beginning of the queue that were marked. */
    private int marked;

    /** A writer that does not pad. */
    public RecordWriter() {
        this(1);
    }

    /**
     * A writer.
     *
     * @param padding the content of TLS 1.3 records is padded to a multiple of this many bytes; 1 for no padding
     */
    public RecordWriter(int padding) {
        this.padding = padding;
    }

    /** Takes a whole handshake message; it leaves with those before and after it. */
    public void handshake(Bytes message) {
        if (gathered.isEmpty()) {
            gathered = new ArrayList<>(LONGEST_FLIGHT);
        }
        gathered.add(message);
    }

    /** Takes a whole handshake message; it leaves with those before and after it. */
    public void handshake(byte[] message) {
        handshake(Bytes.copyOf(message));
    }

    /** Seals the handshake messages that have gathered. */
    public void flush() {
        if (gathered.isEmpty()) {
            return;
        }
        int left = 0;
        for (int i = 0; i < gathered.size(); i++) {
            left += gathered.get(i).length();
        }
        int index = 0;
        int from = 0;
        while (left > 0) {
            int length = Math.min(left, fragmentLimit);
            int most = protection.maxLength(length);
            RecordQueue waiting = queue();
            RecordQueue.Part part = waiting.room(most, most + CHANGE_RECORD);
            int at = part.end() + protection.contentOffset();
            for (int filled = 0; filled < length; ) {
                Bytes message = gathered.get(index);
                int taken = Math.min(message.length() - from, length - filled);
                message.copyTo(part.array, at + filled, from, taken);
                filled += taken;
                from += taken;
                if (from == message.length()) {
                    index++;
                    from = 0;
                }
            }
            waiting.add(part, protection.seal(HANDSHAKE, part.array, at, length, part.array, part.end()));
            left -= length;
        }
        gathered = List.of();
    }

    /** Queues the change_cipher_spec record (RFC 5246 §7.1, RFC 8446 Appendix D.4). */
    public void changeCipherSpec() {
        flush();
        enqueue(CHANGE_CIPHER_SPEC, CHANGE, 0, 1);
    }

    /** Queues the change_cipher_spec record unprotected, whatever the keys, as TLS 1.3 wants it (RFC 8446 §5). */
    public void compatibilityChangeCipherSpec() {
        flush();
        seal(Protections.plaintextWrite(), CHANGE_CIPHER_SPEC, CHANGE, 0, 1);
    }

    /** Queues an alert (RFC 8446 §6). */
    public void alert(boolean fatal, AlertDescription description) {
        flush();
        byte[] alert = {(byte) (fatal ? FATAL : WARNING), (byte) description.code()};
        enqueue(ALERT, alert, 0, alert.length);
    }

    /** Tells the version that was settled; an old one is from here on the version of plain records (RFC 4346 §6.2.1). */
    public void settled(ProtocolVersion version) {
        if (version.before12() && !protection.isProtected()) {
            switchTo(Protections.plaintextWrite(version));
        }
    }

    /** Queues application data of any length: early data, which leaves with the handshake (RFC 8446 §4.2.10). */
    public void earlyData(Bytes content) {
        flush();
        content.feed((array, offset, length) -> {
            for (int at = 0; at < length; at += fragmentLimit) {
                enqueue(APPLICATION_DATA, array, offset + at, Math.min(fragmentLimit, length - at));
            }
        });
    }

    /** From here on, other keys; what was queued before keeps the old ones. */
    public void switchTo(WriteProtection next) {
        flush();
        next.succeed(protection);
        protection = next;
        protection.pad(padding, fragmentLimit);
    }

    /** What seals the next record. */
    public WriteProtection protection() {
        return protection;
    }

    /** The most content a record may carry from here on: 1 to 2^14 bytes (RFC 6066 §4, RFC 8449 §4). */
    public void limitFragments(int limit) {
        if (limit < 1 || limit > RecordHeader.MAX_PLAINTEXT) {
            throw new IllegalArgumentException("a record carries 1 to 2^14 bytes, not " + limit);
        }
        flush();
        fragmentLimit = limit;
        protection.pad(padding, fragmentLimit);
    }

    /** From here on, TLS 1.3 records are padded to a multiple of this many bytes of content; 1 for no padding. */
    public void pad(int multiple) {
        flush();
        padding = multiple;
        protection.pad(padding, fragmentLimit);
    }

    /** The most content a record may carry. */
    public int fragmentLimit() {
        return fragmentLimit;
    }

    /** Whether anything waits to be drained. */
    public boolean hasPending() {
        return waitingLength() > 0 || !gathered.isEmpty();
    }

    /** Marks all that waits now. */
    public void mark() {
        flush();
        marked = waitingLength();
    }

    /** Whether something that was marked still waits to be drained. */
    public boolean markedWaits() {
        return marked > 0;
    }

    /** Bytes of all records that wait. */
    public int pendingLength() {
        flush();
        return waitingLength();
    }

    /** The length of the first record that waits, or 0. */
    public int nextRecordLength() {
        flush();
        return queue == null ? 0 : queue.firstLength();
    }

    /** Moves as many whole records as fit into an array; returns their bytes, 0 when not even one fits. */
    public int drain(byte[] out, int offset, int length) {
        int moved = 0;
        for (int next = nextRecordLength(); next > 0 && next <= length - moved; next = nextRecordLength()) {
            moved += queue().remove(out, offset + moved);
            if (waitingLength() == 0) {
                queue = null;
            }
        }
        marked = Math.max(0, marked - moved);
        return moved;
    }

    /**
     * Seals application data as one record, straight into an array.
     *
     * @param length at most {@link #fragmentLimit()}
     * @param out with room for the protection's {@link WriteProtection#maxLength}
     * @return length of the record
     * @throws IllegalStateException when records wait that must leave before
     */
    public int sealApplicationData(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        if (hasPending()) {
            throw new IllegalStateException("records sealed earlier must be drained first");
        }
        if (length > fragmentLimit) {
            throw new IllegalArgumentException(length + " bytes do not fit one record of " + fragmentLimit);
        }
        return protection.seal(APPLICATION_DATA, in, inOffset, length, out, outOffset);
    }

    private void enqueue(ContentType type, byte[] content, int offset, int length) {
        seal(protection, type, content, offset, length);
    }

    private void seal(WriteProtection with, ContentType type, byte[] content, int offset, int length) {
        int most = with.maxLength(length);
        RecordQueue waiting = queue();
        RecordQueue.Part part = waiting.room(most, most);
        waiting.add(part, with.seal(type, content, offset, length, part.array, part.end()));
    }

    private RecordQueue queue() {
        RecordQueue present = queue == null ? new RecordQueue() : queue;
        queue = present;
        return present;
    }

    private int waitingLength() {
        return queue == null ? 0 : queue.length();
    }
}
