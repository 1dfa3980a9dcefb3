package io.handfast.handshake.server.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.Secret;
import io.handfast.handshake.server.ServerFixture;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.Session12;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.ExhaustedRandom;
import io.handfast.testing.ManualClock;
import io.handfast.testing.SampleFacts;
import io.handfast.wire.Bytes;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of a session's secret with its ticket (RFC 5077 §3.3). */
class SessionIssue12Test {
    private static final CipherSuite12 SUITE = (CipherSuite12)
            CipherSuites.byName("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256").orElseThrow();

    private final ManualClock clock = new ManualClock();

    private TlsConfig server(SecureRandom ofTickets) {
        return ServerFixture.config()
                .sessions(Sessions.of(ofTickets, clock, 10, Duration.ofHours(1)))
                .build();
    }

    private Session12 session() {
        return new Session12(
                SampleFacts.of(clock.instant()).build(),
                ProtocolVersion.TLS12,
                SUITE,
                Secret.copyOf(new byte[48]),
                true,
                false,
                Bytes.empty(),
                Duration.ZERO);
    }

    @Test
    void forgetsTheSecretOfATicketThatIsMade() {
        Session12 session = session();
        assertFalse(SessionIssue12.ticket(server(new SecureRandom()), session)
                .ticket()
                .isEmpty());
        assertTrue(session.masterSecret().isDestroyed());
    }

    @Test
    void forgetsTheSecretOfATicketThatCannotBeMade() {
        Session12 session = session();
        TlsConfig exhausted = server(new ExhaustedRandom());
        assertThrows(ProviderException.class, () -> SessionIssue12.ticket(exhausted, session));
        assertTrue(session.masterSecret().isDestroyed());
        assertEquals(0, exhausted.sessions().server().size());
    }
}
