package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.TlsException;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Secret;
import io.handfast.handshake.Effects;
import io.handfast.handshake.GoingOn;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Exporter;
import io.handfast.message.Dialect;
import io.handfast.message.Received;
import io.handfast.record.OpenedRecord;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.wire.Bytes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state that goes on by itself and fails at it: what it holds is wiped once, whoever it belonged to by then. */
class ProgressTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity SERVER = CA.localhost(KeyKind.EC_P256);

    private final AtomicInteger destroyed = new AtomicInteger();
    private final AtomicInteger exportersDestroyed = new AtomicInteger();

    private final Exporter exporter = new Exporter() {
        @Override
        public Secret export(String label, byte @Nullable [] context, int length) {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public Optional<Bytes> firstFinished() {
            return Optional.empty();
        }

        @Override
        public void destroy() {
            exportersDestroyed.incrementAndGet();
        }
    };

    private final IllegalStateException fault = new IllegalStateException("no");

    /** Takes any message, and leads to another state. */
    private static class Start implements HandshakeState {
        private final HandshakeState next;

        Start(HandshakeState next) {
            this.next = next;
        }

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
    private final class Failing implements GoingOn {
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

    /** Takes a message, and with it a step that fails. */
    private final class Breaking implements HandshakeState {
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
            effects.exportWith(exporter);
            throw fault;
        }

        @Override
        public void destroy() {
            destroyed.incrementAndGet();
        }
    }

    /** Nobody else knows of what the state holds by then. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStepThatFailsInAConnectionThatIsOver(boolean over) {
        Progress progress = begun(new Breaking());
        Runnable step = Objects.requireNonNull(progress.handOut());
        if (over) {
            step.run();
            progress.destroy();
            assertEquals(0, destroyed.get(), "the step may still be working with it");
            progress.settle(true);
        } else {
            step.run();
            assertThrows(IllegalStateException.class, () -> progress.settle(false));
            progress.destroy();
        }
        assertEquals(1, destroyed.get());
        assertEquals(1, exportersDestroyed.get());
    }

    /** A program that closes instead of running the task leaves nothing behind, and may run it all the same. */
    @Test
    void aStepThatIsNeverRun() {
        Progress progress = begun(new Breaking());
        Runnable step = Objects.requireNonNull(progress.handOut());
        progress.destroy();
        assertEquals(1, destroyed.get());
        assertFalse(progress.busy());
        step.run();
        progress.settle(true);
        assertEquals(1, destroyed.get());
    }

    /** What a step would have handed to the connection is wiped where that does not want it any more. */
    @Test
    void theExporterOfAStepThatCameTooLate() {
        Progress progress = begun(new Start(new Failing()) {
            @Override
            public HandshakeState on(Received received, Effects effects) {
                effects.exportWith(exporter);
                return super.on(received, effects);
            }
        });
        progress.sendInParts();
        run(progress);
        progress.settle(true);
        assertEquals(1, exportersDestroyed.get());
        assertEquals(1, destroyed.get());
    }

    /** The same where what comes before it cannot be done. */
    @Test
    void theExporterOfAStepThatCannotBeCarriedOut() {
        Progress progress = begun(new Start(new Idle()) {
            @Override
            public HandshakeState on(Received received, Effects effects) {
                effects.limitRecords(-1, -1);
                effects.exportWith(exporter);
                return super.on(received, effects);
            }
        });
        run(progress);
        assertThrows(IllegalArgumentException.class, () -> progress.settle(false));
        assertEquals(1, exportersDestroyed.get());
    }

    /** Has nothing to do, as when all is connected. */
    private final class Idle implements HandshakeState {
        @Override
        public Dialect dialect() {
            return Dialect.TLS13;
        }

        @Override
        public boolean costly() {
            return false;
        }

        @Override
        public HandshakeState on(Received received, Effects effects) {
            throw unexpected(received);
        }

        @Override
        public void destroy() {
            destroyed.incrementAndGet();
        }
    }

    /** An orderly end leaves no more behind than a failure. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothSidesHaveSaidGoodbye(boolean weFirst) {
        TlsConnection connection = connected();
        if (weFirst) {
            connection.closeOutbound();
        } else {
            goodbyeComes(connection);
        }
        assertEquals(0, destroyed.get(), "the other direction is still open");
        if (weFirst) {
            goodbyeComes(connection);
        } else {
            connection.closeOutbound();
        }
        assertEquals(1, destroyed.get());
        assertTrue(connection.closedCleanly());
        connection.closeInbound();
        connection.abandon();
        assertEquals(1, destroyed.get());
    }

    /** What is cut short ends like the rest once the other direction does, but not cleanly. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneSideHasNotSaidGoodbye(boolean weFirst) {
        TlsConnection connection = connected();
        if (weFirst) {
            connection.closeOutbound();
        }
        assertThrows(TlsException.class, connection::closeInbound);
        if (!weFirst) {
            assertEquals(0, destroyed.get(), "the other direction is still open");
            goodbyeComes(connection);
            assertFalse(connection.outboundClosed(), "what comes afterwards is passed over");
            connection.closeOutbound();
        }
        assertEquals(1, destroyed.get());
        assertTrue(connection.inboundClosed() && connection.outboundClosed());
        assertFalse(connection.closedCleanly());
        assertNull(connection.failure());
        connection.closeInbound();
        assertEquals(1, destroyed.get());
    }

    /** The transport is gone, and nobody can be told. */
    @Test
    void aConnectionThatIsAbandoned() {
        TlsConnection connection = connected();
        connection.abandon();
        assertEquals(1, destroyed.get());
        assertFalse(connection.hasOutput());
        assertTrue(connection.inboundClosed());
        assertTrue(connection.outboundClosed());
        assertNull(connection.failure());
    }

    private TlsConnection connected() {
        TlsConfig config = new Ports(CA.root(), SERVER).config().build();
        TlsConnection connection = new TlsConnection(config, false, effects -> new Idle());
        connection.begin();
        connection.inbound().settled(ProtocolVersion.TLS13);
        connection.inbound().finished();
        return connection;
    }

    private static void goodbyeComes(TlsConnection connection) {
        byte[] goodbye = {21, 3, 3, 0, 2, 1, 0};
        assertEquals(Reception.CLOSED, connection.receive(goodbye, 0, goodbye.length, new OpenedRecord()));
    }

    private static void run(Progress progress) {
        Objects.requireNonNull(progress.handOut(), "no step is due").run();
    }

    /** Has taken a message, whose costly step is due. */
    private static Progress started(HandshakeState next) {
        return begun(new Start(next));
    }

    private static Progress begun(HandshakeState first) {
        TlsConfig config = new Ports(CA.root(), SERVER).config().build();
        TlsConnection client = TlsConnection.client(config);
        client.begin();
        byte[] hello = Pair.drainOne(client);
        TlsConnection server = TlsConnection.server(config);
        Progress progress = new Progress(server, ConnectionTrace.of(config.trace(), false), effects -> first);
        progress.begin();
        server.inbound().receive(hello, 0, hello.length, new OpenedRecord());
        progress.advance();
        return progress;
    }
}
