package io.handfast.connection;

import static io.handfast.alert.AlertDescription.CLOSE_NOTIFY;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.alert.TlsException;
import io.handfast.iana.ProtocolVersion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a connection comes to its end: said goodbye to by us, by the peer or by the transport, or failed (RFC 8446 §6).
 *
 * <p>It decides what is still sent, and sees to it that nothing secret stays behind.
 */
final class Ending {
    private final TlsConnection connection;
    private final ConnectionTrace trace;
    private final Failure failure = new Failure();
    private boolean abandoned;
    /** What the peer still had to say is not wanted any more, though it has not said goodbye. */
    private boolean cut;

    Ending(TlsConnection connection, ConnectionTrace trace) {
        this.connection = connection;
        this.trace = trace;
    }

    /** Says goodbye to the peer, once. What it sends is still received, unless the handshake was not yet complete. */
    void closeOutbound() {
        Outbound outbound = connection.outbound();
        if (outbound.closed()) {
            return;
        }
        if (!connection.begun()) {
            outbound.silence();
        } else {
            if (!connection.isConnected() && !connection.inbound().canceled()) {
                outbound.cancel();
            }
            outbound.last(CLOSE_NOTIFY);
            outbound.flush();
        }
        if (!connection.isConnected()) {
            abandon();
        }
        tellIfClosed();
    }

    /** Nothing is received any more; see {@link TlsConnection#closeInbound}. */
    void closeInbound() {
        throwFailure();
        if (inboundClosed()) {
            return;
        }
        if (!connection.isConnected()) {
            transportEnded();
            return;
        }
        // No failure: what we send goes on (RFC 8446 §6.1).
        TlsException truncated = truncated();
        cut = true;
        trace.failed(truncated.alert().ianaName(), truncated::reason);
        tellIfClosed();
        throw truncated;
    }

    /** The peer will send no more, as the transport says; see {@link TlsConnection#transportEnded}. */
    void transportEnded() {
        throwFailure();
        if (!inboundClosed() && connection.begun()) {
            throw by(truncated());
        }
        abandon();
    }

    /** Truncation is no fault that an alert could describe; a goodbye is all there is to say (RFC 8446 §6.1). */
    private TlsException truncated() {
        return CLOSE_NOTIFY.because(
                connection.isConnected()
                        ? "the transport ended without close_notify: what was received may be cut short"
                        : "the transport ended before the handshake was complete");
    }

    /** The peer has said goodbye. */
    void closedByPeer() {
        boolean canceled = !connection.isConnected();
        if (canceled && !connection.inbound().canceled()) {
            throw UNEXPECTED_MESSAGE.because("the peer closed the connection before the handshake was complete");
        }
        // RFC 5246 §7.2.1: the answer comes at once. Since TLS 1.3 each direction closes for itself (RFC 8446 §6.1);
        // without a handshake there is nothing that ours could still say.
        if (canceled
                || connection.inbound().version().filter(ProtocolVersion::is13).isEmpty()) {
            connection.outbound().last(CLOSE_NOTIFY);
            connection.outbound().flush();
        }
        tellIfClosed();
    }

    /** True once nothing more can be received. */
    boolean inboundClosed() {
        return connection.inbound().closed() || cut || over();
    }

    /** True once what a step brings about is of no use any more. */
    boolean over() {
        return abandoned || failure.happened();
    }

    /** True once what still arrives is passed over. */
    boolean deaf() {
        return abandoned || cut;
    }

    /** True if the connection was given up without a fault. */
    boolean abandoned() {
        return abandoned;
    }

    @Nullable
    RuntimeException failure() {
        return failure.cause();
    }

    void throwFailure() {
        failure.throwIfAny();
    }

    /** Ends the connection by a fault, and gives what is to be thrown: the first fault there was. */
    RuntimeException by(RuntimeException fault) {
        end(fault);
        return Objects.requireNonNullElse(failure.cause(), fault);
    }

    /** Ends the connection by a fault, unless it has failed before. */
    void end(RuntimeException fault) {
        if (failure.end(fault, connection.outbound(), trace)) {
            if (failure.byFatalAlert()) {
                connection.progress().broken(connection.facts());
            }
            forget();
        }
    }

    /** The transport is gone: nothing more is said. */
    void giveUp() {
        connection.outbound().silence();
        abandon();
    }

    private void abandon() {
        if (!over()) {
            abandoned = true;
            forget();
        }
    }

    private void forget() {
        connection.progress().destroy();
        connection.exports().close();
    }

    private void tellIfClosed() {
        if (connection.outbound().closed() && inboundClosed() && !failure.happened()) {
            if (!cut) {
                trace.closed();
            }
            // What comes now would meet a connection that is over; what was said already can still be drained.
            abandon();
        }
    }
}
