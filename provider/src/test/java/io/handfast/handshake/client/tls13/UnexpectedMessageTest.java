package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.extension.ExtensionBlock;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.iana.HandshakeType;
import io.handfast.message.CompressedCertificate;
import io.handfast.message.EndOfEarlyData;
import io.handfast.message.KeyUpdate;
import io.handfast.message.NewSessionTicket13;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state against every message that must not come there (RFC 8446 §4, §A.1). */
class UnexpectedMessageTest {
    private static final Map<String, Set<HandshakeType>> EXPECTED = Map.of(
            "WaitEncryptedExtensions", EnumSet.of(HandshakeType.ENCRYPTED_EXTENSIONS),
            "WaitCertificateOrCertificateRequest",
                    EnumSet.of(HandshakeType.CERTIFICATE, HandshakeType.CERTIFICATE_REQUEST),
            "WaitCertificate", EnumSet.of(HandshakeType.CERTIFICATE),
            "WaitCertificateVerify", EnumSet.of(HandshakeType.CERTIFICATE_VERIFY),
            "WaitFinished", EnumSet.of(HandshakeType.FINISHED),
            "Connected", EnumSet.of(HandshakeType.NEW_SESSION_TICKET, HandshakeType.KEY_UPDATE));

    static Stream<Arguments> pairs() {
        return EXPECTED.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(state -> Stream.of(HandshakeType.values())
                        .filter(type -> !state.getValue().contains(type))
                        .map(type -> arguments(state.getKey(), type)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @Spec({"RFC8446-4-2", "RFC8446-4.4.3-3", "RFC8446-4.5-3", "RFC8446-4.5-4", "RFC8446-4.6.3-1"})
    void refuses(String state, HandshakeType type) {
        ScriptedServer13 server = inState(state);
        assertEquals(state, server.state().name());
        ClientFixture.assertAlert(UNEXPECTED_MESSAGE, type.ianaName(), () -> give(server, type));
    }

    private static ScriptedServer13 inState(String state) {
        ScriptedServer13 server = new ScriptedServer13(ClientFixture.config().build());
        server.giveServerHello();
        if (state.equals("WaitEncryptedExtensions")) {
            return server;
        }
        server.give(server.encryptedExtensions());
        if (state.equals("WaitCertificateOrCertificateRequest")) {
            return server;
        }
        if (state.equals("WaitCertificate")) {
            server.give(server.certificateRequest());
            return server;
        }
        server.give(server.certificate());
        if (state.equals("WaitCertificateVerify")) {
            return server;
        }
        server.give(server.certificateVerify());
        if (state.equals("WaitFinished")) {
            return server;
        }
        server.give(server.finished());
        return server;
    }

    private static void give(ScriptedServer13 server, HandshakeType type) {
        switch (type) {
            case CLIENT_HELLO -> server.give(server.clientHello());
            case SERVER_HELLO -> server.give(server.serverHello());
            case NEW_SESSION_TICKET ->
                server.give(new NewSessionTicket13(1, 2, Bytes.empty(), Bytes.hex("01"), ExtensionBlock.empty()));
            case END_OF_EARLY_DATA -> server.give(new EndOfEarlyData());
            case ENCRYPTED_EXTENSIONS -> server.give(server.encryptedExtensions());
            case CERTIFICATE -> server.give(server.certificate());
            case CERTIFICATE_REQUEST -> server.give(server.certificateRequest());
            case CERTIFICATE_VERIFY -> server.give(server.certificateVerify());
            case COMPRESSED_CERTIFICATE -> server.give(new CompressedCertificate(1, 1, Bytes.hex("01")));
            case FINISHED -> server.give(server.finished());
            case KEY_UPDATE -> server.give(new KeyUpdate(false));
            case HELLO_REQUEST,
                    SERVER_KEY_EXCHANGE,
                    SERVER_HELLO_DONE,
                    CLIENT_KEY_EXCHANGE,
                    CERTIFICATE_STATUS,
                    MESSAGE_HASH -> server.giveRaw(type);
        }
    }
}
