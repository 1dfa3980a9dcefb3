package io.handfast.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.ServerName;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.SupportedGroups;
import io.handfast.extension.SupportedVersions;
import io.handfast.extension.UnknownExtension;
import io.handfast.iana.CodePoints;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All handshake messages of the traces in RFC 8448, read and written again byte for byte (RFC 8448 §3 to §7). */
class Rfc8448MessagesTest {
    record Line(int section, String name, Bytes whole) {
        Dialect dialect() {
            return name.endsWith("Hello") || name.equals("HelloRetryRequest") ? Dialect.HELLO : Dialect.TLS13;
        }

        HandshakeMessage decode() {
            return MessageCodec.decode(whole, dialect());
        }

        @Override
        public String toString() {
            return "§" + section + " " + name;
        }
    }

    static List<Line> messages() throws IOException {
        InputStream resource = Rfc8448MessagesTest.class.getResourceAsStream("rfc8448-messages.txt");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(resource), StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .map(cells -> new Line(Integer.parseInt(cells[0]), cells[1], Bytes.hex(cells[2])))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isReadAndWrittenByteForByte(Line line) {
        HandshakeMessage message = line.decode();
        assertEquals(line.name(), MessageSummary.name(message));
        assertEquals(line.whole(), MessageCodec.encode(message));
    }

    @Test
    void theFirstClientHelloSaysWhatTheRfcShows() throws IOException {
        ClientHello hello = (ClientHello) messages().get(0).decode();
        ExtensionBlock extensions = hello.extensions();
        assertEquals(CodePoints.of(0x1301, 0x1303, 0x1302), hello.cipherSuites());
        assertEquals(
                "server",
                extensions.find(ServerName.Offered.class).orElseThrow().hostName());
        assertEquals(
                CodePoints.of(0x0304),
                extensions.find(SupportedVersions.Offered.class).orElseThrow().versions());
        assertEquals(
                CodePoints.of(0x001d),
                extensions.find(KeyShare.Offered.class).orElseThrow().groups());
        assertEquals(
                0x001d,
                extensions.find(SupportedGroups.class).orElseThrow().groups().at(0));
        assertEquals(
                0x0403,
                extensions
                        .find(SignatureAlgorithms.class)
                        .orElseThrow()
                        .schemes()
                        .at(0));
    }

    @Test
    void noExtensionOfTheTracesIsUnknown() throws IOException {
        for (Line line : messages()) {
            if (line.decode() instanceof ClientHello hello) {
                assertTrue(hello.extensions().find(UnknownExtension.class).isEmpty(), line.toString());
            }
        }
    }

    @Test
    @Spec("RFC8446-4.2.11-16")
    void theResumingClientHelloEndsWithItsBinders() throws IOException {
        Line line = messages().stream()
                .filter(candidate ->
                        candidate.section() == 4 && candidate.name().equals("ClientHello"))
                .findFirst()
                .orElseThrow();
        ClientHello hello = (ClientHello) line.decode();
        PreSharedKey.Offered keys =
                hello.extensions().find(PreSharedKey.Offered.class).orElseThrow();
        // RFC 8448 §4 shows a prefix of 477 bytes of the 512 as what the binder covers.
        assertEquals(477, line.whole().length() - keys.bindersLength());
        assertEquals(keys.binders().get(0), line.whole().slice(line.whole().length() - 32, 32));
    }
}
