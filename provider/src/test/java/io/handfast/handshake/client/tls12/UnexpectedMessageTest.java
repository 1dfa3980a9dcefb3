package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.iana.HandshakeType;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.message.CertificateStatus;
import io.handfast.message.CertificateVerify;
import io.handfast.message.ClientKeyExchange;
import io.handfast.message.Finished;
import io.handfast.message.HelloRequest;
import io.handfast.message.NewSessionTicket12;
import io.handfast.message.ServerHelloDone;
import io.handfast.suite.CipherSuite12;
import io.handfast.testing.KeyKind;
import io.handfast.wire.Bytes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state against every message that must not come there (RFC 5246 §7.3). */
class UnexpectedMessageTest {
    private static final Map<String, Set<HandshakeType>> EXPECTED = Map.of(
            "WaitCertificate", EnumSet.of(HandshakeType.CERTIFICATE),
            "WaitServerKeyExchange", EnumSet.of(HandshakeType.SERVER_KEY_EXCHANGE),
            "WaitCertificateRequestOrServerHelloDone",
                    EnumSet.of(HandshakeType.CERTIFICATE_REQUEST, HandshakeType.SERVER_HELLO_DONE),
            "WaitServerHelloDone", EnumSet.of(HandshakeType.SERVER_HELLO_DONE),
            "WaitFinished", EnumSet.of(HandshakeType.FINISHED),
            "Connected", EnumSet.noneOf(HandshakeType.class));

    static Stream<Arguments> pairs() {
        return EXPECTED.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(state -> Stream.of(HandshakeType.values())
                        .filter(type -> type != HandshakeType.HELLO_REQUEST)
                        .filter(type -> !state.getValue().contains(type))
                        .map(type -> arguments(state.getKey(), type)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void refuses(String state, HandshakeType type) {
        ScriptedServer12 server = inState(state);
        assertEquals(state, server.state().name());
        ClientFixture.assertAlert(UNEXPECTED_MESSAGE, type.ianaName(), () -> give(server, type));
    }

    @Test
    void refusesAServerKeyExchangeUnderKeyTransport() {
        CipherSuite12 suite = (CipherSuite12) ClientFixture.suite("TLS_RSA_WITH_AES_128_GCM_SHA256");
        ScriptedServer12 server = new ScriptedServer12(
                ClientFixture.config().cipherSuites(List.of(suite)).build(),
                KeyKind.RSA,
                suite,
                ClientFixture.group("secp256r1"));
        server.giveServerHello();
        server.give(server.certificate());
        ClientFixture.assertAlert(
                UNEXPECTED_MESSAGE, "server_key_exchange", () -> server.give(server.serverKeyExchange()));
    }

    @Test
    void declinesToRenegotiateOnce() {
        ScriptedServer12 server = inState("Connected");
        server.effects().takeLog();
        HandshakeState declined = server.give(new HelloRequest());
        assertTrue(declined.connected());
        assertSame(declined, server.give(new HelloRequest()));
        assertEquals(List.of("warn no_renegotiation"), server.effects().log());
    }

    private static ScriptedServer12 inState(String state) {
        ScriptedServer12 server = new ScriptedServer12(ClientFixture.config().build());
        server.giveServerHello();
        if (state.equals("WaitCertificate")) {
            return server;
        }
        server.give(server.certificate());
        if (state.equals("WaitServerKeyExchange")) {
            return server;
        }
        server.give(server.serverKeyExchange());
        if (state.equals("WaitCertificateRequestOrServerHelloDone")) {
            return server;
        }
        if (state.equals("WaitServerHelloDone")) {
            server.give(server.certificateRequest());
            return server;
        }
        MasterSecret12 masterSecret = server.finishFlight();
        if (state.equals("WaitFinished")) {
            return server;
        }
        server.takeNextSent();
        server.give(server.finished(masterSecret));
        return server;
    }

    private static void give(ScriptedServer12 server, HandshakeType type) {
        Bytes some = Bytes.hex("0102");
        switch (type) {
            case HELLO_REQUEST -> server.give(new HelloRequest());
            case CLIENT_HELLO -> server.give(server.clientHello());
            case SERVER_HELLO -> server.give(server.serverHello());
            case NEW_SESSION_TICKET -> server.give(new NewSessionTicket12(1, some));
            case CERTIFICATE -> server.give(server.certificate());
            case SERVER_KEY_EXCHANGE -> server.give(server.serverKeyExchange());
            case CERTIFICATE_REQUEST -> server.give(server.certificateRequest());
            case SERVER_HELLO_DONE -> server.give(new ServerHelloDone());
            case CERTIFICATE_VERIFY -> server.give(new CertificateVerify(0x0403, some));
            case CLIENT_KEY_EXCHANGE -> server.give(ClientKeyExchange.ecdhe(some));
            case FINISHED -> server.give(new Finished(Bytes.hex("00".repeat(12))));
            case CERTIFICATE_STATUS -> server.give(new CertificateStatus(1, List.of(some)));
            case END_OF_EARLY_DATA, ENCRYPTED_EXTENSIONS, KEY_UPDATE, COMPRESSED_CERTIFICATE, MESSAGE_HASH ->
                server.giveRaw(type);
        }
    }
}
