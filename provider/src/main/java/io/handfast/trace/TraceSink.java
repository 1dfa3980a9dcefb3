package io.handfast.trace;

/** Receives the events of connections, on the thread that caused them (RFC 8446 §2). */
public interface TraceSink {
    /** The sink that wants nothing. */
    TraceSink NONE = new TraceSink() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void on(TraceEvent event) {
            // Nobody listens.
        }
    };

    /** False when no event is wanted, so that none need be made. */
    default boolean isOn() {
        return true;
    }

    /** Takes an event; must return at once and throw nothing. */
    void on(TraceEvent event);
}
