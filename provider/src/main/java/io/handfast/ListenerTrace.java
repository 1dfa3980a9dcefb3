package io.handfast;

import io.handfast.trace.TraceEvent;
import io.handfast.trace.TraceSink;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands the core's events to a listener, whose own failures stay with it (RFC 8446 §2). */
final class ListenerTrace implements TraceSink {
    private static final System.Logger LOGGER = System.getLogger("io.handfast");

    private final HandshakeListener listener;
    private final AtomicBoolean complained = new AtomicBoolean();

    ListenerTrace(HandshakeListener listener) {
        this.listener = listener;
    }

    @Override
    public void on(TraceEvent event) {
        try {
            listener.on(new HandshakeEvent(
                    event.connection(),
                    event.client(),
                    event.nanoTime(),
                    kind(event.kind()),
                    event.sent(),
                    event.name(),
                    event.size(),
                    event.fields()));
        } catch (RuntimeException failure) {
            // A spectator must not be able to break, or to steer, a handshake; once per connection says it all.
            System.Logger.Level level =
                    complained.getAndSet(true) ? System.Logger.Level.TRACE : System.Logger.Level.WARNING;
            LOGGER.log(level, "a handshake listener failed", failure);
        }
    }

    private static HandshakeEvent.Kind kind(TraceEvent.Kind kind) {
        return switch (kind) {
            case MESSAGE -> HandshakeEvent.Kind.MESSAGE;
            case READ_KEYS -> HandshakeEvent.Kind.READ_KEYS;
            case WRITE_KEYS -> HandshakeEvent.Kind.WRITE_KEYS;
            case ALERT -> HandshakeEvent.Kind.ALERT;
            case ESTABLISHED -> HandshakeEvent.Kind.ESTABLISHED;
            case FAILED -> HandshakeEvent.Kind.FAILED;
            case CLOSED -> HandshakeEvent.Kind.CLOSED;
        };
    }
}
