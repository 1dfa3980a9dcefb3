package io.handfast.handshake.client.tls12;

import io.handfast.config.ConnectionOptions;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.Secret;
import io.handfast.extension.EncryptThenMac;
import io.handfast.extension.ExtendedMasterSecret;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.handshake.client.ScriptedServer;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.keyschedule.Prf;
import io.handfast.message.Finished;
import io.handfast.message.ServerHello;
import io.handfast.session.PeerKey;
import io.handfast.session.Session12;
import io.handfast.session.SessionFacts;
import io.handfast.session.Sessions;
import io.handfast.suite.CbcBulkCipher;
import io.handfast.suite.CipherSuite12;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.SampleFacts;
import io.handfast.wire.Bytes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A TLS 1.2 server that takes up a session which the client has, each message rightly made, for a test to spoil. */
final class ScriptedResumption extends ScriptedServer {
    static final PeerKey PEER = new PeerKey("localhost", 443);
    static final Bytes ID = Bytes.hex("1d".repeat(32));
    static final Bytes TICKET = Bytes.hex("71".repeat(40));
    static final CipherSuite12 GCM = (CipherSuite12) ClientFixture.suite("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
    static final CipherSuite12 CBC = (CipherSuite12) ClientFixture.suite("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA");
    private static final Bytes RANDOM = Bytes.hex("06".repeat(32));

    private final Session12 session;

    ScriptedResumption(TlsConfig config, Session12 session) {
        super(config);
        this.session = session;
    }

    /** A client that has this session alone. */
    static ScriptedResumption of(Session12 session) {
        return of(session, ConnectionOptions.DEFAULTS);
    }

    static ScriptedResumption of(Session12 session, ConnectionOptions options) {
        Sessions sessions = Sessions.of(new SecureRandom(), new ManualClock(), 10, Duration.ofHours(1))
                .withLegacyResumption(!session.extendedMasterSecret())
                .forConnection(Optional.of(PEER), "", true);
        sessions.client().add(session.copy());
        return new ScriptedResumption(config(sessions).options(options).build(), session);
    }

    static TlsConfigBuilder config(Sessions sessions) {
        return ClientFixture.config()
                .versions(List.of(ProtocolVersion.TLS12))
                .cipherSuites(List.of(GCM, CBC, ClientFixture.suite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")))
                .serverName(Optional.of("localhost"))
                .sessions(sessions);
    }

    static Session12 session(CipherSuite12 suite, boolean extendedMasterSecret, boolean encryptThenMac, Bytes ticket) {
        SessionFacts facts = SampleFacts.of(ID, new ManualClock().instant())
                .serverName(Optional.of("localhost"))
                .peerCertificates(ClientFixture.identity(KeyKind.EC_P256).chain())
                .peer(Optional.of(PEER))
                .build();
        return new Session12(
                facts,
                ProtocolVersion.TLS12,
                suite,
                Secret.owning(Bytes.hex("ab".repeat(48)).toArray()),
                extendedMasterSecret,
                encryptThenMac,
                ticket,
                Duration.ZERO);
    }

    static Session12 byId() {
        return session(GCM, true, false, Bytes.empty());
    }

    static Session12 byTicket() {
        return session(GCM, true, false, TICKET);
    }

    /** The ServerHello that takes the session up. */
    ServerHello hello() {
        ExtensionBlock extensions = ExtensionBlock.of(RenegotiationInfo.EMPTY);
        if (session.extendedMasterSecret()) {
            extensions = extensions.with(new ExtendedMasterSecret());
        }
        if (session.encryptThenMac() && session.suite().bulkCipher() instanceof CbcBulkCipher) {
            extensions = extensions.with(new EncryptThenMac());
        }
        return hello(extensions);
    }

    ServerHello hello(ExtensionBlock extensions) {
        return hello(clientHello().sessionId(), session.suite().codePoint(), extensions);
    }

    static ServerHello hello(Bytes id, int suite, ExtensionBlock extensions) {
        return new ServerHello(0x0303, RANDOM, id, suite, 0, extensions);
    }

    void giveHello(ServerHello hello) {
        transcript.hashWith(session.suite().hash());
        give(hello);
    }

    /** The Finished that comes now, before the client's. */
    Finished finished() {
        return new Finished(Bytes.owning(masterSecret().serverVerifyData(transcript.hash())));
    }

    /** What the client's Finished must be, when ours has been given. */
    Finished clientFinished() {
        return new Finished(Bytes.owning(masterSecret().clientVerifyData(transcript.hash())));
    }

    private MasterSecret12 masterSecret() {
        return MasterSecret12.resumed(
                new Prf(config.jca(), session.suite().hash()),
                Secret.copyOf(session.masterSecret().reveal()));
    }

    Sessions sessions() {
        return config.sessions();
    }

    /** What the client would offer the next time; its secret is forgotten. */
    Optional<Session12> kept() {
        Optional<Session12> kept = sessions().client().find12(PEER, any -> true);
        kept.ifPresent(Session12::destroy);
        return kept;
    }
}
