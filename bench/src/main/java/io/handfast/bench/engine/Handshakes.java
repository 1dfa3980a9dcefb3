package io.handfast.bench.engine;

import io.handfast.bench.stack.Peers;
import io.handfast.bench.stack.Setting;
import io.handfast.bench.stack.Site;
import io.handfast.bench.stack.Stack;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Whole handshakes, client and server in one thread, engines in memory. */
// JMH calls the set-up before anything else.
@SuppressWarnings("NullAway.Init")
@State(Scope.Thread)
public class Handshakes extends TakesTurns {
    @Param({})
    public Stack stack = Stack.JDK;

    @Param({})
    public Kind kind = Kind.TLS13_ECDSA;

    private Peers peers;
    private Wire wire;
    private int port = 1;

    /** The handshakes measured. */
    public enum Kind {
        TLS13_ECDSA(Setting.TLS13_ECDSA, false),
        TLS13_RSA(Setting.TLS13_RSA, false),
        TLS13_HYBRID(Setting.TLS13_HYBRID, false),
        TLS13_RESUMED(Setting.TLS13_ECDSA, true),
        TLS12_ECDHE(Setting.TLS12_ECDHE, false),
        TLS12_RSA(Setting.TLS12_RSA, false),
        TLS12_RESUMED(Setting.TLS12_ECDHE, true);

        private final Setting setting;
        private final boolean resumed;

        Kind(Setting setting, boolean resumed) {
            this.setting = setting;
            this.resumed = resumed;
        }

        public Setting setting() {
            return setting;
        }

        public boolean resumed() {
            return resumed;
        }
    }

    /**
     * Makes the contexts, and sees to it that handshakes are what the kind says.
     *
     * @throws SSLException when resumed handshakes carry certificates, or full ones none
     */
    @Override
    public void prepare() throws GeneralSecurityException, IOException {
        peers = stack.peers(kind.setting(), Site.make(kind.setting().key()));
        wire = new Wire(peers);
        handshake();
        long full = wire.serverSent();
        handshake();
        handshake();
        boolean shorter = wire.serverSent() < full * 2 / 3;
        if (shorter != kind.resumed()) {
            throw new SSLException(stack + " sends " + full + " bytes in a full handshake, then " + wire.serverSent()
                    + ": not what " + kind + " is");
        }
    }

    @Override
    protected Turn.Work work(BenchmarkParams benchmark) {
        return this::handshake;
    }

    /** One handshake; the name of the server tells sessions apart, so full handshakes go to a new port each time. */
    @Benchmark
    public long handshake() throws SSLException {
        if (!kind.resumed()) {
            port = port % 60_000 + 1;
        }
        SSLEngine client = peers.client(port);
        SSLEngine server = peers.server();
        wire.handshake(client, server);
        peers.release(client);
        peers.release(server);
        return wire.serverSent();
    }
}
