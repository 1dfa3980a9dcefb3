package io.handfast.interop;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** Two engines that speak to each other through memory, without sockets and without threads (JSSE's engine contract). */
final class EnginePair {

    private static final int STEPS = 200_000;

    private final Side client;
    private final Side server;

    /** One engine, the bytes on their way to it, and what it has read. */
    private static final class Side {
        private final SSLEngine engine;
        private ByteBuffer inbound = ByteBuffer.allocate(64 * 1024); // kept ready for reading
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();

        Side(SSLEngine engine) {
            this.engine = engine;
            inbound.flip();
        }

        boolean handshaking() {
            HandshakeStatus status = engine.getHandshakeStatus();
            return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
        }

        void runTasks() {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        }

        /** Whether an engine that waits has only waited to be called: Netty's looks at what it has read in its next call. */
        boolean nudged() throws SSLException {
            HandshakeStatus before = engine.getHandshakeStatus();
            if (before == HandshakeStatus.NEED_UNWRAP) {
                engine.unwrap(ByteBuffer.allocate(0), ByteBuffer.allocate(0));
            }
            return engine.getHandshakeStatus() != before;
        }

        /** Takes bytes from the other side. */
        void arrive(ByteBuffer bytes) {
            ByteBuffer larger = ByteBuffer.allocate(inbound.remaining() + bytes.remaining());
            larger.put(inbound).put(bytes).flip();
            inbound = larger;
        }
    }

    EnginePair(SSLContext client, Wishes clientWishes, SSLContext server, Wishes serverWishes) {
        this(clientEngine(client, clientWishes), serverEngine(server, serverWishes));
    }

    /** Two engines that know their roles and wishes already. */
    EnginePair(SSLEngine client, SSLEngine server) {
        this.client = new Side(client);
        this.server = new Side(server);
    }

    static SSLEngine clientEngine(SSLContext context, Wishes wishes) {
        SSLEngine engine = context.createSSLEngine(Pki.HOST, 443);
        engine.setUseClientMode(true);
        SSLParameters parameters = wishes.into(engine.getSSLParameters());
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    static SSLEngine serverEngine(SSLContext context, Wishes wishes) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(wishes.into(engine.getSSLParameters()));
        return engine;
    }

    SSLEngine client() {
        return client.engine;
    }

    SSLEngine server() {
        return server.engine;
    }

    /** Lets both work until neither has a handshake to do. */
    void handshake() throws SSLException {
        client.engine.beginHandshake();
        server.engine.beginHandshake();
        for (int step = 0; step < STEPS && (client.handshaking() || server.handshaking()); step++) {
            if (!round() && !(client.nudged() || server.nudged()) && (client.handshaking() || server.handshaking())) {
                throw new SSLException("both engines wait: client " + client.engine.getHandshakeStatus() + ", server "
                        + server.engine.getHandshakeStatus());
            }
        }
        // What comes after the handshake, tickets for one, is read before anybody counts bytes.
        while (round()) {
            runAllTasks();
        }
    }

    /** Carries a body from client to server; what arrived. */
    byte[] up(byte[] body) throws SSLException {
        return carry(body, client, server);
    }

    /** Carries a body from server to client; what arrived. */
    byte[] down(byte[] body) throws SSLException {
        return carry(body, server, client);
    }

    /** Closes both sides in order; true if each then knows that it was. */
    boolean close() throws SSLException {
        client.engine.closeOutbound();
        flush(client, server);
        read(server);
        server.engine.closeOutbound();
        flush(server, client);
        read(client);
        return client.engine.isInboundDone()
                && client.engine.isOutboundDone()
                && server.engine.isInboundDone()
                && server.engine.isOutboundDone();
    }

    private byte[] carry(byte[] body, Side from, Side to) throws SSLException {
        to.received.reset();
        ByteBuffer left = ByteBuffer.wrap(body);
        // Room for two, as Conscrypt's server puts its tickets in front of the first of its data.
        ByteBuffer record = ByteBuffer.allocate(2 * from.engine.getSession().getPacketBufferSize());
        while (left.hasRemaining()) {
            record.clear();
            SSLEngineResult result = from.engine.wrap(left, record);
            if (result.getStatus() != SSLEngineResult.Status.OK) {
                throw new SSLException("wrap of a body: " + result);
            }
            to.arrive(record.flip());
            read(to);
            // A receiver may have something to say in between, such as a KeyUpdate.
            flush(to, from);
            read(from);
        }
        return to.received.toByteArray();
    }

    /** Lets each side write and then read what it can; false if nothing moved. */
    private boolean round() throws SSLException {
        boolean clientWrote = flush(client, server);
        boolean serverWrote = flush(server, client);
        boolean clientRead = read(client);
        boolean serverRead = read(server);
        return clientWrote || serverWrote || clientRead || serverRead;
    }

    private void runAllTasks() {
        client.runTasks();
        server.runTasks();
    }

    /** Wraps for as long as there is something to be sent that is not application data. */
    private static boolean flush(Side from, Side to) throws SSLException {
        boolean moved = false;
        ByteBuffer record = ByteBuffer.allocate(from.engine.getSession().getPacketBufferSize());
        while (true) {
            from.runTasks();
            record.clear();
            HandshakeStatus status = from.engine.getHandshakeStatus();
            boolean closing = from.engine.isOutboundDone();
            if (closing || (status != HandshakeStatus.NEED_WRAP && from.handshaking())) {
                return moved;
            }
            SSLEngineResult result = from.engine.wrap(ByteBuffer.allocate(0), record);
            if (result.bytesProduced() == 0) {
                return moved;
            }
            to.arrive(record.flip());
            moved = true;
        }
    }

    private static boolean read(Side side) throws SSLException {
        boolean moved = false;
        ByteBuffer plain = ByteBuffer.allocate(side.engine.getSession().getApplicationBufferSize());
        while (side.inbound.hasRemaining() && !side.engine.isInboundDone()) {
            side.runTasks();
            if (side.engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                return moved;
            }
            plain.clear();
            SSLEngineResult result = side.engine.unwrap(side.inbound, plain);
            plain.flip();
            byte[] chunk = new byte[plain.remaining()];
            plain.get(chunk);
            side.received.writeBytes(chunk);
            side.runTasks();
            if (result.bytesConsumed() == 0
                    && result.getHandshakeStatus() != HandshakeStatus.NEED_TASK
                    && result.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP) {
                return moved;
            }
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
                return moved;
            }
            moved = true;
        }
        return moved;
    }
}
