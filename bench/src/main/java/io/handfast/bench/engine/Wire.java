package io.handfast.bench.engine;

import io.handfast.bench.stack.Peers;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** Two engines in one thread, and between them an array for each direction. */
public final class Wire {
    private static final int CAPACITY = 1 << 17;

    private final ByteBuffer toServer = ByteBuffer.allocate(CAPACITY);
    private final ByteBuffer toClient = ByteBuffer.allocate(CAPACITY);
    private final ByteBuffer nothing = ByteBuffer.allocate(0);
    private final ByteBuffer received = ByteBuffer.allocate(CAPACITY);
    private final Peers engines;
    private long serverSent;

    /** For engines of these peers. */
    public Wire(Peers engines) {
        this.engines = engines;
    }

    /**
     * Shakes hands, and goes on until neither side has anything to send: tickets belong to it.
     *
     * @throws SSLException when a side refuses, or when both stand still
     */
    public void handshake(SSLEngine client, SSLEngine server) throws SSLException {
        toServer.clear();
        toClient.clear();
        serverSent = 0;
        client.beginHandshake();
        server.beginHandshake();
        converse(client, server);
        // Some engines say that they are done and hold their last words back until they are asked to wrap once more.
        if (engines.holdBack()) {
            client.wrap(nothing, toServer);
            converse(client, server);
            serverSent += server.wrap(nothing, toClient).bytesProduced();
            converse(client, server);
        }
        if (engines.ticketsWithData()) {
            int before = toClient.position();
            server.wrap(ByteBuffer.allocate(1), toClient);
            serverSent += toClient.position() - before;
            converse(client, server);
        }
        if (!settled(client) || !settled(server)) {
            throw new SSLException("both sides stand still amid the handshake: client " + client.getHandshakeStatus()
                    + ", server " + server.getHandshakeStatus());
        }
    }

    private void converse(SSLEngine client, SSLEngine server) throws SSLException {
        boolean moved = true;
        while (moved) {
            moved = turn(client, toServer, toClient);
            int before = toClient.position();
            moved |= turn(server, toClient, toServer);
            serverSent += toClient.position() - before;
        }
    }

    /** Bytes that the server sent during the last handshake: a resumed one sends no certificate. */
    public long serverSent() {
        return serverSent;
    }

    private static boolean settled(SSLEngine engine) {
        HandshakeStatus status = engine.getHandshakeStatus();
        return status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED;
    }

    /** Lets one side do all that it can; says whether it did anything. */
    private boolean turn(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        boolean moved = false;
        while (true) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            } else if (status == HandshakeStatus.NEED_WRAP) {
                SSLEngineResult result = engine.wrap(nothing, out);
                if (result.bytesProduced() == 0 && result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                    return moved;
                }
            } else {
                if (in.position() == 0 || !unwrap(engine, in)) {
                    return moved;
                }
            }
            moved = true;
        }
    }

    /** Whether anything was taken in. */
    private boolean unwrap(SSLEngine engine, ByteBuffer in) throws SSLException {
        in.flip();
        received.clear();
        SSLEngineResult result = engine.unwrap(in, received);
        in.compact();
        return result.bytesConsumed() > 0
                || (result.getStatus() == Status.OK && result.getHandshakeStatus() == HandshakeStatus.NEED_TASK);
    }
}
