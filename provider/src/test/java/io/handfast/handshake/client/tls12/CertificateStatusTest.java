package io.handfast.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.StatusOptions;
import io.handfast.config.StatusSource;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.StatusRequest;
import io.handfast.extension.StatusRequestV2;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.message.CertificateStatus;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client takes for a CertificateStatus, and where (RFC 6066 §8, RFC 6961 §2.2). */
class CertificateStatusTest {
    private static final Extension FIRST = new StatusRequest.Acknowledged();
    private static final Extension SECOND = new StatusRequestV2.Acknowledged();
    private static final Bytes RESPONSE = Bytes.hex("3003");

    private static CertificateStatus status(int kind, Bytes... responses) {
        return new CertificateStatus(kind, List.of(responses));
    }

    static Stream<Arguments> taken() {
        return Stream.of(
                arguments(FIRST, status(1, RESPONSE)),
                arguments(SECOND, status(1, RESPONSE)),
                arguments(SECOND, status(2, RESPONSE)),
                arguments(SECOND, status(2, Bytes.empty())));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void takesWhatWasAnnouncedAndFinishes(Extension announced, CertificateStatus status) {
        ScriptedServer12 server = afterCertificate(true, announced);
        server.give(status);
        assertEquals("WaitServerKeyExchange", server.state().name());
        assertEquals(Optional.of(status.responses()), server.effects().facts().statusResponses());
        finish(server);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doesWithoutWhatWasAnnounced(boolean multi) {
        ScriptedServer12 server = afterCertificate(true, multi ? SECOND : FIRST);
        assertEquals(Optional.of(List.of()), server.effects().facts().statusResponses());
        finish(server);
    }

    @Test
    void tellsUnaskedFromUnanswered() {
        assertEquals(
                Optional.of(List.of()), afterCertificate(true).effects().facts().statusResponses());
        assertEquals(Optional.empty(), afterCertificate(false).effects().facts().statusResponses());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(AlertDescription.ILLEGAL_PARAMETER, "did not announce", FIRST, status(2, RESPONSE)),
                arguments(AlertDescription.ILLEGAL_PARAMETER, "did not announce", FIRST, status(7, RESPONSE)),
                arguments(
                        AlertDescription.ILLEGAL_PARAMETER,
                        "responses for",
                        SECOND,
                        status(2, RESPONSE, RESPONSE, RESPONSE, RESPONSE)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(AlertDescription alert, String reason, Extension announced, CertificateStatus status) {
        ScriptedServer12 server = afterCertificate(true, announced);
        if (status.kind() == 7) {
            // Such a message cannot be made whole; it is refused while it is read.
            ClientFixture.assertAlert(
                    alert, "not OCSP", () -> server.give(new CertificateStatus(7, status.responses())));
        } else {
            ClientFixture.assertAlert(alert, reason, () -> server.give(status));
        }
    }

    @Test
    void refusesOneThatWasNotAnnounced() {
        ScriptedServer12 server = afterCertificate(true);
        ClientFixture.assertAlert(
                AlertDescription.UNEXPECTED_MESSAGE, "certificate_status", () -> server.give(status(1, RESPONSE)));
    }

    @Test
    void refusesASecondOne() {
        ScriptedServer12 server = afterCertificate(true, FIRST);
        server.give(status(1, RESPONSE));
        ClientFixture.assertAlert(
                AlertDescription.UNEXPECTED_MESSAGE, "certificate_status", () -> server.give(status(1, RESPONSE)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesAPromiseThatItDidNotAskFor(boolean multi) {
        ScriptedServer12 server = new ScriptedServer12(ClientFixture.config().build());
        ExtensionBlock answer = server.serverHello().extensions().with(multi ? SECOND : FIRST);
        ClientFixture.assertAlert(
                AlertDescription.UNSUPPORTED_EXTENSION,
                "status_request",
                () -> server.giveServerHello(server.serverHello(answer)));
    }

    private static ScriptedServer12 afterCertificate(boolean asks, Extension... announced) {
        ScriptedServer12 server = new ScriptedServer12(ClientFixture.config()
                .options(ConnectionOptions.DEFAULTS.withStatus(new StatusOptions(asks, StatusSource.NONE)))
                .build());
        List<Extension> extensions =
                new ArrayList<>(server.serverHello().extensions().all());
        extensions.addAll(List.of(announced));
        server.giveServerHello(server.serverHello(ExtensionBlock.of(extensions)));
        server.give(server.certificate());
        return server;
    }

    private static void finish(ScriptedServer12 server) {
        server.give(server.serverKeyExchange());
        MasterSecret12 masterSecret = server.finishFlight();
        server.takeNextSent();
        assertTrue(server.give(server.finished(masterSecret)).connected());
    }
}
