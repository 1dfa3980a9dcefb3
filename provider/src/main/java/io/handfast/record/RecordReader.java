package io.handfast.record;

import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;
import static io.handfast.alert.AlertDescription.RECORD_OVERFLOW;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.iana.ContentType;
import java.util.Locale;

/**
 * Reads records: finds where they end, opens them, and holds to the rules that span records (RFC 8446 §5.1, RFC 5246
 * §6.2.1).
 *
 * <p>How to use it: ask {@link #recordLength} until a whole record is there; in TLS 1.3 let {@link
 * #isCompatibilityChangeCipherSpec} sort out the record to be dropped; {@link #open} the others; give handshake content to
 * the joiner, and all its messages to the handshake before the next record.
 */
public final class RecordReader {
    /**
     * How many records in a row may carry nothing. Each costs us work and the peer hardly any; honest peers send one
     * now and then to hide when they are silent.
     */
    private static final int MAX_EMPTY_RUN = 32;

    private final HandshakeJoiner joiner;
    private ReadProtection protection = Protections.plaintextRead();
    private int emptyRun;
    private int contentLimit = RecordHeader.MAX_PLAINTEXT;

    /** A reader that begins without keys and minds the messages under way in this joiner. */
    public RecordReader(HandshakeJoiner joiner) {
        this.joiner = joiner;
    }

    /**
     * The length of the record that starts here, header included; it may be more than is there. 0 when the header is
     * not complete yet.
     *
     * @throws io.handfast.alert.TlsException as soon as the header shows that this cannot be a record
     */
    public int recordLength(byte[] in, int offset, int available) {
        if (available < RecordHeader.LENGTH) {
            return 0;
        }
        // RFC 6176 §3, RFC 8446 §D.5: a hello in the form of SSL 2.0 is no longer answered, whatever version it wants
        if (!protection.isProtected() && NotTls.isSsl2Hello(in, offset)) {
            throw PROTOCOL_VERSION.because(
                    "the peer sent a ClientHello in the form of SSL 2.0, which is not supported");
        }
        ContentType type = RecordHeader.type(in, offset);
        // RFC 5246 Appendix E.1: any version with major number 3 is accepted. RFC 8446 §5.1: the rest is ignored.
        if (RecordHeader.version(in, offset) >>> 8 != 3) {
            throw PROTOCOL_VERSION.because(
                    String.format("a record has version 0x%04x", RecordHeader.version(in, offset))
                            + NotTls.hint(in, offset));
        }
        int fragment = RecordHeader.fragmentLength(in, offset);
        // RFC 8446 §5.1, §5.2, RFC 5246 §6.2: an overlong record is a record_overflow.
        if (fragment > protection.fragmentLimit()) {
            throw RECORD_OVERFLOW.because("a record of type " + name(type) + " announces " + fragment
                    + " bytes, more than the limit of " + protection.fragmentLimit());
        }
        return RecordHeader.LENGTH + fragment;
    }

    /**
     * Whether this is the change_cipher_spec record that TLS 1.3 drops (RFC 8446 §5, Appendix D.4). Whether the moment
     * allows one is the caller's to know.
     *
     * @param length of the whole record
     */
    public boolean isCompatibilityChangeCipherSpec(byte[] record, int offset, int length) {
        if (RecordHeader.type(record, offset) != ContentType.CHANGE_CIPHER_SPEC) {
            return false;
        }
        joiner.refuseInterleaved(ContentType.CHANGE_CIPHER_SPEC);
        // RFC 8446 §5: it is a single byte of 1; anything else is an unexpected_message.
        if (length != RecordHeader.LENGTH + 1 || record[offset + RecordHeader.LENGTH] != 1) {
            throw UNEXPECTED_MESSAGE.because("a change_cipher_spec record is not the single byte 1");
        }
        countEmpty(true);
        return true;
    }

    /**
     * Opens a whole record, in place or into the room that the result has been given.
     *
     * @param length of the whole record, as {@link #recordLength} gave it
     */
    public void open(byte[] record, int offset, int length, OpenedRecord result) {
        protection.open(record, offset, length, result);
        ContentType type = result.type();
        // RFC 8449 §4, RFC 6066 §4: more than was agreed is a record_overflow; padding counts. Before there are keys
        // all goes.
        if (protection.isProtected() && result.length() + result.padding() > contentLimit) {
            throw RECORD_OVERFLOW.because("a record carries " + (result.length() + result.padding())
                    + " bytes, more than the limit of " + contentLimit + " that was agreed");
        }
        joiner.refuseInterleaved(type);
        boolean empty = result.length() == 0;
        // RFC 8446 §5.1, §5.4, RFC 5246 §6.2.1: only application data may be empty.
        if (empty && type != ContentType.APPLICATION_DATA) {
            throw UNEXPECTED_MESSAGE.because("a record of type " + name(type) + " is empty");
        }
        countEmpty(empty);
    }

    /** The most content, padding included, that a protected record may carry from here on (RFC 8449 §4, RFC 6066 §4). */
    public void limitContent(int limit) {
        contentLimit = limit;
    }

    /** From the next record on, other keys; no handshake bytes under the old ones may be left. */
    public void switchTo(ReadProtection next) {
        joiner.refuseKeyChange();
        next.succeed(protection);
        protection = next;
    }

    /** What opens the next record. */
    public ReadProtection protection() {
        return protection;
    }

    private void countEmpty(boolean empty) {
        emptyRun = empty ? emptyRun + 1 : 0;
        if (emptyRun > MAX_EMPTY_RUN) {
            throw UNEXPECTED_MESSAGE.because("more than " + MAX_EMPTY_RUN + " records in a row carried nothing");
        }
    }

    private static String name(ContentType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
