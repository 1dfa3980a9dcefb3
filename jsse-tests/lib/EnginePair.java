import java.io.ByteArrayOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** A client's and a server's engine in memory, driven by one thread. */
public final class EnginePair {
    public final Side client;
    public final Side server;

    public EnginePair(SSLEngine client, SSLEngine server) {
        this(client, server, Buffers.HEAP);
    }

    /** All buffers are of this kind. */
    public EnginePair(SSLEngine client, SSLEngine server, Buffers kind) {
        client.setUseClientMode(true);
        server.setUseClientMode(false);
        this.client = new Side(client, kind);
        this.server = new Side(server, kind);
    }

    /** Both engines from one context, for one version. */
    public static EnginePair of(SSLContext context, String version) {
        EnginePair pair = new EnginePair(context.createSSLEngine("localhost", 443), context.createSSLEngine());
        pair.client.engine.setEnabledProtocols(new String[] {version});
        return pair;
    }

    public static EnginePair of(String version) throws Exception {
        return of(Contexts.context(), version);
    }

    /** A pair that has shaken hands, and read what came after it. */
    public static EnginePair connected(String version) throws Exception {
        return of(version).handshake();
    }

    public Side peer(Side side) {
        return side == client ? server : client;
    }

    /** Both sides, the client first. */
    public Side[] sides() {
        return new Side[] {client, server};
    }

    /** Shakes hands to the end; every fault is thrown as it comes. */
    public EnginePair handshake() throws SSLException {
        settle();
        for (Side side : sides()) {
            Expect.equal(HandshakeStatus.NOT_HANDSHAKING, side.status(), "status after the handshake");
        }
        return this;
    }

    /** Lets both sides do what they want, until neither wants more. */
    public void settle() throws SSLException {
        client.engine.beginHandshake();
        server.engine.beginHandshake();
        move();
    }

    /** As {@link #settle}, without beginning. */
    public void move() throws SSLException {
        boolean moved = true;
        while (moved) {
            moved = step(client) | step(server);
        }
    }

    /** One thing that this side wants; no if there is none, or if it has to wait for its peer. */
    public boolean step(Side side) throws SSLException {
        switch (side.status()) {
            case NEED_TASK:
                side.runTasks();
                return true;
            case NEED_WRAP:
                peer(side).arrive(side.wrap());
                return true;
            default:
                if (side.inbox.length == 0 || side.engine.isInboundDone()) {
                    return false;
                }
                int before = side.inbox.length;
                side.unwrap();
                return side.inbox.length < before || side.last().getStatus() == Status.OK;
        }
    }

    /** Sends content and returns what arrives of it, record by record. */
    public byte[] send(Side from, byte[] content) throws SSLException {
        Side to = peer(from);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        int at = 0;
        while (at < content.length) {
            byte[] rest = java.util.Arrays.copyOfRange(content, at, content.length);
            to.arrive(from.wrap(rest));
            at += from.last().bytesConsumed();
            while (to.inbox.length > 0) {
                received.writeBytes(to.unwrap());
                Expect.that(to.last().bytesConsumed() > 0, "a record is taken");
            }
        }
        return received.toByteArray();
    }

    /** Content both ways arrives as it was sent. */
    public void exchange() throws SSLException {
        for (Side from : sides()) {
            byte[] content = Bytes.random(20_000);
            Expect.equalBytes(content, send(from, content), "content");
        }
    }
}
