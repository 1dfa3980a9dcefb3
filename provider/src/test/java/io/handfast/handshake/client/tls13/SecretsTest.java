package io.handfast.handshake.client.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.TlsException;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.TestJca;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.PskIdentity;
import io.handfast.extension.SupportedVersions;
import io.handfast.handshake.ExternalKey;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.handshake.client.hello.FirstClientHello;
import io.handfast.handshake.client.hello.OfferedShare;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.MessageCodec;
import io.handfast.message.Received;
import io.handfast.message.ServerHello;
import io.handfast.session.PeerKey;
import io.handfast.session.Sessions;
import io.handfast.testing.KeptMacs;
import io.handfast.testing.KeptSecrets;
import io.handfast.testing.ManualClock;
import io.handfast.testing.RecordingEffects;
import io.handfast.testing.Spec;
import io.handfast.trace.KeyLog;
import io.handfast.wire.Bytes;
import java.security.ProviderException;
import java.security.Security;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When secrets end, and which steps are announced as costly. */
class SecretsTest {
    private static final int TO_BE_DERIVED = 10;

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
    void forgetsTheApplicationSecretsThatNoStateCouldTakeOver() {
        KeptSecrets secrets = new KeptSecrets(KeyLog.EXPORTER_SECRET);
        ScriptedServer13 failing =
                new ScriptedServer13(ClientFixture.config().keyLog(secrets).build());
        failing.untilFinished();
        assertThrows(IllegalStateException.class, () -> failing.give(failing.finished()));
        assertTrue(secrets.isWiped(KeyLog.CLIENT_TRAFFIC_SECRET_0));
        assertTrue(secrets.isWiped(KeyLog.SERVER_TRAFFIC_SECRET_0));
        assertTrue(secrets.isWiped(KeyLog.EXPORTER_SECRET));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void forgetsWhatWasDerivedBeforeOneThatCannotBe(int derived) {
        KeptMacs macs = new KeptMacs();
        ScriptedServer13 failing = new ScriptedServer13(ClientFixture.config()
                .jca(TestJca.of(Jca.Source.AUTO, macs.before(Security.getProviders())))
                .build());
        failing.untilFinished();
        Received finished = Received.decode(
                MessageCodec.encode(failing.finished()), failing.state().dialect());
        FinishedSent sent = assertInstanceOf(FinishedSent.class, failing.state().on(finished, new RecordingEffects()));
        macs.failAfter(derived);
        assertThrows(ProviderException.class, () -> sent.goOn(new RecordingEffects()));
        assertEquals(derived, macs.given());
        assertTrue(macs.allWiped());
    }

    /** Also the secret of tickets, which comes last: until it is there, nobody hears of a connection that will not be one. */
    @Test
    void isNotEstablishedBeforeTheLastSecretIsThere() {
        int derived = 0;
        while (!establishedAfter(derived)) {
            derived++;
        }
        // The master secret in two steps, two of traffic, the exporter's, a key and an IV each way, and that of
        // tickets.
        assertEquals(TO_BE_DERIVED, derived);
    }

    /** Whether there was a connection where no more than this many secrets could be derived; if not, nothing is left of it. */
    private static boolean establishedAfter(int derived) {
        KeptMacs macs = new KeptMacs();
        KeptSecrets secrets = new KeptSecrets();
        Sessions sessions = Sessions.of(ClientFixture.random(), new ManualClock(), 10, Duration.ofHours(1))
                .toPeer(new PeerKey("localhost", 443));
        ScriptedServer13 failing = new ScriptedServer13(ClientFixture.config()
                .jca(TestJca.of(Jca.Source.AUTO, macs.before(Security.getProviders())))
                .keyLog(secrets)
                .sessions(sessions)
                .build());
        failing.untilFinished();
        Received finished = Received.decode(
                MessageCodec.encode(failing.finished()), failing.state().dialect());
        FinishedSent sent = assertInstanceOf(FinishedSent.class, failing.state().on(finished, new RecordingEffects()));
        RecordingEffects effects = new RecordingEffects();
        macs.failAfter(derived);
        try {
            sent.goOn(effects);
        } catch (ProviderException asWanted) {
            assertEquals(Optional.empty(), effects.established());
            for (String label :
                    List.of(KeyLog.CLIENT_TRAFFIC_SECRET_0, KeyLog.SERVER_TRAFFIC_SECRET_0, KeyLog.EXPORTER_SECRET)) {
                assertEquals(effects.exporter().isPresent(), secrets.isWiped(label), label);
            }
            return false;
        }
        assertTrue(effects.established().isPresent());
        return true;
    }

    @Test
    void forgetsTheHandshakeSecretsWhenTheConnectionEndsBehindItsFinished() {
        server.untilFinished();
        WaitFinished before = assertInstanceOf(WaitFinished.class, server.state());
        Received finished = Received.decode(MessageCodec.encode(server.finished()), before.dialect());
        FinishedSent sent = assertInstanceOf(FinishedSent.class, before.on(finished, new RecordingEffects()));
        assertTrue(sent.goesOn() && sent.costly());
        assertThrows(TlsException.class, () -> sent.on(finished, new RecordingEffects()));
        sent.destroy();
        assertTrue(before.handshake().clientHandshakeTrafficSecret().secret().isDestroyed());
        assertThrows(IllegalStateException.class, before.handshake().handshakeSecret()::masterSecret);
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

    /** A key that agrees on this secret with everybody. */
    private record Agreeing(Secret secret) implements EphemeralKey {
        @Override
        public byte[] share() {
            return new byte[0];
        }

        @Override
        public Secret agree(byte[] peerShare) {
            return secret;
        }

        @Override
        public void destroy() {
            // The secret is no longer its own.
        }
    }

    @Test
    void forgetsTheSecretOfAKeyExchangeThatLeadsNowhere() {
        TlsConfig config = ClientFixture.config().build();
        NamedGroup group = ClientFixture.group("x25519");
        Bytes name = Bytes.hex("6b6579");
        // Without this one the key schedule cannot begin.
        ExternalKey gone =
                new ExternalKey(name, Secret.zeros(32), server.suite().hash(), false, name);
        gone.destroy();
        ClientOffer plain = FirstClientHello.of(config);
        PreSharedKey.Offered offered =
                new PreSharedKey.Offered(List.of(new PskIdentity(name, 0)), List.of(Bytes.owning(new byte[32])));
        Secret shared = Secret.owning(new byte[] {1, 2, 3});
        ClientOffer offer = new ClientOffer(
                config,
                plain.versions(),
                plain.hello().with(plain.hello().extensions().with(offered)),
                List.of(new OfferedShare(group, new Agreeing(shared))),
                Optional.empty(),
                Optional.empty(),
                List.of(gone),
                Optional.empty());
        ServerHello hello = new ServerHello(
                0x0303,
                Bytes.owning(new byte[32]),
                plain.hello().sessionId(),
                server.suite().codePoint(),
                0,
                ExtensionBlock.of(
                        new SupportedVersions.Selected(0x0304),
                        new KeyShare.Selected(new KeyShareEntry(group.codePoint(), Bytes.hex("09"))),
                        new PreSharedKey.Selected(0)));
        Transcript transcript = new Transcript(config.jca());
        assertThrows(
                IllegalStateException.class,
                () -> Entry13.on(hello, MessageCodec.encode(hello), offer, transcript, new RecordingEffects()));
        assertTrue(shared.isDestroyed());
    }

    @Test
    void forgetsTheHandshakeSecretsThatNoStateCouldTakeOver() {
        KeptSecrets secrets = new KeptSecrets(KeyLog.SERVER_HANDSHAKE_TRAFFIC_SECRET);
        ScriptedServer13 failing =
                new ScriptedServer13(ClientFixture.config().keyLog(secrets).build());
        assertThrows(IllegalStateException.class, failing::giveServerHello);
        assertTrue(secrets.isWiped(KeyLog.CLIENT_HANDSHAKE_TRAFFIC_SECRET));
        assertTrue(secrets.isWiped(KeyLog.SERVER_HANDSHAKE_TRAFFIC_SECRET));
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
