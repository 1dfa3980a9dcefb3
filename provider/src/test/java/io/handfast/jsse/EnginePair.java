package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Two engines, of whatever provider, that talk through buffers in memory. */
final class EnginePair {
    private static final int MAX_ROUNDS = 400;
    private static final byte MARK = 77;

    final SSLEngine client;
    final SSLEngine server;
    final ByteBuffer toServer = ByteBuffer.allocate(1 << 18);
    final ByteBuffer toClient = ByteBuffer.allocate(1 << 18);
    int clientFinished;
    int serverFinished;
    /** Bytes that the handshake left in the destinations it was unwrapped into. */
    int strayBytes;

    @Nullable
    SSLException clientFault;

    @Nullable
    SSLException serverFault;

    EnginePair(SSLEngine client, SSLEngine server) {
        this.client = client;
        this.server = server;
        client.setUseClientMode(true);
        server.setUseClientMode(false);
    }

    /** Runs both ends until neither has anything to do; faults are kept, not thrown. */
    EnginePair handshake() {
        int rounds = 0;
        boolean moved = true;
        while (moved) {
            assertFalse(++rounds > MAX_ROUNDS, "the handshake does not come to an end");
            moved = step();
        }
        return this;
    }

    /** Lets each end do one thing; no if neither has anything to do. */
    boolean step() {
        boolean moved = step(client, toServer, toClient, true);
        moved |= step(server, toClient, toServer, false);
        return moved;
    }

    private boolean step(SSLEngine engine, ByteBuffer out, ByteBuffer in, boolean isClient) {
        if (isClient && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && clientFinished == 0) {
            return clientFault == null && once(engine, out, in, true, HandshakeStatus.NEED_WRAP);
        }
        if (!isClient && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && serverFinished == 0) {
            return serverFault == null && once(engine, out, in, false, HandshakeStatus.NEED_UNWRAP);
        }
        return once(engine, out, in, isClient, engine.getHandshakeStatus());
    }

    private boolean once(SSLEngine engine, ByteBuffer out, ByteBuffer in, boolean isClient, HandshakeStatus status) {
        try {
            return switch (status) {
                case NEED_TASK -> runTasks(engine);
                case NEED_WRAP -> wrap(engine, out, isClient);
                default -> unwrap(engine, in, isClient);
            };
        } catch (SSLException e) {
            if (isClient) {
                boolean again = clientFault != null;
                clientFault = again ? clientFault : e;
                return !again;
            }
            boolean again = serverFault != null;
            serverFault = again ? serverFault : e;
            return !again;
        }
    }

    private static boolean runTasks(SSLEngine engine) {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
        return true;
    }

    private boolean wrap(SSLEngine engine, ByteBuffer out, boolean isClient) throws SSLException {
        SSLEngineResult wrapped = engine.wrap(ByteBuffer.allocate(0), out);
        count(wrapped, isClient);
        return wrapped.bytesProduced() > 0 || wrapped.getHandshakeStatus() == HandshakeStatus.FINISHED;
    }

    private boolean unwrap(SSLEngine engine, ByteBuffer in, boolean isClient) throws SSLException {
        in.flip();
        try {
            if (!in.hasRemaining() || engine.isInboundDone()) {
                return false;
            }
            ByteBuffer plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
            Arrays.fill(plain.array(), MARK);
            boolean over = engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
            SSLEngineResult unwrapped = engine.unwrap(in, plain);
            count(unwrapped, isClient);
            for (byte left : plain.array()) {
                // What comes after the handshake may have been opened there, and was wiped.
                strayBytes += left == MARK || over && left == 0 ? 0 : 1;
            }
            return unwrapped.bytesConsumed() > 0 || unwrapped.getHandshakeStatus() == HandshakeStatus.FINISHED;
        } finally {
            in.compact();
        }
    }

    private void count(SSLEngineResult result, boolean isClient) {
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            if (isClient) {
                clientFinished++;
            } else {
                serverFinished++;
            }
        }
    }

    /** Sends content across and returns what arrived. */
    static byte[] transfer(SSLEngine from, SSLEngine to, byte[] content) throws SSLException {
        ByteBuffer source = ByteBuffer.wrap(content);
        ByteBuffer arrived = ByteBuffer.allocate(content.length + 20_000);
        ByteBuffer network = ByteBuffer.allocate(40_000);
        while (source.hasRemaining()) {
            SSLEngineResult wrapped = from.wrap(source, network);
            assertEquals(Status.OK, wrapped.getStatus());
            network.flip();
            while (network.hasRemaining()) {
                assertEquals(Status.OK, to.unwrap(network, arrived).getStatus());
            }
            network.clear();
        }
        arrived.flip();
        byte[] bytes = new byte[arrived.remaining()];
        arrived.get(bytes);
        return bytes;
    }
}
