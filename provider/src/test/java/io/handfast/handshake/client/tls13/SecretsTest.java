package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.INTERNAL_ERROR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.Credential;
import io.handfast.crypto.Secret;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.handshake.client.ClientFixture.RecordingCredentials;
import io.handfast.message.Finished;
import io.handfast.testing.KeptSecrets;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.trace.KeyLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    void forgetsTheApplicationSecretsWhenItsOwnFlightFails() {
        KeptSecrets secrets = new KeptSecrets();
        Credential unfit = new Credential(
                ClientFixture.identity(KeyKind.RSA).privateKey(),
                ClientFixture.identity(KeyKind.EC_P256).chain());
        ScriptedServer13 asking = new ScriptedServer13(ClientFixture.config()
                .credentials(new RecordingCredentials(Optional.of(unfit)))
                .keyLog(secrets)
                .build());
        asking.giveServerHello();
        asking.give(asking.encryptedExtensions());
        asking.give(asking.certificateRequest());
        asking.give(asking.certificate());
        asking.give(asking.certificateVerify());
        Finished finished = asking.finished();
        ClientFixture.assertAlert(INTERNAL_ERROR, "failed to sign", () -> asking.give(finished));
        assertTrue(secrets.isWiped(KeyLog.CLIENT_TRAFFIC_SECRET_0));
        assertTrue(secrets.isWiped(KeyLog.SERVER_TRAFFIC_SECRET_0));
        assertTrue(secrets.isWiped(KeyLog.EXPORTER_SECRET));
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
