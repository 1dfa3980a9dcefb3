package io.handfast.jsse;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.failure.TlsFailure;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;

/**
 * The only place where a fault of the core becomes an exception of JSSE (RFC 8446 §6.2).
 *
 * <p>Before the handshake is complete every fault is an SSLHandshakeException. Afterwards our finding that the peer broke
 * the protocol is an SSLProtocolException, and all else (the peer's alerts, a cut transport, our own errors) a plain
 * SSLException. What made us find a fault, such as a trust manager's CertificateException, is the cause, because programs look
 * for it there, and the fault is suppressed; without such a reason the fault is the cause. Each call gets a fresh
 * exception, so that its stack trace tells who called.
 */
final class SslExceptions {
    private SslExceptions() {}

    /** The exception for the failure of a connection. */
    static SSLException of(RuntimeException failure, boolean connected) {
        SSLException exception = create(describe(failure), isProtocolFault(failure), connected);
        Throwable underneath = failure.getCause();
        if (failure instanceof TlsException && underneath != null) {
            exception.initCause(underneath);
            exception.addSuppressed(failure);
        } else {
            exception.initCause(failure);
        }
        return exception;
    }

    /** The exception for a handshake that ended without a failure. */
    static SSLException unfinished(boolean canceledByPeer) {
        return canceledByPeer
                ? new SSLHandshakeException(
                        "the peer canceled the handshake (user_canceled): for a reason of its own, not for a fault")
                : new SSLException("the socket was closed during the handshake");
    }

    private static SSLException create(String message, boolean protocolFault, boolean connected) {
        if (!connected) {
            return new SSLHandshakeException(message);
        }
        return protocolFault ? new SSLProtocolException(message) : new SSLException(message);
    }

    private static boolean isProtocolFault(RuntimeException failure) {
        return failure instanceof TlsException fault
                && fault.alert() != AlertDescription.INTERNAL_ERROR
                && fault.alert() != AlertDescription.CLOSE_NOTIFY;
    }

    private static String describe(RuntimeException failure) {
        if (failure instanceof TlsException fault) {
            return "(" + fault.alert().ianaName() + ") " + fault.reason();
        }
        if (failure instanceof PeerAlertException peer) {
            return "Received fatal alert: " + peer.alertName()
                    + TlsFailure.of(peer)
                            .map(known -> "; likely: " + known.advice())
                            .orElse("");
        }
        return "the connection failed: " + failure;
    }
}
