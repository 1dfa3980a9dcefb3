package io.handfast.handshake;

import io.handfast.alert.AlertDescription;
import io.handfast.config.HandshakeFacts;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Exporter;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.MessageCodec;
import io.handfast.record.ReadProtection;
import io.handfast.record.WriteProtection;
import io.handfast.wire.Bytes;

/**
 * All that a handshake state can do to its connection (RFC 8446 §4, §5; RFC 5246 §7).
 *
 * <p>Messages and key changes take effect in the order of the calls; what was sent leaves when the state is done.
 */
public interface Effects {
    /**
     * Queues a handshake message under the write keys of this moment.
     *
     * @return the message with its header, for the transcript
     */
    default Bytes send(HandshakeMessage message) {
        Bytes encoded = MessageCodec.encode(message);
        send(message, encoded);
        return encoded;
    }

    /**
     * Queues a handshake message that was encoded before.
     *
     * @param encoded the message with its header
     */
    void send(HandshakeMessage message, Bytes encoded);

    /** Queues a ChangeCipherSpec record: a key change in TLS 1.2, a compatibility record in 1.3 (RFC 8446 §D.4). */
    void sendChangeCipherSpec();

    /** Queues a warning alert; the connection goes on (RFC 5246 §7.2.2). */
    void warn(AlertDescription alert);

    /**
     * Protects all that is sent from now on.
     */
    void writeWith(WriteProtection protection);

    /**
     * Opens all that is received from now on; a handshake message that spans the change is refused
     * (RFC 8446 §5.1).
     */
    void readWith(ReadProtection protection);

    /**
     * Refuses to go on if the record that the last message came in has more of another one: it would span a change of keys (RFC 8446
     * §5.1). {@link #readWith} does so, too; this is for what must not be sent before that is clear.
     */
    void endOfRecord();

    /**
     * Opens early data until the next {@link #readWith}; it is kept apart from all other application data
     * (RFC 8446 §4.2.10).
     *
     * @param most the bytes after which more of it is a fault
     */
    void readEarlyDataWith(ReadProtection protection, long most);

    /**
     * Passes over early data that we do not take: with keys, what they do not open; without, what is protected. The
     * first record that is neither ends it (RFC 8446 §4.2.10).
     *
     * @param most the bytes after which more of it is a fault
     */
    void skipEarlyData(long most);

    /** Queues early data, protected by what protects all until the next {@link #writeWith} (RFC 8446 §4.2.10). */
    void sendEarlyData(WriteProtection protection, Bytes earlyData);

    /** Sends without protection again, because the early data was in vain (RFC 8446 §4.1.4). */
    void withdrawEarlyData();

    /**
     * Opens all that is received after the peer's ChangeCipherSpec, which must come next (RFC 5246 §7.1). Without this
     * call a ChangeCipherSpec is refused in TLS 1.2, and until it came no handshake message is accepted.
     */
    void readWithAfterChangeCipherSpec(ReadProtection protection);

    /** Limits the content, in bytes, of the records that are sent and of the protected ones that are received from now on. */
    void limitRecords(int send, int receive);

    /**
     * Pads the content of the TLS 1.3 records that are sent from now on.
     *
     * @param multiple of how many bytes the content is a multiple then; 1 for no padding
     */
    void padRecords(int multiple);

    /** Fixes the version, and with it the rules for records. */
    void settled(ProtocolVersion version);

    /**
     * Whether a KeyUpdate of ours still waits to leave, so that all we send comes after it anyway (RFC 8446 §4.6.3).
     */
    boolean keyUpdateWaits();

    /** Publishes what has been learned, for callbacks and for the session. */
    void learned(HandshakeFacts facts);

    /** What was last {@linkplain #learned learned}. */
    HandshakeFacts facts();

    /** Hands over what exports keying material once the connection is established; the connection destroys it. */
    void exportWith(Exporter exporter);

    /** Opens the connection for application data in both directions. */
    void established(Established established);
}
