package io.handfast.handshake.client;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.ConnectionOptions;
import io.handfast.config.TlsConfig;
import io.handfast.extension.Extension;
import io.handfast.extension.KeyShare;
import io.handfast.extension.SupportedGroups;
import io.handfast.extension.SupportedVersions;
import io.handfast.handshake.client.hello.FirstClientHello;
import io.handfast.handshake.client.tls12.ScriptedServer12;
import io.handfast.handshake.client.tls13.ScriptedServer13;
import io.handfast.iana.CodePoints;
import io.handfast.iana.Grease;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.ClientHello;
import io.handfast.message.HelloRetryRequest;
import io.handfast.message.ServerHello;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values without meaning in the ClientHello (RFC 8701). */
class GreaseTest {
    private static ClientHello hello(boolean grease) {
        TlsConfig config = ClientFixture.config()
                .options(ConnectionOptions.DEFAULTS.withGrease(grease))
                .build();
        return FirstClientHello.of(config).hello();
    }

    @Test
    void sixteenValues() {
        List<Integer> values = IntStream.rangeClosed(0, 0xFFFF)
                .filter(Grease::contains)
                .boxed()
                .toList();
        assertEquals(IntStream.range(0, Grease.COUNT).map(Grease::at).boxed().toList(), values);
        assertEquals(0x0A0A, values.get(0));
        assertEquals(0xFAFA, values.get(15));
    }

    @Test
    void oneOfEachKind() {
        ClientHello plain = hello(false);
        ClientHello greased = hello(true);
        assertEquals(0, greases(plain.cipherSuites()));
        assertEquals(1, greases(greased.cipherSuites()));
        assertTrue(Grease.contains(greased.cipherSuites().at(0)));
        assertEquals(1, greases(find(greased, SupportedGroups.class).groups()));
        assertEquals(1, greases(find(greased, SupportedVersions.Offered.class).versions()));
        KeyShare.Offered shares = find(greased, KeyShare.Offered.class);
        assertEquals(
                find(greased, SupportedGroups.class).groups().at(0),
                shares.shares().get(0).group(),
                "RFC 8446 §4.2.8: a share is for a group that is listed");
        List<Extension> extensions = greased.extensions().all();
        int first = extensions.get(0).type();
        int last = extensions.get(extensions.size() - 1).type();
        assertTrue(Grease.contains(first) && Grease.contains(last));
        assertNotEquals(first, last);
        assertEquals(
                plain.extensions().all().stream().map(Extension::type).toList(),
                extensions.stream()
                        .map(Extension::type)
                        .filter(type -> !Grease.contains(type))
                        .toList());
        assertFalse(plain.extensions().all().stream().anyMatch(extension -> Grease.contains(extension.type())));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS12", "TLS13"})
    void isNoSuiteToChoose(ProtocolVersion version) {
        TlsConfig config = ClientFixture.config()
                .options(ConnectionOptions.DEFAULTS.withGrease(true))
                .build();
        ScriptedServer server =
                version == ProtocolVersion.TLS13 ? new ScriptedServer13(config) : new ScriptedServer12(config);
        ServerHello right = server instanceof ScriptedServer13 tls13
                ? tls13.serverHello()
                : ((ScriptedServer12) server).serverHello();
        ServerHello greased = new ServerHello(
                right.legacyVersion(),
                right.random(),
                right.sessionId(),
                server.clientHello().cipherSuites().at(0),
                0,
                right.extensions());
        assertTrue(Grease.contains(greased.cipherSuite()), "a check of the test");
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "did not offer", () -> server.give(greased));
    }

    @Test
    void isNoSuiteToRetryWith() {
        ScriptedServer13 server = new ScriptedServer13(ClientFixture.config()
                .options(ConnectionOptions.DEFAULTS.withGrease(true))
                .build());
        HelloRetryRequest greased = new HelloRetryRequest(
                server.clientHello().sessionId(),
                server.clientHello().cipherSuites().at(0),
                server.retry().extensions());
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "did not offer", () -> server.give(greased));
    }

    private static long greases(CodePoints values) {
        return values.stream().filter(Grease::contains).count();
    }

    private static <E extends Extension> E find(ClientHello hello, Class<E> type) {
        return hello.extensions().find(type).orElseThrow();
    }
}
