package io.handfast.handshake.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.compression.CompressionAlgorithm;
import io.handfast.config.CertificateCompressionOptions;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.Credential;
import io.handfast.config.CredentialSource;
import io.handfast.config.StatusOptions;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.extension.StatusRequest;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateEntry;
import io.handfast.message.CompressedCertificate;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.MessageCodec;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.wire.Bytes;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server's chain is encoded once for all clients, and never with what belongs to another one's handshake (RFC 8446 §4.4.2). */
class ShownChainTest {
    private static final Identity OURS = ServerFixture.identity(KeyKind.EC_P256);
    private static final Identity OTHER = ServerFixture.identity(KeyKind.RSA);
    private static final Bytes STAPLE = Bytes.hex("5374");
    private static final Bytes NEWER_STAPLE = Bytes.hex("4e537461");

    /** One handshake: what the client asks for, what the server has to staple, and what the message is then. */
    private record Handshake(
            boolean asks, Bytes staple, boolean takesCompressed, Optional<Bytes> shown, boolean compressed) {}

    private static final Handshake BARE = new Handshake(false, STAPLE, false, Optional.empty(), false);
    private static final Handshake STAPLED = new Handshake(true, STAPLE, false, Optional.of(STAPLE), false);
    private static final Handshake STAPLED_ANEW =
            new Handshake(true, NEWER_STAPLE, false, Optional.of(NEWER_STAPLE), false);
    private static final Handshake NOTHING_TO_STAPLE =
            new Handshake(true, Bytes.empty(), false, Optional.empty(), false);
    private static final Handshake COMPRESSED = new Handshake(false, STAPLE, true, Optional.empty(), true);

    static Stream<Arguments> orders() {
        return Stream.of(
                arguments(List.of(BARE, BARE, BARE)),
                arguments(List.of(BARE, STAPLED, BARE, STAPLED_ANEW, NOTHING_TO_STAPLE)),
                arguments(List.of(STAPLED, BARE, STAPLED_ANEW, STAPLED)),
                arguments(List.of(NOTHING_TO_STAPLE, STAPLED, BARE)),
                arguments(List.of(BARE, COMPRESSED, BARE, COMPRESSED)),
                arguments(List.of(COMPRESSED, BARE, STAPLED)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void saysWhatThisHandshakeIsAbout(List<Handshake> handshakes) {
        Credential ours = new Credential(OURS.privateKey(), OURS.chain());
        Credential other = new Credential(OTHER.privateKey(), OTHER.chain());
        for (Handshake handshake : handshakes) {
            shows(handshake, ours, OURS);
            shows(handshake, other, OTHER);
        }
    }

    private static void shows(Handshake handshake, Credential credential, Identity identity) {
        LockStep pair = new LockStep(client(handshake), server(handshake, credential)).finish();
        assertTrue(pair.server().connected());

        List<HandshakeMessage> sent = pair.serverEffects().sent();
        int index = 0;
        while (!(sent.get(index) instanceof Certificate13 || sent.get(index) instanceof CompressedCertificate)) {
            index++;
        }
        assertEquals(handshake.compressed(), sent.get(index) instanceof CompressedCertificate);
        assertEquals(
                MessageCodec.encode(sent.get(index)),
                pair.serverEffects().sentRaw().get(index),
                "what was sent is what it says");
        if (sent.get(index) instanceof Certificate13 certificate) {
            List<X509Certificate> chain = identity.chain();
            assertEquals(chain.size(), certificate.entries().size());
            assertEquals(
                    credential.encoded(),
                    certificate.entries().stream()
                            .map(CertificateEntry::certificate)
                            .toList());
            assertEquals(
                    handshake.shown(),
                    certificate
                            .entries()
                            .get(0)
                            .extensions()
                            .find(StatusRequest.Response.class)
                            .map(StatusRequest.Response::ocspResponse));
        }
    }

    private static TlsConfig client(Handshake handshake) {
        List<CompressionAlgorithm> accepted =
                handshake.takesCompressed() ? List.of(CompressionAlgorithm.ZLIB) : List.of();
        return ServerFixture.config()
                .options(ConnectionOptions.DEFAULTS
                        .withStatus(new StatusOptions(handshake.asks(), (chain, count) -> List.of()))
                        .withCertificateCompression(CertificateCompressionOptions.DEFAULTS.withAccepted(accepted)))
                .build();
    }

    private static TlsConfig server(Handshake handshake, Credential credential) {
        return new TlsConfigBuilder(new SecureRandom(), new ServerFixture.TrustsAll(), new Holds(credential))
                .options(ConnectionOptions.DEFAULTS.withStatus(
                        new StatusOptions(false, (chain, count) -> List.of(handshake.staple()))))
                .build();
    }

    /** The same object for all handshakes, as a key store has it. */
    private record Holds(Credential credential) implements CredentialSource {
        @Override
        public Optional<Credential> serverCredential(String keyType, List<byte[]> authorities) {
            return Optional.of(credential)
                    .filter(held -> held.publicKey().getAlgorithm().equals(keyType));
        }

        @Override
        public Optional<Credential> clientCredential(List<String> keyTypes, List<byte[]> authorities) {
            return Optional.empty();
        }
    }
}
