package io.handfast.bench.engine;

import io.handfast.bench.stack.Peers;
import io.handfast.bench.stack.Setting;
import io.handfast.bench.stack.Site;
import io.handfast.bench.stack.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** One record from the client's bytes to the server's: sealed, opened. */
// JMH calls the set-up before anything else.
@SuppressWarnings("NullAway.Init")
@State(Scope.Thread)
public class Records extends TakesTurns {
    @Param({})
    public Stack stack = Stack.JDK;

    @Param({})
    public int size = 16_384;

    @Param({})
    public boolean direct;

    private Peers peers;
    private SSLEngine client;
    private SSLEngine server;
    private ByteBuffer plain;
    private ByteBuffer sealed;
    private ByteBuffer opened;

    @Override
    public void prepare() throws GeneralSecurityException, IOException {
        peers = stack.peers(Setting.TLS13_ECDSA, Site.make(Setting.TLS13_ECDSA.key()));
        client = peers.client(1);
        server = peers.server();
        new Wire(peers).handshake(client, server);
        plain = buffer(size);
        sealed = buffer(2 * Math.max(client.getSession().getPacketBufferSize(), size + 512));
        opened = buffer(Math.max(server.getSession().getApplicationBufferSize(), size));
    }

    private ByteBuffer buffer(int capacity) {
        return direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
    }

    @Override
    protected Turn.Work work(BenchmarkParams benchmark) {
        return this::record;
    }

    @Benchmark
    public int record() throws SSLException {
        plain.clear();
        sealed.clear();
        opened.clear();
        while (plain.hasRemaining()) {
            // A record without any of it is a KeyUpdate: a key seals so many records, which a long run comes to.
            if (client.wrap(plain, sealed).bytesProduced() == 0) {
                throw new SSLException("the bytes are not taken: " + plain.remaining() + " are left");
            }
        }
        sealed.flip();
        while (sealed.hasRemaining()) {
            if (server.unwrap(sealed, opened).bytesConsumed() == 0) {
                throw new SSLException("the record is not taken: " + sealed.remaining() + " bytes are left");
            }
        }
        if (opened.position() != size) {
            throw new SSLException(opened.position() + " bytes arrived instead of " + size);
        }
        return opened.position();
    }

    @TearDown
    public void release() {
        peers.release(client);
        peers.release(server);
    }
}
