package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.config.TlsConfig;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.message.Dialect;
import io.handfast.message.Received;
import io.handfast.record.OpenedRecord;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state that goes on by itself and fails at it: what it holds is wiped once, whoever it belonged to by then. */
class ProgressTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity SERVER = CA.localhost(KeyKind.EC_P256);

    private final AtomicInteger destroyed = new AtomicInteger();
    private final IllegalStateException fault = new IllegalStateException("no");

    /** Takes any message, and leads to another state. */
    private record Start(HandshakeState next) implements HandshakeState {
        @Override
        public Dialect dialect() {
            return Dialect.TLS13;
        }

        @Override
        public boolean costly() {
            return true;
        }

        @Override
        public HandshakeState on(Received received, Effects effects) {
            return next;
        }
    }

    /** Has something left to do, and cannot do it. */
    private final class Failing implements HandshakeState {
        @Override
        public Dialect dialect() {
            return Dialect.TLS13;
        }

        @Override
        public boolean costly() {
            return true;
        }

        @Override
        public HandshakeState on(Received received, Effects effects) {
            throw unexpected(received);
        }

        @Override
        public boolean goesOn() {
            return true;
        }

        @Override
        public HandshakeState goOn(Effects effects) {
            throw fault;
        }

        @Override
        public void destroy() {
            destroyed.incrementAndGet();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatFailedIsWiped(boolean parts) {
        Progress progress = started(new Failing());
        if (parts) {
            progress.sendInParts();
            run(progress);
            progress.settle(false);
        }
        run(progress);
        assertSame(fault, assertThrows(IllegalStateException.class, () -> progress.settle(false)));
        // What the connection does in its end.
        progress.destroy();
        assertEquals(1, destroyed.get());
    }

    /** The connection has ended while the first part was worked on: the second never begins. */
    @Test
    void nothingGoesOnInAConnectionThatIsOver() {
        Progress progress = started(new Failing());
        progress.sendInParts();
        run(progress);
        progress.settle(true);
        assertFalse(progress.busy());
        assertEquals(1, destroyed.get());
    }

    private static void run(Progress progress) {
        Objects.requireNonNull(progress.handOut(), "no step is due").run();
    }

    /** Has taken a message, whose costly step is due. */
    private static Progress started(HandshakeState next) {
        TlsConfig config = new Ports(CA.root(), SERVER).config().build();
        TlsConnection client = TlsConnection.client(config);
        client.begin();
        byte[] hello = Pair.drainOne(client);
        TlsConnection server = TlsConnection.server(config);
        Progress progress = new Progress(server, ConnectionTrace.of(config.trace(), false), effects -> new Start(next));
        progress.begin();
        server.inbound().receive(hello, 0, hello.length, new OpenedRecord());
        progress.advance();
        return progress;
    }
}
