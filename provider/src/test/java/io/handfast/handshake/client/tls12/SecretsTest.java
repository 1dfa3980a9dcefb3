package io.handfast.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Secret;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.keyschedule.MasterSecret12;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When secrets end, and which steps are announced as costly. */
class SecretsTest {
    private final ScriptedServer12 server =
            new ScriptedServer12(ClientFixture.config().build());

    @Test
    void forgetsTheMasterSecretWhenConnected() {
        MasterSecret12 masterSecret = server.untilServerHelloDone().finishFlight();
        Secret ours = assertInstanceOf(WaitFinished.class, server.state())
                .keys()
                .masterSecret()
                .secret();
        assertTrue(ours.sameAs(masterSecret.secret()));
        server.takeNextSent();
        server.give(server.finished(masterSecret));
        assertTrue(ours.isDestroyed());
    }

    @Test
    void forgetsTheMasterSecretWhenTheConnectionEndsEarlier() {
        server.untilServerHelloDone().finishFlight();
        Secret ours = assertInstanceOf(WaitFinished.class, server.state())
                .keys()
                .masterSecret()
                .secret();
        assertFalse(ours.isDestroyed());
        server.state().destroy();
        assertTrue(ours.isDestroyed());
    }

    @Test
    void announcesTheStepsThatAreCostly() {
        Map<String, Boolean> costly = new LinkedHashMap<>();
        server.giveServerHello();
        note(costly, server.state());
        note(costly, server.give(server.certificate()));
        note(costly, server.give(server.serverKeyExchange()));
        note(costly, server.give(server.certificateRequest()));
        server.finishFlight();
        note(costly, server.state());
        assertEquals(
                Map.of(
                        "WaitCertificate", false,
                        "WaitServerKeyExchange", true,
                        "WaitCertificateRequestOrServerHelloDone", true,
                        "WaitServerHelloDone", true,
                        "WaitFinished", false),
                costly);
    }

    private static void note(Map<String, Boolean> costly, HandshakeState state) {
        costly.put(state.name(), state.costly());
    }
}
