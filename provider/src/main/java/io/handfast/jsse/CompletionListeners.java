package io.handfast.jsse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Those who want to hear that a socket's handshake is complete, on a thread of their own (JSSE, SSLSocket). */
final class CompletionListeners {
    private final SSLSocket socket;
    private final CopyOnWriteArrayList<HandshakeCompletedListener> listeners = new CopyOnWriteArrayList<>();

    CompletionListeners(SSLSocket socket) {
        this.socket = socket;
    }

    void add(HandshakeCompletedListener listener) {
        if (listener == null) {
            throw new IllegalArgumentException("the listener must not be null");
        }
        // One that is added again is told once, as with the JDK's sockets.
        listeners.addIfAbsent(listener);
    }

    void remove(HandshakeCompletedListener listener) {
        if (listener == null || !listeners.remove(listener)) {
            throw new IllegalArgumentException("the listener is not registered");
        }
    }

    /** Tells all, in their order; a listener may itself use the socket, so the handshake's thread does not wait for it. */
    void tell(SSLSession session) {
        if (listeners.isEmpty()) {
            return;
        }
        List<HandshakeCompletedListener> told = List.copyOf(listeners);
        HandshakeCompletedEvent event = new HandshakeCompletedEvent(socket, session);
        Thread thread =
                new Thread(() -> told.forEach(listener -> listener.handshakeCompleted(event)), "handshake completed");
        thread.setDaemon(true);
        thread.start();
    }
}
