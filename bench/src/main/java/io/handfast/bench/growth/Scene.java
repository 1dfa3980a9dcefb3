package io.handfast.bench.growth;

import io.handfast.bench.engine.Wire;
import io.handfast.bench.stack.Peers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSessionContext;

/** Client and server with so much around them as is asked for, ready for handshakes of one kind, full or resumed. */
final class Scene {
    /** Enough that a resumed handshake finds its session among those that it and the ones before it left. */
    private static final int FEW_SESSIONS = 8;

    /** A session counts as often as it has tickets, two after a full handshake. */
    private static final int TICKETS = 2;

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
     * @throws SSLException when the server keeps fewer
     */
    static Scene resumed(Peers peers, int sessions) throws SSLException {
        Scene scene = new Scene(peers, true);
        scene.keep(TICKETS * sessions + FEW_SESSIONS);
        int others = sessions - 1;
        if (others > PORTS) {
            scene.fill(others - PORTS);
            scene.forgetClients();
        }
        scene.fill(Math.min(others, PORTS));
        scene.connect(PORTS + 1);
        scene.fullLength = scene.wire.serverSent();
        scene.connect(RESUMED_PORT);
        int kept = scene.sessionsOfServer();
        if (kept < sessions) {
            throw new SSLException("the server keeps " + kept + " sessions instead of " + sessions);
        }
        return scene;
    }

    /** Leaves so many sessions behind, with all processors, for that is the longest part. */
    private void fill(int sessions) throws SSLException {
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), 4);
        AtomicInteger made = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> working = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                working.add(workers.submit(() -> {
                    Wire own = new Wire(peers);
                    int number = made.incrementAndGet();
                    while (number <= sessions) {
                        own.handshake(peers.client(number % PORTS + 1), peers.server());
                        number = made.incrementAndGet();
                    }
                    return number;
                }));
            }
            for (Future<Integer> worker : working) {
                worker.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SSLException("interrupted while sessions were made", e);
        } catch (ExecutionException e) {
            throw new SSLException("cannot make " + sessions + " sessions", e);
        } finally {
            workers.shutdownNow();
        }
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

    /** How many sessions the server keeps. */
    int sessionsOfServer() {
        return Collections.list(servers().getIds()).size();
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
        clients().setSessionCacheSize(sessions);
        servers().setSessionCacheSize(sessions);
    }

    /** So that ports can be used anew for full handshakes; the server goes on keeping its sessions. */
    private void forgetClients() {
        int size = clients().getSessionCacheSize();
        clients().setSessionCacheSize(1);
        clients().setSessionCacheSize(size);
    }

    private SSLSessionContext clients() {
        return peers.clientContext().orElseThrow().getClientSessionContext();
    }

    private SSLSessionContext servers() {
        return peers.serverContext().orElseThrow().getServerSessionContext();
    }

    private int nextPort() {
        port = port % PORTS + 1;
        return port;
    }

    private void connect(int toPort) throws SSLException {
        wire.handshake(peers.client(toPort), peers.server());
    }
}
