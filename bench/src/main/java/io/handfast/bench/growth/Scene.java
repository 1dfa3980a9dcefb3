package io.handfast.bench.growth;

import io.handfast.bench.engine.Wire;
import io.handfast.bench.stack.Peers;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Client and server with so much around them as is asked for, ready for handshakes of one kind, full or resumed. */
final class Scene {
    /** Enough that a resumed handshake finds its session among those that it and the ones before it left. */
    private static final int FEW_SESSIONS = 8;

    /** The server that is resumed has a port of its own, so that what fills the caches does not come between. */
    private static final int RESUMED_PORT = 65_000;

    private static final int PORTS = 60_000;

    private final Peers peers;
    private final Wire wire;
    private final boolean resumed;
    private final List<SSLEngine> open = new ArrayList<>();
    private int port;
    private long fullLength;

    private Scene(Peers peers, boolean resumed) {
        this.peers = peers;
        this.wire = new Wire(peers);
        this.resumed = resumed;
    }

    /** For full handshakes: no session is there to be resumed. */
    static Scene full(Peers peers) throws SSLException {
        Scene scene = new Scene(peers, false);
        scene.keep(1);
        scene.connect(scene.nextPort());
        scene.fullLength = scene.wire.serverSent();
        return scene;
    }

    /**
     * For resumed handshakes, beside other sessions that both sides keep.
     *
     * @param sessions that the server keeps from full handshakes; the client keeps one for each port number, 60,000 at most
     */
    static Scene resumed(Peers peers, int sessions) throws SSLException {
        Scene scene = new Scene(peers, true);
        scene.keep(Math.max(sessions, FEW_SESSIONS));
        for (int i = 0; i < sessions; i++) {
            scene.connect(scene.nextPort());
        }
        scene.fullLength = scene.wire.serverSent();
        scene.connect(RESUMED_PORT);
        return scene;
    }

    /** Makes connections that stay open and idle, both ends. */
    Scene withIdleConnections(int count) throws SSLException {
        for (int i = 0; i < count; i++) {
            SSLEngine client = peers.client(nextPort());
            SSLEngine server = peers.server();
            wire.handshake(client, server);
            open.add(client);
            open.add(server);
        }
        return this;
    }

    /** How many ends of connections are open. */
    int openEnds() {
        return open.size();
    }

    /** Shakes hands, lets go of the connection, and sees to it that the handshake was of this scene's kind. */
    void handshake() throws SSLException {
        connect(resumed ? RESUMED_PORT : nextPort());
        // A resumed handshake carries no certificates.
        boolean shorter = wire.serverSent() < fullLength * 2 / 3;
        if (shorter != resumed) {
            throw new SSLException("the server sent " + wire.serverSent() + " bytes and " + fullLength
                    + " in a full handshake: not " + (resumed ? "resumed" : "full"));
        }
    }

    private void keep(int sessions) {
        peers.clientContext().orElseThrow().getClientSessionContext().setSessionCacheSize(sessions);
        peers.serverContext().orElseThrow().getServerSessionContext().setSessionCacheSize(sessions);
    }

    private int nextPort() {
        port = port % PORTS + 1;
        return port;
    }

    private void connect(int toPort) throws SSLException {
        wire.handshake(peers.client(toPort), peers.server());
    }
}
