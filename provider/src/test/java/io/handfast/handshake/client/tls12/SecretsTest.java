package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.INTERNAL_ERROR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.auth.ChosenCredential;
import io.handfast.config.Credential;
import io.handfast.crypto.Secret;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.keyschedule.Prf;
import io.handfast.testing.KeyKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    void forgetsTheMasterSecretWhenOurKeyDoesNotSign() {
        server.untilServerHelloDone();
        Handshake12 handshake = assertInstanceOf(WaitCertificateRequestOrServerHelloDone.class, server.state())
                .handshake();
        MasterSecret12 masterSecret = MasterSecret12.resumed(
                new Prf(handshake.config().jca(), handshake.cipherSpec()), Secret.owning(new byte[48]));
        ChosenCredential unfit = new ChosenCredential(
                new Credential(
                        ClientFixture.identity(KeyKind.RSA).privateKey(),
                        ClientFixture.identity(KeyKind.EC_P256).chain()),
                SignatureSchemes.byName("ecdsa_secp256r1_sha256").orElseThrow());
        ClientFixture.assertAlert(
                INTERNAL_ERROR,
                "failed to sign",
                () -> ClientKeyExchangeFlight.finish(handshake, masterSecret, Optional.of(unfit), server.effects()));
        assertTrue(masterSecret.secret().isDestroyed());
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
