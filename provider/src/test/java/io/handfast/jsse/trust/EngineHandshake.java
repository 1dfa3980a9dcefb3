package io.handfast.jsse.trust;

import java.nio.ByteBuffer;
import java.security.Provider;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A handshake in memory between two engines of one provider that use our managers. */
final class EngineHandshake {
    private static final int MOST_STEPS = 200;

    private final SSLEngine client;
    private final SSLEngine server;

    private EngineHandshake(SSLEngine client, SSLEngine server) {
        this.client = client;
        this.server = server;
    }

    static EngineHandshake between(
            Provider provider,
            TrustManager clientTrust,
            @Nullable KeyManager clientKeys,
            KeyManager serverKeys,
            @Nullable String peerHost)
            throws Exception {
        SSLContext clientContext = context(provider, clientKeys, clientTrust);
        SSLContext serverContext = context(provider, serverKeys, clientTrust);
        SSLEngine client = clientContext.createSSLEngine(peerHost, 443);
        client.setUseClientMode(true);
        SSLEngine server = serverContext.createSSLEngine("client.example", 1);
        server.setUseClientMode(false);
        return new EngineHandshake(client, server);
    }

    private static SSLContext context(Provider provider, @Nullable KeyManager keys, TrustManager trust)
            throws Exception {
        SSLContext context = SSLContext.getInstance("TLS", provider);
        context.init(keys == null ? new KeyManager[0] : new KeyManager[] {keys}, new TrustManager[] {trust}, null);
        return context;
    }

    EngineHandshake protocol(String name) {
        client.setEnabledProtocols(new String[] {name});
        return this;
    }

    EngineHandshake identification(String algorithm) {
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(algorithm);
        client.setSSLParameters(parameters);
        return this;
    }

    EngineHandshake requestedName(String name) {
        SSLParameters parameters = client.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        client.setSSLParameters(parameters);
        return this;
    }

    EngineHandshake parameters(SSLParameters parameters) {
        client.setSSLParameters(parameters);
        return this;
    }

    EngineHandshake needClientAuthentication() {
        server.setNeedClientAuth(true);
        return this;
    }

    SSLEngine client() {
        return client;
    }

    SSLEngine server() {
        return server;
    }

    /** Runs the handshake to its end on both sides, or throws what the first side to refuse threw. */
    EngineHandshake run() throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(64 * 1024);
        ByteBuffer toClient = ByteBuffer.allocate(64 * 1024);
        client.beginHandshake();
        server.beginHandshake();
        for (int i = 0; i < MOST_STEPS; i++) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
            if (client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                    && server.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                return this;
            }
        }
        throw new IllegalStateException("the handshake does not end");
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
            default -> {
                in.flip();
                SSLEngineResult result = engine.unwrap(in, ByteBuffer.allocate(32 * 1024));
                in.compact();
                if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                    throw new SSLException("closed");
                }
            }
        }
    }
}
