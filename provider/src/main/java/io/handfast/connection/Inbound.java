package io.handfast.connection;

import static io.handfast.alert.AlertDescription.BAD_RECORD_MAC;
import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.iana.ContentType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.record.HandshakeJoiner;
import io.handfast.record.OpenedRecord;
import io.handfast.record.Protections;
import io.handfast.record.ReadProtection;
import io.handfast.record.RecordHeader;
import io.handfast.record.RecordReader;
import io.handfast.wire.Bytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way in: a record is opened, and goes by its content type (RFC 8446 §5, §6, §D.4; RFC 5246 §6, §7). */
final class Inbound {
    /** Compatibility records a peer may send; it has reason for one, and a second hello may bring another. */
    private static final int MAX_COMPATIBILITY_RECORDS = 8;

    /** Warnings a peer may send in a row before they count as a flood. */
    private static final int MAX_WARNINGS = 8;

    private final boolean client;
    private final boolean offers13;
    private final HandshakeJoiner joiner;
    private final RecordReader reader;
    private final ConnectionTrace trace;
    /** Made when a client offers early data. */
    private @Nullable EarlyInput early;

    private @Nullable ReadProtection afterChangeCipherSpec;
    private @Nullable ProtocolVersion version;
    private int contentLimit = RecordHeader.MAX_PLAINTEXT;
    private boolean peerFinished;
    /** Before TLS 1.3: the peer's keys have changed, and nothing but its Finished says that they are the peer's. */
    private boolean finishedDue;

    private boolean closed;
    private boolean renewalAsked;
    private int compatibilityRecords;
    private int warnings;
    private boolean canceled;

    Inbound(boolean client, boolean offers13, int maxMessageSize, ConnectionTrace trace) {
        this.client = client;
        this.offers13 = offers13;
        this.joiner = new HandshakeJoiner(maxMessageSize);
        this.reader = new RecordReader(joiner);
        this.trace = trace;
    }

    /** Opens a whole record and acts on all but its application data. */
    Reception receive(byte[] array, int offset, int length, OpenedRecord opened) {
        if (closed) {
            return Reception.CLOSED;
        }
        ContentType outer = RecordHeader.type(array, offset);
        if (outer == ContentType.CHANGE_CIPHER_SPEC) {
            changeCipherSpec(array, offset, length, opened);
            return Reception.PROGRESS;
        }
        EarlyInput passed = early;
        if (passed != null && passed.skips()) {
            if (!openAfterEarlyData(passed, array, offset, length, opened)) {
                return Reception.PROGRESS;
            }
        } else if (isPlainAlertOfClient(outer)) {
            Protections.plaintextRead().open(array, offset, length, opened);
        } else {
            reader.open(array, offset, length, opened);
        }
        return switch (opened.type()) {
            case HANDSHAKE -> handshake(opened);
            case ALERT -> alert(opened);
            case APPLICATION_DATA -> applicationData(opened);
            // RFC 8446 §5: a ChangeCipherSpec inside a protected record is never right.
            case CHANGE_CIPHER_SPEC -> throw UNEXPECTED_MESSAGE.because("a protected ChangeCipherSpec was received");
        };
    }

    /** The length of the record that starts here, header included, or 0 while its header is not complete. */
    int recordLength(byte[] array, int offset, int available) {
        return reader.recordLength(array, offset, available);
    }

    /** Whether the keys of this moment open records straight to where their content is to be. */
    boolean opensStraight() {
        return reader.protection().opensStraight();
    }

    /** Refuses bytes behind the last message in its record. */
    void endOfRecord() {
        joiner.refuseKeyChange();
    }

    /** The next whole handshake message, if it is all there. */
    Optional<Bytes> nextMessage() {
        return joiner.next();
    }

    /** The most content of a protected record from now on. */
    void limitContent(int limit) {
        contentLimit = limit;
        // The client could not know the limit when it sent its early data.
        if (early == null || !early.takes()) {
            reader.limitContent(limit);
        }
    }

    /** True once for each set of keys: when they have protected so much that the peer should be asked for new ones. */
    boolean renewalDue() {
        boolean due = !renewalAsked && reader.protection().limitReached();
        renewalAsked |= due;
        return due;
    }

    void readWith(ReadProtection next) {
        EarlyInput ended = early;
        if (ended != null) {
            ended.end();
        }
        reader.limitContent(contentLimit);
        renewalAsked = false;
        reader.switchTo(next);
        trace.readKeys(version());
    }

    void readEarlyDataWith(ReadProtection next, long most) {
        reader.switchTo(next);
        earlyInput().take(most);
        trace.earlyKeys(false);
    }

    void skipEarlyData(long most) {
        if (!reader.protection().isProtected()) {
            reader.switchTo(Protections.plaintextReadAmongEarlyData());
        }
        earlyInput().skip(most);
    }

    /** The early data that has come and was not asked for yet. */
    byte[] takeEarlyData() {
        return early == null ? new byte[0] : early.read();
    }

    private EarlyInput earlyInput() {
        EarlyInput present = early == null ? new EarlyInput() : early;
        early = present;
        return present;
    }

    /** The peer's ChangeCipherSpec must come next, and nothing may be left of the record that led here. */
    void readWithAfterChangeCipherSpec(ReadProtection next) {
        // RFC 5246 §7.4.9: what is left would be taken as the Finished, though no ChangeCipherSpec stands before it
        joiner.refuseKeyChange();
        afterChangeCipherSpec = next;
    }

    void settled(ProtocolVersion settled) {
        version = settled;
    }

    Optional<ProtocolVersion> version() {
        return Optional.ofNullable(version);
    }

    /** From now on application data is welcome, and compatibility records are not. */
    void finished() {
        peerFinished = true;
        finishedDue = false;
    }

    /** Whether application data is welcome. */
    boolean isFinished() {
        return peerFinished;
    }

    /** True once the peer's close_notify has come. */
    boolean closed() {
        return closed;
    }

    /** True once the peer's user_canceled has come, which a goodbye is to follow. */
    boolean canceled() {
        return canceled;
    }

    private boolean is13() {
        return version != null && version.is13();
    }

    private Reception handshake(OpenedRecord opened) {
        if (afterChangeCipherSpec != null) {
            // RFC 5246 §7.1: the peer's Finished must be protected by the keys that ChangeCipherSpec announces.
            throw UNEXPECTED_MESSAGE.because("a handshake message was received where ChangeCipherSpec must come");
        }
        warnings = 0;
        joiner.add(opened.array(), opened.offset(), opened.length());
        return Reception.PROGRESS;
    }

    /** Opens a record where early data may still come that is none of ours; false if this was such a record. */
    private boolean openAfterEarlyData(EarlyInput passed, byte[] array, int offset, int length, OpenedRecord opened) {
        boolean keys = reader.protection().isProtected();
        ContentType outer = RecordHeader.type(array, offset);
        if (!keys && outer == ContentType.APPLICATION_DATA) {
            passed.count(length);
            return false;
        }
        try {
            reader.open(array, offset, length, opened);
        } catch (TlsException notOurs) {
            if (outer != ContentType.APPLICATION_DATA || notOurs.alert() != BAD_RECORD_MAC) {
                throw notOurs;
            }
            passed.count(length);
            return false;
        }
        passed.end();
        return true;
    }

    private Reception applicationData(OpenedRecord opened) {
        EarlyInput taken = early;
        if (taken != null && taken.takes()) {
            taken.add(opened.array(), opened.offset(), opened.length());
            return Reception.PROGRESS;
        }
        if (!peerFinished) {
            throw UNEXPECTED_MESSAGE.because("application data was received before the handshake was complete");
        }
        // RFC 5246 §7.4.9: in a renegotiation too the Finished is the first one under the new keys
        if (finishedDue) {
            throw UNEXPECTED_MESSAGE.because("application data was received where Finished must come");
        }
        warnings = 0;
        return Reception.APPLICATION_DATA;
    }

    private void changeCipherSpec(byte[] array, int offset, int length, OpenedRecord opened) {
        ReadProtection next = afterChangeCipherSpec;
        if (next != null) {
            reader.open(array, offset, length, opened);
            if (opened.length() != 1 || opened.array()[opened.offset()] != 1) {
                throw DECODE_ERROR.because("a ChangeCipherSpec must be the single byte 1");
            }
            afterChangeCipherSpec = null;
            trace.changeCipherSpec(false);
            readWith(next);
            finishedDue = true;
            return;
        }
        // RFC 8446 §5, §D.4: from the first ClientHello to the peer's Finished it is dropped; elsewhere it is an error.
        boolean expected = !peerFinished && (is13() || (client && offers13 && version == null));
        if (!expected
                || !reader.isCompatibilityChangeCipherSpec(array, offset, length)
                || ++compatibilityRecords > MAX_COMPATIBILITY_RECORDS) {
            throw UNEXPECTED_MESSAGE.because("a ChangeCipherSpec was received where none must come");
        }
        trace.changeCipherSpec(false);
    }

    /**
     * A client that cannot go on after ServerHello may have no keys yet to protect its alert with; until its first
     * protected record a server therefore takes a plain one. It can do no more harm than any forged byte, which ends
     * the connection as well (RFC 8446 §6).
     */
    private boolean isPlainAlertOfClient(ContentType outer) {
        return outer == ContentType.ALERT
                && !client
                && is13()
                && !peerFinished
                && reader.protection().opened() == 0;
    }

    private Reception alert(OpenedRecord opened) {
        // RFC 8446 §5.1: an alert is neither split nor joined with others.
        if (opened.length() != 2) {
            throw DECODE_ERROR.because("an alert record of " + opened.length() + " bytes; an alert has 2");
        }
        int level = opened.array()[opened.offset()] & 0xff;
        int code = opened.array()[opened.offset() + 1] & 0xff;
        trace.alert(false, level, code);
        if (level != AlertLevel.WARNING && level != AlertLevel.FATAL && !is13()) {
            throw ILLEGAL_PARAMETER.because("an alert of the unknown level " + level);
        }
        if (code == AlertDescription.CLOSE_NOTIFY.code()) {
            closed = true;
            return Reception.CLOSED;
        }
        boolean warning = is13() ? code == AlertDescription.USER_CANCELED.code() : level == AlertLevel.WARNING;
        if (!warning) {
            closed = true;
            throw new PeerAlertException(code);
        }
        // RFC 8446 §6.1: user_canceled is followed by close_notify, so there is nothing to do yet.
        canceled |= code == AlertDescription.USER_CANCELED.code();
        if (++warnings > MAX_WARNINGS) {
            throw UNEXPECTED_MESSAGE.because("more than " + MAX_WARNINGS + " warning alerts were received in a row");
        }
        return Reception.PROGRESS;
    }
}
