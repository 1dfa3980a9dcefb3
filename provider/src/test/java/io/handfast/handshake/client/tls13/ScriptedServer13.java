package io.handfast.handshake.client.tls13;

import io.handfast.auth.ChosenCredential;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.auth.HandshakeSignatures.Signer;
import io.handfast.config.Credential;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Secret;
import io.handfast.crypto.group.Encapsulated;
import io.handfast.crypto.group.InvalidKeyShareException;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.SupportedVersions;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.handshake.client.ScriptedServer;
import io.handfast.iana.CodePoints;
import io.handfast.keyschedule.EarlySecret;
import io.handfast.keyschedule.HandshakeSecret;
import io.handfast.keyschedule.MasterSecret;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.message.Certificate13;
import io.handfast.message.CertificateEntry;
import io.handfast.message.CertificateRequest13;
import io.handfast.message.CertificateVerify;
import io.handfast.message.EncryptedExtensions;
import io.handfast.message.Finished;
import io.handfast.message.HelloRetryRequest;
import io.handfast.message.ServerHello;
import io.handfast.record.Protections;
import io.handfast.suite.CipherSuite13;
import io.handfast.testing.KeyKind;
import io.handfast.wire.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A TLS 1.3 server that makes each of its messages rightly, for a test to give as it is or to spoil first. */
public final class ScriptedServer13 extends ScriptedServer {
    private static final Bytes RANDOM = Bytes.hex("05".repeat(32));

    private final KeyKind keyKind;
    private final CipherSuite13 suite;
    private final NamedGroup group;
    private @Nullable Secret shared;
    private @Nullable HandshakeSecret handshakeSecret;
    private @Nullable TrafficSecret clientHandshake;
    private @Nullable TrafficSecret serverHandshake;

    public ScriptedServer13(TlsConfig config, KeyKind keyKind, CipherSuite13 suite, NamedGroup group) {
        super(config);
        this.keyKind = keyKind;
        this.suite = suite;
        this.group = group;
    }

    /** A server with an EC key, the first suite and x25519. */
    public ScriptedServer13(TlsConfig config) {
        this(
                config,
                KeyKind.EC_P256,
                (CipherSuite13) ClientFixture.suite("TLS_AES_128_GCM_SHA256"),
                ClientFixture.group("x25519"));
    }

    public CipherSuite13 suite() {
        return suite;
    }

    public HelloRetryRequest retry() {
        return new HelloRetryRequest(
                clientHello().sessionId(),
                suite.codePoint(),
                ExtensionBlock.of(new SupportedVersions.Selected(0x0304), new KeyShare.RetryGroup(group.codePoint())));
    }

    /** The ServerHello; its share is for the client's share in our group, or for nothing if there is none. */
    public ServerHello serverHello() {
        Bytes share = clientHello()
                .extensions()
                .find(KeyShare.Offered.class)
                .flatMap(offered -> offered.forGroup(group.codePoint()))
                .map(offered -> encapsulate(offered.keyExchange()))
                .orElseGet(() -> Bytes.hex("09".repeat(32)));
        return new ServerHello(
                0x0303,
                RANDOM,
                clientHello().sessionId(),
                suite.codePoint(),
                0,
                ExtensionBlock.of(
                        new SupportedVersions.Selected(0x0304),
                        new KeyShare.Selected(new KeyShareEntry(group.codePoint(), share))));
    }

    public HandshakeState giveServerHello() {
        HandshakeState next = give(serverHello());
        transcript.hashWith(suite.hash());
        handshakeSecret =
                EarlySecret.withoutPsk(new Hkdf(config.jca(), suite.hash())).handshakeSecret(requireStarted(shared));
        clientHandshake = handshakeSecret.clientHandshakeTrafficSecret(transcript.hash());
        serverHandshake = handshakeSecret.serverHandshakeTrafficSecret(transcript.hash());
        return next;
    }

    public EncryptedExtensions encryptedExtensions() {
        return new EncryptedExtensions(ExtensionBlock.empty());
    }

    public CertificateRequest13 certificateRequest() {
        return new CertificateRequest13(
                Bytes.empty(),
                ExtensionBlock.of(
                        new SignatureAlgorithms(CodePoints.of(config.signingSchemes(), SignatureScheme::codePoint))));
    }

    public Certificate13 certificate() {
        return new Certificate13(
                Bytes.empty(),
                credential().encoded().stream()
                        .map(encoded -> new CertificateEntry(encoded, ExtensionBlock.empty()))
                        .toList());
    }

    public CertificateVerify certificateVerify() {
        SignatureScheme scheme = config.signatureSchemes().stream()
                .filter(SignatureScheme::usableIn13)
                .filter(candidate -> candidate.fits(credential().publicKey(), true))
                .findFirst()
                .orElseThrow();
        return certificateVerify(scheme);
    }

    public CertificateVerify certificateVerify(SignatureScheme scheme) {
        return HandshakeSignatures.sign13(
                config, new ChosenCredential(credential(), scheme), Signer.SERVER, transcript.hash());
    }

    public Finished finished() {
        return new Finished(Bytes.owning(requireStarted(serverHandshake).verifyData(transcript.hash())));
    }

    /** All up to the state that waits for the Finished. */
    public ScriptedServer13 untilFinished() {
        giveServerHello();
        give(encryptedExtensions());
        give(certificate());
        give(certificateVerify());
        return this;
    }

    /** What the client's Finished must hold; its other messages of the flight must have been taken. */
    public Bytes expectedClientVerifyData() {
        return Bytes.owning(requireStarted(clientHandshake).verifyData(transcript.hash()));
    }

    /** The traffic secrets after our Finished, which must have been given. */
    public TrafficSecret[] applicationTrafficSecrets() {
        MasterSecret masterSecret = requireStarted(handshakeSecret).masterSecret();
        return new TrafficSecret[] {
            masterSecret.clientApplicationTrafficSecret0(transcript.hash()),
            masterSecret.serverApplicationTrafficSecret0(transcript.hash())
        };
    }

    /** Asserts that the client's keys of the moment are the handshake keys. */
    public void assertHandshakeKeys() {
        ClientFixture.assertCarries(
                effects.writeProtection().orElseThrow(),
                Protections.read13(config.jca(), suite, requireStarted(clientHandshake)));
        ClientFixture.assertCarries(
                Protections.write13(config.jca(), suite, requireStarted(serverHandshake)),
                effects.readProtection().orElseThrow());
    }

    private Bytes encapsulate(Bytes clientShare) {
        try {
            Encapsulated encapsulated = group.encapsulate(config.ephemeralKeys(), clientShare.toArray());
            shared = encapsulated.secret();
            return Bytes.copyOf(encapsulated.share());
        } catch (InvalidKeyShareException e) {
            throw new AssertionError("the client's share is invalid", e);
        }
    }

    private Credential credential() {
        return ClientFixture.credential(keyKind);
    }

    private static <T> T requireStarted(@Nullable T secret) {
        if (secret == null) {
            throw new IllegalStateException("the ServerHello has not been given yet");
        }
        return secret;
    }

    /** The chain shown, leaf first. */
    public List<java.security.cert.X509Certificate> chain() {
        return ClientFixture.identity(keyKind).chain();
    }
}
