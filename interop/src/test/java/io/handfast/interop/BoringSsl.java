package io.handfast.interop;

import io.handfast.tools.certificates.Credential;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslCertificateCompressionConfig;
import io.netty.handler.ssl.OpenSslCertificateCompressionConfig.AlgorithmMode;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * BoringSSL, the TLS of Chromium, behind Netty's engine; what its side of a test wants, and the engines made of it (RFC 8446).
 *
 * @param protocol the version
 * @param groups names as in JSSE, best first; none for its defaults
 * @param compression how it compresses certificates, if at all
 * @param applicationProtocols ALPN names, best first
 */
record BoringSsl(
        Protocol protocol, String[] groups, Optional<CountingCompression> compression, String[] applicationProtocols) {

    static BoringSsl of(Protocol protocol) {
        return new BoringSsl(protocol, new String[0], Optional.empty(), new String[0]);
    }

    BoringSsl groups(String... names) {
        return new BoringSsl(protocol, names, compression, applicationProtocols);
    }

    BoringSsl compression(CountingCompression wanted) {
        return new BoringSsl(protocol, groups, Optional.of(wanted), applicationProtocols);
    }

    BoringSsl alpn(String... names) {
        return new BoringSsl(protocol, groups, compression, names);
    }

    /** A client's context, which trusts the tests' root; it keeps sessions. */
    SslContext client(Optional<Credential> own) throws SSLException {
        SslContextBuilder builder =
                SslContextBuilder.forClient().trustManager(Pki.pki().root());
        if (own.isPresent()) {
            builder.keyManager(own.get().key(), own.get().chain());
        }
        return with(builder).build();
    }

    /** A server's context; it asks for a certificate where the client is to have one. */
    SslContext server(Credential own, boolean clientCertificate) throws SSLException {
        return with(SslContextBuilder.forServer(own.key(), own.chain())
                        .trustManager(Pki.pki().root())
                        .clientAuth(clientCertificate ? ClientAuth.REQUIRE : ClientAuth.NONE))
                .build();
    }

    /** The client's engine, which checks that {@link Pki#HOST} is there. */
    static SSLEngine clientEngine(SslContext context) {
        SSLEngine engine = context.newEngine(ByteBufAllocator.DEFAULT, Pki.HOST, 443);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    static SSLEngine serverEngine(SslContext context) {
        return context.newEngine(ByteBufAllocator.DEFAULT);
    }

    /** Gives native memory back: of an engine, or of a context. */
    static void release(Object counted) {
        ReferenceCountUtil.release(counted);
    }

    private SslContextBuilder with(SslContextBuilder builder) {
        builder.sslProvider(SslProvider.OPENSSL_REFCNT)
                .protocols(protocol.jsse())
                .sessionCacheSize(10)
                .sessionTimeout(1000);
        if (groups.length > 0) {
            builder.option(OpenSslContextOption.GROUPS, groups);
        }
        compression.ifPresent(algorithm -> builder.option(
                OpenSslContextOption.CERTIFICATE_COMPRESSION_ALGORITHMS,
                OpenSslCertificateCompressionConfig.newBuilder()
                        .addAlgorithm(algorithm, AlgorithmMode.Both)
                        .build()));
        if (applicationProtocols.length > 0) {
            builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                    applicationProtocols));
        }
        return builder;
    }
}
