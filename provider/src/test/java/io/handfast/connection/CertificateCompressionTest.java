package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.compression.CompressionAlgorithm;
import io.handfast.config.CertificateCompressionOptions;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.iana.ProtocolVersion;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.trace.TraceEvent;
import io.handfast.trace.TraceSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Chains in compressed form between two of ours, both of them (RFC 8879). */
class CertificateCompressionTest {
    private static final TestCa CA = TestCa.of(KeyKind.RSA);
    private static final List<CompressionAlgorithm> ALL = List.of(CompressionAlgorithm.values());
    private static final List<CompressionAlgorithm> NONE = List.of();

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(List.of(CompressionAlgorithm.ZLIB), ALL, "zlib"),
                Arguments.of(List.of(CompressionAlgorithm.BROTLI), ALL, "brotli"),
                Arguments.of(List.of(CompressionAlgorithm.ZSTD), ALL, "zstd"),
                Arguments.of(ALL, List.of(CompressionAlgorithm.ZSTD, CompressionAlgorithm.BROTLI), "zstd"),
                Arguments.of(List.of(CompressionAlgorithm.ZLIB), List.of(CompressionAlgorithm.BROTLI), ""),
                Arguments.of(ALL, NONE, ""),
                Arguments.of(NONE, ALL, ""));
    }

    @ParameterizedTest(name = "accepted {0}, used {1}: {2}")
    @MethodSource("forms")
    void bothChainsTravelInTheFormAgreed(
            List<CompressionAlgorithm> accepted, List<CompressionAlgorithm> used, String form) {
        List<String> forms = new ArrayList<>();
        TraceSink sink = new TraceSink() {
            @Override
            public boolean isOn() {
                return true;
            }

            @Override
            public void on(TraceEvent event) {
                Map<String, String> fields = event.fields();
                if (event.sent() && event.name().endsWith("Certificate")) {
                    forms.add(fields.getOrDefault("compression", ""));
                }
            }
        };
        ConnectionOptions options = ConnectionOptions.DEFAULTS.withCertificateCompression(
                new CertificateCompressionOptions(accepted, used));
        TlsConfigBuilder client = new Ports(CA.root(), CA.localhost(KeyKind.RSA))
                .config()
                .versions(List.of(ProtocolVersion.TLS13))
                .options(options)
                .trace(sink);
        TlsConfigBuilder server = new Ports(CA.root(), CA.localhost(KeyKind.RSA))
                .config()
                .clientAuthentication(ClientAuthentication.REQUIRED)
                .options(options)
                .trace(sink);
        for (int round = 0; round < 2; round++) {
            Pair pair = new Pair(client.build(), server.build()).handshake();
            assertNull(pair.client.failure());
            assertNull(pair.server.failure());
            assertTrue(pair.client.connected() && pair.server.connected());
            byte[] content = "shorter".getBytes(StandardCharsets.US_ASCII);
            assertArrayEquals(content, pair.transfer(pair.client, pair.server, content));
        }
        assertEquals(List.of(form, form, form, form), forms, "server, client, and once more");
    }
}
