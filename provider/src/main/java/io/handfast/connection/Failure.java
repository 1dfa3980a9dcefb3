package io.handfast.connection;

import static io.handfast.alert.AlertDescription.INTERNAL_ERROR;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection is over: the one place where a fault becomes an alert (RFC 8446 §6.2).
 *
 * <p>Only the first cause counts; every later call meets the same one.
 */
final class Failure {
    private @Nullable RuntimeException cause;

    boolean happened() {
        return cause != null;
    }

    @Nullable
    RuntimeException cause() {
        return cause;
    }

    void throwIfAny() {
        if (cause != null) {
            throw cause;
        }
    }

    /** Whether an alert ended the connection, not just a missing goodbye, after which a session lives on (RFC 5246 §7.2.1). */
    boolean byFatalAlert() {
        return cause instanceof PeerAlertException
                || cause instanceof TlsException fault && fault.alert() != AlertDescription.CLOSE_NOTIFY;
    }

    /**
     * Ends the connection: with one alert for a fault that we found, silently for one that the peer reported.
     *
     * @return false if it had ended before, and nothing was done
     */
    boolean end(RuntimeException reason, Outbound outbound, ConnectionTrace trace) {
        if (cause != null) {
            return false;
        }
        if (reason instanceof PeerAlertException peer) {
            cause = peer;
            outbound.silence();
            trace.failed(peer.alertName(), () -> "" + peer.getMessage());
            return true;
        }
        TlsException fault = reason instanceof TlsException known
                ? known
                : INTERNAL_ERROR.because("the connection failed in an unforeseen way: " + reason, reason);
        cause = fault;
        outbound.last(fault.alert());
        trace.failed(fault.alert().ianaName(), fault::reason);
        return true;
    }
}
