package io.handfast.handshake.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.TlsException;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.EarlyDataOptions;
import io.handfast.config.ExternalPsk;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.handshake.client.hello.FirstClientHello;
import io.handfast.handshake.client.tls13.ScriptedServer13;
import io.handfast.message.HelloRetryRequest;
import io.handfast.session.PeerKey;
import io.handfast.session.Session13;
import io.handfast.session.SessionFacts;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuite13;
import io.handfast.testing.ExhaustedRandom;
import io.handfast.testing.KeptSecrets;
import io.handfast.testing.KeyKind;
import io.handfast.testing.KeysForAnyServer;
import io.handfast.testing.MadeKeys;
import io.handfast.testing.ManualClock;
import io.handfast.testing.RecordingEffects;
import io.handfast.testing.SampleFacts;
import io.handfast.trace.KeyLog;
import io.handfast.wire.Bytes;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A ClientHello that is not made, or not sent, leaves no private key behind, and no key of a session (RFC 8446 §C.1, §4.2.8). */
class HelloSecretsTest {
    private static final PeerKey PEER = new PeerKey("localhost", 443);
    private static final CipherSuite13 SUITE = (CipherSuite13) ClientFixture.suite("TLS_AES_128_GCM_SHA256");

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

    private TlsConfigBuilder config() {
        return ClientFixture.config().groups(List.of(group)).keyShareGroups(List.of(group));
    }

    /** What a program agreed with servers outside of TLS, with names of so many bytes. */
    private static List<ExternalPsk> keys(int... lengths) {
        List<ExternalPsk> keys = new ArrayList<>();
        for (int length : lengths) {
            keys.add(new ExternalPsk(
                    Bytes.owning(new byte[length]), Secret.zeros(32), HashAlgorithm.SHA256, Optional.empty()));
        }
        return keys;
    }

    private static ConnectionOptions offering(List<ExternalPsk> keys) {
        return ConnectionOptions.DEFAULTS.withPreSharedKeys(new KeysForAnyServer(keys));
    }

    @Test
    void forgetsTheSharesWhereTheProgramOffersMoreThanFits() {
        List<ExternalPsk> keys = keys(30_000, 30_000, 30_000);
        TlsConfig config = config().options(offering(keys)).build();
        RecordingEffects effects = new RecordingEffects();
        assertThrows(IllegalArgumentException.class, () -> ClientHandshake.start(config, effects));
        assertEquals(List.of(), effects.log());
        assertTrue(group.allForgotten());
        assertTrue(keys.stream().noneMatch(each -> each.key().isDestroyed()), "those are the program's");
    }

    @Test
    void forgetsTheShareOfARetryThatIsTooLong() {
        // Its share is 480 bytes longer than the first one.
        MadeKeys longer = new MadeKeys("ffdhe4096");
        TlsConfig config = ClientFixture.config()
                .groups(List.of(group, longer))
                .keyShareGroups(List.of(group))
                .options(offering(keys(32_000, 33_100)))
                .build();
        ScriptedServer13 server = new ScriptedServer13(config, KeyKind.EC_P256, SUITE, longer);
        HelloRetryRequest retry = server.retry();
        assertThrows(IllegalArgumentException.class, () -> server.giveRetry(retry, SUITE));
        assertEquals(1, longer.made.size());
        assertTrue(longer.allForgotten());
        assertTrue(group.allForgotten());
    }

    @Test
    void anOfferForgetsItsCopiesAndNotTheProgramsKeys() {
        List<ExternalPsk> keys = keys(10, 20);
        ClientOffer offer = FirstClientHello.of(config().options(offering(keys)).build());
        assertEquals(2, offer.externalKeys().size());
        offer.destroy();
        assertTrue(group.allForgotten());
        assertTrue(offer.externalKeys().stream().allMatch(each -> each.key().isDestroyed()));
        assertTrue(keys.stream().noneMatch(each -> each.key().isDestroyed()));
    }

    /** A session that a client can offer with early data. */
    private Session13 session(Sessions sessions) {
        SessionFacts facts = SampleFacts.of(sessions.now())
                .peerCertificates(ClientFixture.identity(KeyKind.EC_P256).chain())
                .peer(Optional.of(PEER))
                .build();
        return new Session13(
                facts,
                SUITE,
                Secret.owning(new byte[32]),
                Bytes.hex("7e57"),
                0,
                sessions.now(),
                Duration.ofHours(1),
                1000,
                Optional.of(group));
    }

    private static Sessions sessions() {
        return Sessions.of(ClientFixture.random(), new ManualClock(), 10, Duration.ofHours(1))
                .forConnection(Optional.of(PEER), "", true);
    }

    @Test
    void forgetsTheSessionThatWasTakenForAHelloThatCannotBeMade() {
        Sessions sessions = sessions();
        Session13 session = session(sessions);
        sessions.client().add(session);
        MadeKeys made = new MadeKeys("x25519") {
            @Override
            public EphemeralKey generate(Jca jca, SecureRandom random) {
                return super.generate(jca, ClientFixture.random());
            }
        };
        TlsConfig config = new TlsConfigBuilder(
                        new ExhaustedRandom(), new ClientFixture.RecordingVerifier(), ClientFixture.noCredentials())
                .groups(List.of(made))
                .keyShareGroups(List.of(made))
                .sessions(sessions)
                .build();
        assertThrows(ProviderException.class, () -> FirstClientHello.of(config));
        assertTrue(made.allForgotten());
        assertTrue(session.preSharedKey().isDestroyed());
        assertTrue(sessions.client().take13(PEER, any -> true).isEmpty());
    }

    @Test
    void forgetsAllWhereEarlyDataCannotBeSent() {
        Sessions sessions = sessions();
        Session13 session = session(sessions);
        sessions.client().add(session);
        KeptSecrets secrets = new KeptSecrets(KeyLog.CLIENT_EARLY_TRAFFIC_SECRET);
        TlsConfig config = config().sessions(sessions)
                .options(ConnectionOptions.DEFAULTS.withEarlyData(EarlyDataOptions.NONE.withContent(Bytes.hex("ea71"))))
                .keyLog(secrets)
                .build();
        assertThrows(IllegalStateException.class, () -> ClientHandshake.start(config, new RecordingEffects()));
        assertTrue(group.allForgotten());
        assertTrue(session.preSharedKey().isDestroyed());
        assertTrue(secrets.isWiped(KeyLog.CLIENT_EARLY_TRAFFIC_SECRET));
    }
}
