package io.handfast;

/**
 * Hears what happens on the connections of one provider: messages, key changes, alerts, the result (RFC 8446 §2).
 *
 * <p>Called on the thread that caused the event, while the connection waits; it should return at once. What it throws is
 * logged and otherwise ignored. No event carries a secret.
 *
 * @see HandfastProvider#listener(HandshakeListener)
 */
@FunctionalInterface
public interface HandshakeListener {
    /** Takes one event; events of one connection come in their order, those of several connections interleave. */
    void on(HandshakeEvent event);
}
