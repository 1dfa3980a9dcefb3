package io.handfast.handshake.server.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.TlsConfig;
import io.handfast.handshake.client.ClientHandshake;
import io.handfast.handshake.server.ServerFixture;
import io.handfast.handshake.server.ServerHandshake;
import io.handfast.message.Dialect;
import io.handfast.message.Received;
import io.handfast.testing.KeyKind;
import io.handfast.testing.RecordingEffects;
import io.handfast.wire.Bytes;
import org.junit.jupiter.api.Test;

/** Between the two parts of the server's flight: what is kept, what is forgotten, and that nothing is taken. */
class FlightSecretsTest {
    private final RecordingEffects effects = new RecordingEffects();
    private final Bytes clientHello;
    private final ServerFlightEnd13 end;

    FlightSecretsTest() {
        TlsConfig config = ServerFixture.config(KeyKind.EC_P256).build();
        RecordingEffects client = new RecordingEffects();
        ClientHandshake.start(config, client);
        clientHello = client.sentRaw().get(0);
        end = assertInstanceOf(
                ServerFlightEnd13.class,
                ServerHandshake.start(config).on(Received.decode(clientHello, Dialect.TLS13), effects));
    }

    @Test
    void forgetsTheHandshakeSecretsWhenTheConnectionEnds() {
        end.destroy();
        assertTrue(end.clientHandshakeTrafficSecret().secret().isDestroyed());
        assertTrue(end.serverHandshakeTrafficSecret().secret().isDestroyed());
        assertThrows(IllegalStateException.class, end.handshakeSecret()::masterSecret);
    }

    @Test
    void keepsWhatTheClientsFinishedNeedsAlone() {
        WaitFinished next = assertInstanceOf(WaitFinished.class, end.goOn(effects));
        assertTrue(end.serverHandshakeTrafficSecret().secret().isDestroyed());
        assertThrows(IllegalStateException.class, end.handshakeSecret()::masterSecret);
        assertFalse(next.handshake().clientHandshakeTrafficSecret().secret().isDestroyed());
    }

    @Test
    void takesNoMessage() {
        Received again = Received.decode(clientHello, end.dialect());
        TlsException refused = assertThrows(TlsException.class, () -> end.on(again, effects));
        assertEquals(AlertDescription.UNEXPECTED_MESSAGE, refused.alert());
        assertTrue(end.goesOn() && end.costly());
    }

    @Test
    void onlySuchAStateGoesOnByItself() {
        WaitFinished next = assertInstanceOf(WaitFinished.class, end.goOn(effects));
        assertFalse(next.goesOn());
        assertThrows(IllegalStateException.class, () -> next.goOn(effects));
    }
}
