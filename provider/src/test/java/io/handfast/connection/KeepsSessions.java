package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.TlsConfigBuilder;
import io.handfast.iana.ProtocolVersion;
import io.handfast.session.PeerKey;
import io.handfast.session.Sessions;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.TestCa;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A client and a server that keep their sessions from one connection to the next. */
abstract class KeepsSessions {
    static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    static final PeerKey PEER = new PeerKey("localhost", 443);

    final ManualClock clock = new ManualClock();
    final Sessions clientSessions = sessions();
    final Sessions serverSessions = sessions();
    final Ports clientPorts = new Ports(CA.root(), CA.localhost(KeyKind.EC_P256));
    final Ports serverPorts = new Ports(CA.root(), CA.localhost(KeyKind.EC_P256));

    private final ProtocolVersion version;

    /** The client offers this version alone, unless a test says otherwise. */
    KeepsSessions(ProtocolVersion version) {
        this.version = version;
    }

    final Sessions sessions() {
        return Sessions.of(new SecureRandom(), clock, 100, Duration.ofHours(1));
    }

    final TlsConfigBuilder client() {
        return clientPorts
                .config()
                .versions(List.of(version))
                .serverName(Optional.of("localhost"))
                .sessions(clientSessions.forConnection(Optional.of(PEER), "HTTPS", true));
    }

    final TlsConfigBuilder server() {
        return serverPorts.config().sessions(serverSessions);
    }

    /** Shakes hands, and sees to it that both ends agree on whether they resumed and can speak with each other. */
    static Pair connect(TlsConfigBuilder client, TlsConfigBuilder server) {
        Pair pair = new Pair(client.build(), server.build()).handshake();
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertTrue(pair.client.connected() && pair.server.connected());
        assertEquals(pair.client.facts().resumed(), pair.server.facts().resumed());
        byte[] content = "over and over".getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(content, pair.transfer(pair.client, pair.server, content));
        assertArrayEquals(content, pair.transfer(pair.server, pair.client, content));
        return pair;
    }
}
