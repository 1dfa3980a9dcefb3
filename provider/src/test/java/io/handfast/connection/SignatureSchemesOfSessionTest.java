package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.ClientAuthentication;
import io.handfast.config.Defaults;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which signatures the peer verifies: a server says it where it asks for a certificate, a client always (RFC 5246 §7.4.4, RFC 8446 §4.3.2). */
class SignatureSchemesOfSessionTest extends KeepsSessions {
    SignatureSchemesOfSessionTest() {
        super(ProtocolVersion.TLS12);
    }

    @ParameterizedTest(name = "{0}, in tickets: {1}")
    @CsvSource({"TLS12, true", "TLS12, false", "TLS13, true", "TLS13, false"})
    void aClientRemembersWhatAServerDoesNotSayAgain(ProtocolVersion version, boolean sealed) {
        TlsConfigBuilder client = client().versions(List.of(version));
        TlsConfigBuilder server = server().sessions(serverSessions.withTickets(sealed, 2, true))
                .clientAuthentication(ClientAuthentication.REQUIRED);
        CodePoints told = connect(client, server).client.facts().peerSignatureAlgorithms();
        assertFalse(told.isEmpty());
        List<SignatureScheme> few = Defaults.signatureSchemes().subList(0, 1);
        for (int i = 0; i < 3; i++) {
            // Long enough for a ticket of TLS 1.2 to be renewed.
            clock.pass(Duration.ofMinutes(61));
            Pair later = connect(client.signatureSchemes(few), server);
            assertTrue(later.client.facts().resumed());
            assertEquals(told, later.client.facts().peerSignatureAlgorithms());
            assertEquals(
                    CodePoints.of(few, SignatureScheme::codePoint),
                    later.server.facts().peerSignatureAlgorithms());
        }
    }
}
