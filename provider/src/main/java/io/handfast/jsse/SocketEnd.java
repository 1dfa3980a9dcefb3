package io.handfast.jsse;

import io.handfast.connection.TlsConnection;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * How a socket takes leave of its peer and gives its transport back: by a goodbye or after a failure (RFC 8446 §6.1, §6.2).
 *
 * <p>Holds no lock while a stream may block, and waits a bounded time.
 */
record SocketEnd(BaseSocket socket) {
    private static final System.Logger LOGGER = System.getLogger("io.handfast.jsse");

    /** How long closing may take when the peer does not read, or when its goodbye must be awaited. */
    private static final int CLOSE_MILLIS = 2000;

    /** Input that nobody read makes the system reset the connection, and with it what is still on its way out. */
    private static final int MAX_DISCARDED = 256 * 1024;

    /** Says goodbye; closing the transport is left to the caller. */
    void sayGoodbye(Conversation current) throws IOException {
        try {
            if (socket.leavesTransportOpen()) {
                current.closeOutbound(false);
                awaitGoodbye(current);
            } else {
                GoodbyeWatch.Goodbye watched = GoodbyeWatch.begin(CLOSE_MILLIS, this::closeQuietly);
                try {
                    current.closeOutbound(false);
                    current.discard(MAX_DISCARDED);
                } finally {
                    watched.end();
                }
            }
        } catch (IOException e) {
            // The peer may be gone already; then there is nobody to say goodbye to.
            LOGGER.log(System.Logger.Level.DEBUG, "closing without close_notify", e);
        }
    }

    /** Nobody reads any more. Once the transport's input is shut down, what lies in it can no longer be discarded. */
    void leaveInput(Conversation current) {
        current.leaveInput();
        if (!socket.leavesTransportOpen()) {
            discard(current);
        }
    }

    /**
     * Closes the transport if the connection has failed, as RFC 8446 §6.2 demands after a fatal alert of either side, unless
     * somebody else goes on with it.
     *
     * @param thrown what the caller is about to learn
     * @return what it is to learn: the failure also where it only noticed that the transport was closed because of it
     */
    IOException after(Conversation current, IOException thrown) {
        IOException failure = current.failure();
        if (failure == null || socket.leavesTransportOpen()) {
            return thrown;
        }
        boolean closedAlready = socket.isClosed();
        if (!closedAlready) {
            current.answer();
            discard(current);
            if (current.tells(TlsConnection::hasOutput)) {
                // Another thread writes, and sends the alert when it is done. If the peer does not read, that may be
                // never.
                GoodbyeWatch.begin(CLOSE_MILLIS, this::closeQuietly);
            } else {
                closeQuietly();
            }
        }
        if (closedAlready && thrown instanceof SocketException) {
            failure.addSuppressed(thrown);
            return failure;
        }
        return thrown;
    }

    private static void discard(Conversation current) {
        try {
            current.discard(MAX_DISCARDED);
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "input could not be discarded", e);
        }
    }

    private void closeQuietly() {
        try {
            socket.closeTransport();
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "closing the transport failed", e);
        }
    }

    /** Whoever goes on with the transport must find it right behind the peer's close_notify. */
    private void awaitGoodbye(Conversation current) throws IOException {
        int patience = socket.getSoTimeout();
        int most = patience == 0 ? CLOSE_MILLIS : Math.min(patience, CLOSE_MILLIS);
        long begun = System.nanoTime();
        try {
            current.awaitClose(() -> {
                long left = most - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                if (left <= 0) {
                    throw new SocketTimeoutException("the peer went on without saying goodbye");
                }
                socket.setSoTimeout((int) left);
            });
        } finally {
            socket.setSoTimeout(patience);
        }
    }
}
