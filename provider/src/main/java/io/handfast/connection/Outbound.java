package io.handfast.connection;

import io.handfast.alert.AlertDescription;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.Finished;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.KeyUpdate;
import io.handfast.record.Protections;
import io.handfast.record.RecordWriter;
import io.handfast.record.WriteProtection;
import io.handfast.wire.Bytes;
import java.util.Optional;

/** The way out: messages, alerts and application data become records, and after our last alert nothing does (RFC 8446 §5, §6). */
final class Outbound {
    private final RecordWriter writer;
    private final ConnectionTrace trace;
    private boolean closed;
    /** Whether our Finished of TLS 1.3 is out, and the keys for what follows it are not there yet: nobody could read an alert. */
    private boolean keysDue;

    Outbound(RecordWriter writer, ConnectionTrace trace) {
        this.writer = writer;
        this.trace = trace;
    }

    /**
     * Queues a message; one that comes after our close_notify or fatal alert has no way out and is dropped.
     *
     * @param connected whether the handshake is complete, so that this belongs to what may come after it
     */
    void send(HandshakeMessage message, Bytes encoded, Optional<ProtocolVersion> version, boolean connected) {
        if (!closed) {
            writer.handshake(encoded);
            trace.message(true, message, encoded.length());
            // RFC 8446 §4.4.4: one that answers a request after the handshake is under the keys that stay
            keysDue = message instanceof Finished
                    && !connected
                    && version.isPresent()
                    && version.get().is13();
            if (message instanceof KeyUpdate) {
                writer.mark();
            }
        }
    }

    /** Whether a KeyUpdate of ours has not left yet; all that is sent from now on comes after it. */
    boolean keyUpdateWaits() {
        return writer.markedWaits();
    }

    /** Before TLS 1.3 the step to new keys; since then a record for middleboxes, never protected (RFC 8446 §D.4). */
    void sendChangeCipherSpec(Optional<ProtocolVersion> version) {
        if (!closed) {
            if (version.isPresent() && version.get().is13()) {
                writer.compatibilityChangeCipherSpec();
            } else {
                writer.changeCipherSpec();
            }
            trace.changeCipherSpec(true);
        }
    }

    /** Queues a warning, unless the one before has not left yet: a peer that reads nothing must not make us gather more of them. */
    void warn(AlertDescription alert) {
        if (!closed && !writer.markedWaits()) {
            alert(AlertLevel.WARNING, alert);
            writer.mark();
        }
    }

    /** Says that the handshake is given up, and not because of a fault; our goodbye comes next (RFC 8446 §6.1). */
    void cancel() {
        if (!closed && !keysDue) {
            alert(AlertLevel.WARNING, AlertDescription.USER_CANCELED);
        }
    }

    /** Queues the last thing that we send: close_notify as a warning, anything else as fatal. */
    void last(AlertDescription alert) {
        if (!closed) {
            closed = true;
            if (keysDue) {
                return;
            }
            alert(alert == AlertDescription.CLOSE_NOTIFY ? AlertLevel.WARNING : AlertLevel.FATAL, alert);
        }
    }

    /** Ends without a word, as after a fatal alert of the peer (RFC 8446 §6.2). */
    void silence() {
        closed = true;
    }

    void writeWith(WriteProtection protection, Optional<ProtocolVersion> version) {
        if (!closed) {
            writer.switchTo(protection);
            keysDue = false;
            trace.writeKeys(version);
        }
    }

    /** Queues early data under keys of its own, which stay until other ones come (RFC 8446 §4.2.10). */
    void sendEarlyData(WriteProtection protection, Bytes earlyData) {
        if (!closed) {
            writer.switchTo(protection);
            trace.earlyKeys(true);
            writer.earlyData(earlyData);
        }
    }

    /** Takes the keys of early data away again, for a second ClientHello (RFC 8446 §4.1.4). */
    void withdrawEarlyData() {
        if (!closed) {
            writer.switchTo(Protections.plaintextWrite());
        }
    }

    /** Makes whatever is queued ready to drain. */
    void flush() {
        writer.flush();
    }

    boolean closed() {
        return closed;
    }

    RecordWriter writer() {
        return writer;
    }

    private void alert(int level, AlertDescription alert) {
        writer.alert(level == AlertLevel.FATAL, alert);
        trace.alert(true, level, alert.code());
    }
}
