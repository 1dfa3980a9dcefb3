package io.handfast.connection;

import io.handfast.config.HandshakeFacts;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Received;
import io.handfast.wire.Bytes;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the handshake of a connection stands, and what moves it on: whole messages, costly steps that somebody ran, and
 * wishes of our own (RFC 8446 §A, RFC 5246 §7.3).
 *
 * <p>Faults leave it as exceptions; what becomes of the connection then is not decided here.
 */
final class Progress {
    private final TlsConnection connection;
    private final ConnectionTrace trace;
    private @Nullable Function<Effects, HandshakeState> start;
    private @Nullable HandshakeState state;
    private @Nullable CostlyStep costly;
    private @Nullable BiFunction<HandshakeState, Effects, HandshakeState> waiting;
    private boolean sendsInParts;

    Progress(TlsConnection connection, ConnectionTrace trace, Function<Effects, HandshakeState> start) {
        this.connection = connection;
        this.trace = trace;
        this.start = start;
    }

    boolean begun() {
        return state != null;
    }

    /** From now on what a flight begins with can be drained while the rest of it is still being worked on. */
    void sendInParts() {
        sendsInParts = true;
    }

    void begin() {
        Step step = new Step(connection);
        state = Objects.requireNonNull(start, "a handshake begins once").apply(step);
        // It holds the whole configuration, and is of no use any more.
        start = null;
        carryOut(step);
    }

    /** True while a costly step is due or running. */
    boolean busy() {
        return costly != null;
    }

    /** The next step if it is a costly one that nobody was given yet. */
    @Nullable
    Runnable handOut() {
        return costly == null ? null : costly.handOut();
    }

    /**
     * Acts on the outcome of a costly step, once it is there.
     *
     * @param over whether the connection has ended meanwhile, so that the outcome is of no use
     */
    void settle(boolean over) {
        CostlyStep step = costly;
        CostlyStep.Outcome outcome = step == null ? null : step.outcome();
        if (step == null || outcome == null) {
            return;
        }
        costly = null;
        HandshakeState next = outcome.next();
        if (over || next == null) {
            step.step().discard();
        }
        if (over) {
            HandshakeState left = next == null ? state : next;
            if (left != null) {
                left.destroy();
            }
            return;
        }
        if (next == null) {
            throw outcome.fault() == null ? new IllegalStateException("a step without outcome") : outcome.fault();
        }
        enter(next, step.step());
        BiFunction<HandshakeState, Effects, HandshakeState> wish = waiting;
        if (wish != null) {
            waiting = null;
            move(wish);
        }
        advance();
    }

    /** Takes the messages that are all there, up to the first whose step is costly. */
    void advance() {
        while (costly == null && state != null) {
            Optional<Bytes> raw = connection.inbound().nextMessage();
            if (raw.isEmpty()) {
                return;
            }
            HandshakeState current = state;
            Received received = Received.decode(raw.get(), current.dialect());
            trace.message(false, received.message(), received.raw().length());
            Step step = new Step(connection);
            if (current.costly(received.message())) {
                costly = new CostlyStep(effects -> inOneGo(current.on(received, effects), effects), step);
            } else {
                enter(inOneGo(current.on(received, step), step), step);
            }
        }
    }

    /**
     * A wish of our own: the state that follows from it takes the place of the present one. While a costly step is due or
     * running, the first wish waits for its outcome, and others are dropped.
     */
    void move(BiFunction<HandshakeState, Effects, HandshakeState> wish) {
        HandshakeState current = state;
        if (costly != null) {
            waiting = waiting == null ? wish : waiting;
            return;
        }
        if (current != null) {
            Step step = new Step(connection);
            state = wish.apply(current, step);
            carryOut(step);
        }
    }

    /** Whether a client was asked for its certificate after the handshake and has not answered yet. */
    boolean awaitsClientAuthentication() {
        return state != null && state.awaitsClientAuthentication();
    }

    void applicationDataReceived() {
        if (state != null) {
            state = state.applicationDataReceived();
        }
    }

    /** While a costly step is due or running, the state is about to be another one; the next record is told to that. */
    void applicationDataSent() {
        if (state != null && costly == null) {
            state = state.applicationDataSent();
        }
    }

    /** A fatal alert ended the connection, sent or received. */
    void broken(HandshakeFacts facts) {
        if (state != null) {
            state.broken(facts);
        }
    }

    /** Forgets the secrets; while a costly step runs it works with them, and its outcome is destroyed when it comes. */
    void destroy() {
        if (costly != null && costly.cancel()) {
            costly = null;
        }
        if (state != null && costly == null) {
            state.destroy();
        }
    }

    /** Without parts, what a state has left to do belongs to the step that led to it. */
    private HandshakeState inOneGo(HandshakeState reached, Effects effects) {
        HandshakeState last = reached;
        while (!sendsInParts && last.goesOn()) {
            try {
                last = last.goOn(effects);
            } catch (RuntimeException failed) {
                // The state is nobody's yet, and holds secrets.
                last.destroy();
                throw failed;
            }
        }
        return last;
    }

    private void enter(HandshakeState next, Step step) {
        state = next;
        carryOut(step);
        if (next.goesOn()) {
            costly = new CostlyStep(next::goOn, new Step(connection));
        }
    }

    private void carryOut(Step step) {
        try {
            step.apply();
        } catch (RuntimeException failed) {
            // What it has not come to is nobody's.
            step.discard();
            throw failed;
        }
        connection.outbound().flush();
    }
}
