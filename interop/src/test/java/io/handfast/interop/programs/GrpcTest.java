package io.handfast.interop.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.handfast.interop.Bodies;
import io.handfast.interop.Pki;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** gRPC, whose own list of JDK providers has not ours, with the line that names it; the peer is its BoringSSL (RFC 9113 §3.2). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GrpcTest {

    private static final byte[] BODY = Bodies.bytes(3_000_000, 23);

    private static final MethodDescriptor<byte[], byte[]> ECHO = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("handfast.Echo/Echo")
            .setRequestMarshaller(new Octets())
            .setResponseMarshaller(new Octets())
            .build();

    /** Messages that are bytes, without a description language. */
    private static final class Octets implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try (stream) {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ParameterizedTest(name = "our client: {0}, our server: {1}")
    @CsvSource({"true, true", "true, false", "false, true"})
    void aCallAndItsAnswer(boolean ourClient, boolean ourServer) throws Exception {
        int clients = Install.HANDSHAKES.asClient();
        int servers = Install.HANDSHAKES.asServer();
        Server server = server(ourServer);
        ManagedChannel channel = channel(ourClient, server.getPort(), Pki.pki().root());
        try {
            byte[] answer = ClientCalls.blockingUnaryCall(channel, ECHO, CallOptions.DEFAULT, BODY);
            assertEquals(Bodies.digest(BODY), Bodies.digest(answer));
            assertEquals(ourClient, Install.HANDSHAKES.asClient() > clients);
            assertEquals(ourServer, Install.HANDSHAKES.asServer() > servers);
        } finally {
            end(channel, server);
        }
    }

    @Test
    void aServerWhomWeDoNotTrust() throws Exception {
        Server server = server(true);
        ManagedChannel channel =
                channel(true, server.getPort(), Pki.pki().client(KeyKind.P256).leaf());
        try {
            StatusRuntimeException refused = assertThrows(
                    StatusRuntimeException.class,
                    () -> ClientCalls.blockingUnaryCall(channel, ECHO, CallOptions.DEFAULT, BODY));
            assertEquals(Status.Code.UNAVAILABLE, refused.getStatus().getCode());
            assertTrue(refused.getCause() instanceof SSLException, () -> "cause: " + refused.getCause());
        } finally {
            end(channel, server);
        }
    }

    /** The line of docs/programs.md: gRPC's settings, then our provider in place of the one that it found. */
    private static SslContextBuilder over(SslContextBuilder builder, boolean ours) {
        return ours
                ? GrpcSslContexts.configure(builder, SslProvider.JDK).sslContextProvider(Install.PROVIDER)
                : GrpcSslContexts.configure(builder, SslProvider.OPENSSL);
    }

    private static Server server(boolean ours) throws IOException {
        Credential own = Pki.pki().server(KeyKind.P256);
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sslContext(over(SslContextBuilder.forServer(own.key(), own.chain()), ours)
                        .build())
                .maxInboundMessageSize(2 * BODY.length)
                .addService(ServerServiceDefinition.builder("handfast.Echo")
                        .addMethod(ECHO, ServerCalls.asyncUnaryCall((request, answers) -> {
                            answers.onNext(request);
                            answers.onCompleted();
                        }))
                        .build())
                .build()
                .start();
    }

    private static ManagedChannel channel(boolean ours, int port, X509Certificate root) throws SSLException {
        return NettyChannelBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .overrideAuthority(Pki.HOST)
                .sslContext(over(SslContextBuilder.forClient().trustManager(root), ours)
                        .build())
                .maxInboundMessageSize(2 * BODY.length)
                .build();
    }

    private static void end(ManagedChannel channel, Server server) throws InterruptedException {
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }
}
