package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.MISSING_EXTENSION;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.Defaults;
import io.handfast.config.TlsConfig;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.OidFilters;
import io.handfast.extension.PostHandshakeAuth;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.UnknownExtension;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateRequest13;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client makes of a request for its certificate when the handshake is over (RFC 8446 §4.6.2, §4.3.2). */
class PostHandshakeAuthenticationTest {
    private static final Extension SCHEMES = new SignatureAlgorithms(CodePoints.of(0x0403, 0x0807));
    private static final Bytes CONTEXT = Bytes.hex("0102030405");

    private static ScriptedServer13 connected(boolean offers) {
        TlsConfig config = ClientFixture.config()
                .options(ConnectionOptions.DEFAULTS.withPostHandshakeAuthentication(offers))
                .build();
        ScriptedServer13 server = new ScriptedServer13(config).untilFinished();
        server.give(server.finished());
        assertEquals(offers, server.clientHello().extensions().has(ExtensionType.POST_HANDSHAKE_AUTH));
        server.effects().takeLog();
        return server;
    }

    private static CertificateRequest13 request(Bytes context, Extension... extensions) {
        return new CertificateRequest13(context, ExtensionBlock.of(extensions));
    }

    @Test
    @Spec("RFC8446-4.6.2-4")
    void withNothingToShowTheAnswerIsAnEmptyListAndFinished() {
        ScriptedServer13 server = connected(true);
        assertFalse(server.state().costly(), "a ticket is quick");
        assertTrue(server.state().costly(request(CONTEXT, SCHEMES)), "a signature is not");
        server.give(request(CONTEXT, SCHEMES, new UnknownExtension(0xfe00, Bytes.hex("00"))));
        assertEquals(
                List.of("send Certificate13", "send Finished"), server.effects().log());
        Certificate13 certificate = server.effects().sent(Certificate13.class);
        assertEquals(CONTEXT, certificate.requestContext());
        assertTrue(certificate.entries().isEmpty());
        assertTrue(server.state().connected());
    }

    @Test
    @Spec("RFC8446-4.6.2-6")
    void withoutOurOfferARequestIsUnexpected() {
        ScriptedServer13 server = connected(false);
        ClientFixture.assertAlert(
                UNEXPECTED_MESSAGE, "certificate_request", () -> server.give(request(CONTEXT, SCHEMES)));
    }

    static List<Arguments> badRequests() {
        return List.of(
                Arguments.of("no context", request(Bytes.empty(), SCHEMES), ILLEGAL_PARAMETER),
                Arguments.of("no schemes", request(CONTEXT, new OidFilters(List.of())), MISSING_EXTENSION),
                Arguments.of(
                        "an extension of another message",
                        request(CONTEXT, SCHEMES, new PostHandshakeAuth()),
                        ILLEGAL_PARAMETER),
                Arguments.of(
                        "filters that do not parse",
                        request(CONTEXT, SCHEMES, new UnknownExtension(ExtensionType.OID_FILTERS, Bytes.hex("00"))),
                        DECODE_ERROR));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badRequests")
    void badRequestsAreRefused(String what, CertificateRequest13 request, AlertDescription alert) {
        ScriptedServer13 server = connected(true);
        ClientFixture.assertAlert(alert, "", () -> server.give(request));
        assertFalse(server.effects().log().contains("send Certificate13"));
    }

    @Test
    void aContextIsGoodForOneRequest() {
        ScriptedServer13 server = connected(true);
        server.give(request(CONTEXT, SCHEMES, new OidFilters(List.of())));
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "earlier one", () -> server.give(request(CONTEXT, SCHEMES)));
    }

    @Test
    void aServerThatAsksWithoutEndIsStopped() {
        ScriptedServer13 server = connected(true);
        for (int i = 0; i < Defaults.MAX_POST_HANDSHAKE_REQUESTS; i++) {
            server.give(request(Bytes.copyOf(new byte[] {(byte) i}), SCHEMES));
        }
        ClientFixture.assertAlert(UNEXPECTED_MESSAGE, "more than", () -> server.give(request(CONTEXT, SCHEMES)));
    }
}
