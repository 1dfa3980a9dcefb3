package io.handfast.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.auth.ChosenCredential;
import io.handfast.auth.HandshakeSignatures;
import io.handfast.config.Credential;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.RsaKeyTransport;
import io.handfast.crypto.Secret;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.InvalidKeyShareException;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.extension.EcPointFormats;
import io.handfast.extension.EncryptThenMac;
import io.handfast.extension.ExtendedMasterSecret;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.handshake.client.ScriptedServer;
import io.handfast.iana.CodePoints;
import io.handfast.iana.HandshakeType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.KeyBlock;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.keyschedule.Prf;
import io.handfast.message.Certificate12;
import io.handfast.message.CertificateRequest12;
import io.handfast.message.ClientKeyExchange;
import io.handfast.message.EcdheServerKeyExchange;
import io.handfast.message.Finished;
import io.handfast.message.ServerHello;
import io.handfast.message.ServerHelloDone;
import io.handfast.message.ServerKeyExchange;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.KeyExchange;
import io.handfast.testing.KeyKind;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.util.List;

/** A TLS 1.2 server that makes each of its messages rightly, for a test to give as it is or to spoil first. */
public final class ScriptedServer12 extends ScriptedServer {
    private static final Bytes RANDOM = Bytes.hex("06".repeat(32));

    private final KeyKind keyKind;
    private final CipherSuite12 suite;
    private final NamedGroup group;
    private final EphemeralKey key;
    private ExtensionBlock answered = ExtensionBlock.empty();

    public ScriptedServer12(TlsConfig config, KeyKind keyKind, CipherSuite12 suite, NamedGroup group) {
        super(config);
        this.keyKind = keyKind;
        this.suite = suite;
        this.group = group;
        this.key = group.generate(config.jca(), config.random());
    }

    /** The same server once more on its connection, asking for a renegotiation, perhaps with another key. */
    ScriptedServer12(ScriptedServer12 earlier, KeyKind keyKind) {
        this(earlier, keyKind, earlier.suite, earlier.group);
    }

    /** The same, perhaps with other parameters, and whatever it was that connected. */
    ScriptedServer12(ScriptedServer earlier, KeyKind keyKind, CipherSuite12 suite, NamedGroup group) {
        super(earlier);
        this.keyKind = keyKind;
        this.suite = suite;
        this.group = group;
        this.key = group.generate(config.jca(), config.random());
    }

    /** A server with an EC key, the first ECDHE_ECDSA suite and secp256r1. */
    public ScriptedServer12(TlsConfig config) {
        this(
                config,
                KeyKind.EC_P256,
                (CipherSuite12) ClientFixture.suite("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
                ClientFixture.group("secp256r1"));
    }

    public ServerHello serverHello() {
        ExtensionBlock extensions = ExtensionBlock.of(new ExtendedMasterSecret(), RenegotiationInfo.EMPTY);
        return serverHello(
                suite.keyExchange() == KeyExchange.ECDHE
                        ? extensions.with(EcPointFormats.UNCOMPRESSED_ONLY)
                        : extensions);
    }

    public ServerHello serverHello(ExtensionBlock extensions) {
        return new ServerHello(0x0303, RANDOM, Bytes.hex("0102030405"), suite.codePoint(), 0, extensions);
    }

    public void giveServerHello() {
        giveServerHello(serverHello());
    }

    public void giveServerHello(ServerHello hello) {
        give(hello);
        answered = hello.extensions();
        transcript.hashWith(suite.hash());
    }

    public Certificate12 certificate() {
        return new Certificate12(credential().encoded());
    }

    public EcdheServerKeyExchange keyExchange() {
        SignatureScheme scheme = config.signatureSchemes().stream()
                .filter(candidate -> candidate.fits(credential().publicKey(), false))
                .findFirst()
                .orElseThrow();
        return keyExchange(group.codePoint(), Bytes.copyOf(key.share()), scheme);
    }

    /** A rightly signed share, whatever is in it. */
    public EcdheServerKeyExchange keyExchange(int groupCodePoint, Bytes point, SignatureScheme scheme) {
        byte[] content = new WireWriter()
                .bytes(clientHello().random())
                .bytes(RANDOM)
                .bytes(EcdheServerKeyExchange.parameters(groupCodePoint, point))
                .toArray();
        Bytes signature = HandshakeSignatures.sign12(config, new ChosenCredential(credential(), scheme), content);
        return new EcdheServerKeyExchange(groupCodePoint, point, scheme.codePoint(), signature);
    }

    public ServerKeyExchange serverKeyExchange() {
        return keyExchange().toMessage();
    }

    public CertificateRequest12 certificateRequest() {
        return new CertificateRequest12(
                Bytes.copyOf(new byte[] {CertificateRequest12.RSA_SIGN, CertificateRequest12.ECDSA_SIGN}),
                CodePoints.of(config.signatureSchemes(), SignatureScheme::codePoint),
                List.of());
    }

    /** All of the flight before the ServerHelloDone. */
    public ScriptedServer12 untilServerHelloDone() {
        giveServerHello();
        return untilServerHelloDoneFromHello();
    }

    /** The rest of the flight before the ServerHelloDone, once the ServerHello has been given. */
    public ScriptedServer12 untilServerHelloDoneFromHello() {
        give(certificate());
        if (suite.keyExchange() == KeyExchange.ECDHE) {
            give(serverKeyExchange());
        }
        return this;
    }

    /** Gives the ServerHelloDone and reads the client's flight up to its ClientKeyExchange. */
    public MasterSecret12 finishFlight() {
        give(new ServerHelloDone());
        Bytes taken = takeNextSent();
        if (!isClientKeyExchange(taken)) {
            // Before it comes only the client's Certificate, which is in the transcript now.
            taken = takeNextSent();
        }
        assertTrue(isClientKeyExchange(taken), "the flight has no ClientKeyExchange where it belongs");
        Prf prf = new Prf(config.jca(), suite.hash());
        Secret premaster = premasterSecret();
        return answered.find(ExtendedMasterSecret.class).isPresent()
                ? MasterSecret12.extended(prf, premaster, transcript.hash())
                : MasterSecret12.of(prf, premaster, clientHello().random().toArray(), RANDOM.toArray());
    }

    public KeyBlock keyBlock(MasterSecret12 masterSecret) {
        return masterSecret.keyBlock(cipherSpec(), clientHello().random().toArray(), RANDOM.toArray());
    }

    /** What was settled about the protection of records. */
    public CipherSpec cipherSpec() {
        return new CipherSpec(
                ProtocolVersion.TLS12,
                suite,
                answered.find(EncryptThenMac.class).isPresent());
    }

    public Finished finished(MasterSecret12 masterSecret) {
        return new Finished(Bytes.owning(masterSecret.serverVerifyData(transcript.hash())));
    }

    /** All messages so far. */
    public byte[] messages() {
        return transcript.messages();
    }

    public CipherSuite12 suite() {
        return suite;
    }

    private Secret premasterSecret() {
        ClientKeyExchange exchange = effects.sent(ClientKeyExchange.class);
        if (suite.keyExchange() == KeyExchange.RSA) {
            return RsaKeyTransport.decryptPremaster(
                    config.jca(),
                    credential().privateKey(),
                    config.random(),
                    exchange.encryptedPremaster().toArray(),
                    clientHello().legacyVersion());
        }
        try {
            return key.agree(exchange.point().toArray());
        } catch (InvalidKeyShareException e) {
            throw new AssertionError("the client's share is invalid", e);
        }
    }

    private Credential credential() {
        return ClientFixture.credential(keyKind);
    }

    private static boolean isClientKeyExchange(Bytes raw) {
        return raw.at(0) == HandshakeType.CLIENT_KEY_EXCHANGE.code();
    }
}
