package io.handfast.connection;

import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A step that may take long, run by whoever asked for it, while the connection goes on answering (RFC 8446 §4.4).
 *
 * <p>It touches nothing but the state and its own {@link Step}; the outcome is handed over by one volatile write, and the
 * connection acts on it at its next call.
 */
final class CostlyStep implements Runnable {
    private final Function<Effects, HandshakeState> work;
    private final Step step;
    private final AtomicBoolean started = new AtomicBoolean();
    private boolean handedOut;
    private volatile @Nullable Outcome outcome;

    CostlyStep(Function<Effects, HandshakeState> work, Step step) {
        this.work = work;
        this.step = step;
    }

    /** What became of the step: the next state, or the fault; exactly one of them. */
    record Outcome(@Nullable HandshakeState next, @Nullable RuntimeException fault) {}

    @Override
    public void run() {
        if (!started.compareAndSet(false, true)) {
            return;
        }
        try {
            outcome = new Outcome(work.apply(step), null);
        } catch (RuntimeException e) {
            outcome = new Outcome(null, e);
        } catch (Error e) {
            // Without an outcome the connection would wait for this step for ever.
            outcome = new Outcome(null, new IllegalStateException("a handshake step died", e));
            throw e;
        }
    }

    /** Sees to it that the step is never run; false if it runs or has run. */
    boolean cancel() {
        return started.compareAndSet(false, true);
    }

    /** The outcome, or null while the step is not done. */
    @Nullable
    Outcome outcome() {
        return outcome;
    }

    /** The step itself the first time, null ever after: two threads must not be sent to the same work. */
    @Nullable
    Runnable handOut() {
        if (handedOut) {
            return null;
        }
        handedOut = true;
        return this;
    }

    Step step() {
        return step;
    }
}
