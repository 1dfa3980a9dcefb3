package io.handfast.bench.stack;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** Client and server of Netty's engine over BoringSSL. Whether its client remembers sessions, a property says. */
final class NettyPeers implements Peers {
    private final SslContext client;
    private final SslContext server;
    private final boolean ticketsWithData;

    NettyPeers(Setting setting, Site site) throws SSLException {
        List<String> suites = List.of(setting.suite());
        String[] groups = {setting.group()};
        ticketsWithData = setting.is13();
        client = SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL_REFCNT)
                .trustManager(site.anchor())
                .protocols(setting.protocol())
                .ciphers(suites)
                .option(OpenSslContextOption.GROUPS, groups)
                .build();
        server = SslContextBuilder.forServer(
                        site.credential().key(), site.credential().chain().toArray(new X509Certificate[0]))
                .sslProvider(SslProvider.OPENSSL_REFCNT)
                .protocols(setting.protocol())
                .ciphers(suites)
                .option(OpenSslContextOption.GROUPS, groups)
                .build();
        // Without keys of its own the engine's server gives out no tickets.
        byte[] name = new byte[OpenSslSessionTicketKey.NAME_SIZE];
        byte[] hmacKey = new byte[OpenSslSessionTicketKey.HMAC_KEY_SIZE];
        byte[] aesKey = new byte[OpenSslSessionTicketKey.AES_KEY_SIZE];
        SecureRandom random = new SecureRandom();
        random.nextBytes(name);
        random.nextBytes(hmacKey);
        random.nextBytes(aesKey);
        ((OpenSslSessionContext) server.sessionContext())
                .setTicketKeys(new OpenSslSessionTicketKey(name, hmacKey, aesKey));
    }

    @Override
    public SSLEngine client(int port) {
        SSLEngine engine = client.newEngine(UnpooledByteBufAllocator.DEFAULT, Site.HOST, port);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine server() {
        return server.newEngine(UnpooledByteBufAllocator.DEFAULT);
    }

    @Override
    public Optional<SSLContext> clientContext() {
        return Optional.empty();
    }

    @Override
    public Optional<SSLContext> serverContext() {
        return Optional.empty();
    }

    @Override
    public boolean holdBack() {
        return true;
    }

    @Override
    public boolean ticketsWithData() {
        return ticketsWithData;
    }

    @Override
    public void release(SSLEngine engine) {
        ((ReferenceCountedOpenSslEngine) engine).release();
    }
}
