package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE;
import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.compression.CompressionAlgorithm;
import io.handfast.config.CertificateCompressionOptions;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.iana.ExtensionType;
import io.handfast.message.CompressedCertificate;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server's chain in compressed form, as it should be and otherwise (RFC 8879 §3, §4). */
class CompressedCertificateTest {
    private static TlsConfigBuilder accepting(CompressionAlgorithm... algorithms) {
        return ClientFixture.config()
                .options(ConnectionOptions.DEFAULTS.withCertificateCompression(
                        CertificateCompressionOptions.DEFAULTS.withAccepted(List.of(algorithms))));
    }

    private static ScriptedServer13 untilCertificate(TlsConfigBuilder config) {
        ScriptedServer13 server = new ScriptedServer13(config.build());
        server.giveServerHello();
        server.give(server.encryptedExtensions());
        return server;
    }

    private static byte[] body(ScriptedServer13 server) {
        WireWriter body = new WireWriter();
        server.certificate().encodeBody(body);
        return body.toArray();
    }

    private static CompressedCertificate packed(CompressionAlgorithm algorithm, byte[] content) {
        try {
            return new CompressedCertificate(
                    algorithm.codePoint(), content.length, Bytes.owning(algorithm.compress(content)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<CompressionAlgorithm> algorithms() {
        return Arrays.stream(CompressionAlgorithm.values());
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void isTaken(CompressionAlgorithm algorithm) {
        ScriptedServer13 server = untilCertificate(accepting(algorithm));
        assertTrue(server.clientHello().extensions().has(ExtensionType.COMPRESS_CERTIFICATE));
        server.give(packed(algorithm, body(server)));
        // What is signed covers the message as it came.
        server.give(server.certificateVerify());
        server.give(server.finished());
        assertTrue(server.state().connected());
        assertEquals(server.chain(), server.effects().facts().peerCertificates());
    }

    @Test
    void isNotAskedForUnlessWanted() {
        ScriptedServer13 server = untilCertificate(accepting());
        assertFalse(server.clientHello().extensions().has(ExtensionType.COMPRESS_CERTIFICATE));
        ClientFixture.assertAlert(
                UNEXPECTED_MESSAGE,
                "compressed_certificate",
                () -> server.give(packed(CompressionAlgorithm.ZLIB, body(server))));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "another algorithm",
                        ILLEGAL_PARAMETER,
                        "we take [zlib]",
                        good -> new CompressedCertificate(2, good.uncompressedLength(), good.compressed())),
                fault(
                        "an unknown algorithm",
                        ILLEGAL_PARAMETER,
                        "we take [zlib]",
                        good -> new CompressedCertificate(77, good.uncompressedLength(), good.compressed())),
                fault(
                        "one byte more announced",
                        BAD_CERTIFICATE,
                        "announces",
                        good -> new CompressedCertificate(1, good.uncompressedLength() + 1, good.compressed())),
                fault(
                        "one byte less announced",
                        BAD_CERTIFICATE,
                        "announces",
                        good -> new CompressedCertificate(1, good.uncompressedLength() - 1, good.compressed())),
                fault(
                        "more announced than any message may have",
                        BAD_CERTIFICATE,
                        "the limit of",
                        good -> new CompressedCertificate(1, 131_073, good.compressed())),
                fault(
                        "something else",
                        BAD_CERTIFICATE,
                        "decompressed",
                        good -> new CompressedCertificate(1, good.uncompressedLength(), Bytes.hex("00"))),
                fault(
                        "cut off",
                        BAD_CERTIFICATE,
                        "decompressed",
                        good -> new CompressedCertificate(
                                1,
                                good.uncompressedLength(),
                                good.compressed().slice(0, good.compressed().length() - 1))),
                fault(
                        "a bomb",
                        BAD_CERTIFICATE,
                        "decompressed",
                        good -> new CompressedCertificate(
                                1,
                                good.uncompressedLength(),
                                packed(CompressionAlgorithm.ZLIB, new byte[1 << 24])
                                        .compressed())),
                fault(
                        "no Certificate in it",
                        DECODE_ERROR,
                        "",
                        good -> packed(CompressionAlgorithm.ZLIB, new byte[] {1})),
                fault("an empty chain", DECODE_ERROR, "empty", good -> packed(CompressionAlgorithm.ZLIB, new byte[4])));
    }

    private static Arguments fault(
            String name, AlertDescription alert, String reason, UnaryOperator<CompressedCertificate> change) {
        return arguments(name, alert, reason, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isRefused(String name, AlertDescription alert, String reason, UnaryOperator<CompressedCertificate> change) {
        ScriptedServer13 server = untilCertificate(accepting(CompressionAlgorithm.ZLIB));
        CompressedCertificate good = packed(CompressionAlgorithm.ZLIB, body(server));
        ClientFixture.assertAlert(alert, reason, () -> server.give(change.apply(good)));
    }
}
