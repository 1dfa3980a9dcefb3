package io.handfast.handshake.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.TlsException;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Jca;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.handshake.client.hello.FirstClientHello;
import io.handfast.session.Sessions;
import io.handfast.testing.MadeKeys;
import io.handfast.testing.ManualClock;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A ClientHello that is not made leaves no private key behind (RFC 8446 §C.1, §4.2.8). */
class HelloSecretsTest {
    private final MadeKeys group = new MadeKeys("x25519");

    @Test
    void forgetsTheSharesWhereNoNewSessionIsAllowed() {
        Sessions sessions = Sessions.of(ClientFixture.random(), new ManualClock(), 10, Duration.ofHours(1))
                .forConnection(Optional.empty(), "", false);
        TlsConfig config = ClientFixture.config()
                .groups(List.of(group))
                .keyShareGroups(List.of(group))
                .sessions(sessions)
                .build();
        assertThrows(TlsException.class, () -> FirstClientHello.of(config));
        assertEquals(1, group.made.size());
        assertTrue(group.allForgotten());
    }

    @Test
    void forgetsTheFirstShareWhereTheSecondCannotBeMade() {
        NamedGroup failing = new MadeKeys("secp256r1") {
            @Override
            public EphemeralKey generate(Jca jca, SecureRandom random) {
                throw new ProviderException("out of order");
            }
        };
        TlsConfig config = ClientFixture.config()
                .groups(List.of(group, failing))
                .keyShareGroups(List.of(group, failing))
                .build();
        assertThrows(ProviderException.class, () -> FirstClientHello.of(config));
        assertTrue(group.allForgotten());
    }
}
