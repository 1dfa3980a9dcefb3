package io.handfast.handshake.client.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Secret;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.testing.Spec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When secrets end, and which steps are announced as costly. */
class SecretsTest {
    private final ScriptedServer13 server =
            new ScriptedServer13(ClientFixture.config().build());

    @Test
    void forgetsTheHandshakeSecretsWhenConnected() {
        server.untilFinished();
        Handshake13 handshake =
                assertInstanceOf(WaitFinished.class, server.state()).handshake();
        Secret client = handshake.clientHandshakeTrafficSecret().secret();
        Secret ours = handshake.serverHandshakeTrafficSecret().secret();
        assertFalse(client.isDestroyed());
        server.give(server.finished());
        assertTrue(client.isDestroyed());
        assertTrue(ours.isDestroyed());
    }

    @Test
    @Spec("RFC8446-6-3")
    void forgetsTheHandshakeSecretsWhenTheConnectionEndsEarlier() {
        server.giveServerHello();
        Handshake13 handshake =
                assertInstanceOf(WaitEncryptedExtensions.class, server.state()).handshake();
        server.state().destroy();
        assertTrue(handshake.clientHandshakeTrafficSecret().secret().isDestroyed());
        assertTrue(handshake.serverHandshakeTrafficSecret().secret().isDestroyed());
    }

    @Test
    void forgetsTheApplicationSecretsWhenTheConnectionEnds() {
        server.untilFinished().give(server.finished());
        Connected connected = assertInstanceOf(Connected.class, server.state());
        connected.destroy();
        assertTrue(connected.traffic().readSecret().isDestroyed());
        assertTrue(connected.traffic().writeSecret().isDestroyed());
    }

    @Test
    void forgetsThePrivateShareWhenTheConnectionEndsAtOnce() {
        server.state().destroy();
        assertThrows(IllegalStateException.class, () -> server.give(server.serverHello()));
    }

    @Test
    void announcesTheStepsThatAreCostly() {
        Map<String, Boolean> costly = new LinkedHashMap<>();
        note(costly, server.state());
        note(costly, server.giveServerHello());
        note(costly, server.give(server.encryptedExtensions()));
        note(costly, server.give(server.certificate()));
        note(costly, server.give(server.certificateVerify()));
        note(costly, server.give(server.finished()));
        assertEquals(
                Map.of(
                        "WaitServerHello", true,
                        "WaitEncryptedExtensions", false,
                        "WaitCertificateOrCertificateRequest", false,
                        "WaitCertificateVerify", true,
                        "WaitFinished", false,
                        "Connected", false),
                costly);
    }

    private static void note(Map<String, Boolean> costly, HandshakeState state) {
        costly.put(state.name(), state.costly());
    }
}
