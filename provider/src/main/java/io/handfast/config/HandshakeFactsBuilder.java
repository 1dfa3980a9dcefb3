package io.handfast.config;

import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import io.handfast.wire.Bytes;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the next {@link HandshakeFacts} from the last ones (RFC 8446 §2). */
public final class HandshakeFactsBuilder {
    private Optional<ProtocolVersion> version;
    private Optional<CipherSuite> cipherSuite;
    private Optional<NamedGroup> group;
    private Optional<SignatureScheme> peerSignatureScheme;
    private CodePoints peerSignatureAlgorithms;
    private CodePoints peerSignatureAlgorithmsCert;
    private List<SignatureScheme> signingSchemes;
    private Optional<String> serverName;
    private Optional<String> applicationProtocol;
    private List<X509Certificate> peerCertificates;
    private Optional<PublicKey> peerRawPublicKey;
    private List<X509Certificate> localCertificates;
    private Bytes sessionId;
    private Optional<Instant> sessionCreatedAt;
    private boolean extendedMasterSecret;
    private boolean helloRetryRequest;
    private boolean resumed;
    private EarlyDataStatus earlyData;
    private Optional<Bytes> preSharedKeyIdentity;
    private Optional<List<Bytes>> statusResponses;
    private int maxFragmentLength;

    HandshakeFactsBuilder(HandshakeFacts facts) {
        version = facts.version();
        cipherSuite = facts.cipherSuite();
        group = facts.group();
        peerSignatureScheme = facts.peerSignatureScheme();
        peerSignatureAlgorithms = facts.peerSignatureAlgorithms();
        peerSignatureAlgorithmsCert = facts.peerSignatureAlgorithmsCert();
        signingSchemes = facts.signingSchemes();
        serverName = facts.serverName();
        applicationProtocol = facts.applicationProtocol();
        peerCertificates = facts.peerCertificates();
        peerRawPublicKey = facts.peerRawPublicKey();
        localCertificates = facts.localCertificates();
        sessionId = facts.sessionId();
        sessionCreatedAt = facts.sessionCreatedAt();
        extendedMasterSecret = facts.extendedMasterSecret();
        helloRetryRequest = facts.helloRetryRequest();
        resumed = facts.resumed();
        earlyData = facts.earlyData();
        preSharedKeyIdentity = facts.preSharedKeyIdentity();
        statusResponses = facts.statusResponses();
        maxFragmentLength = facts.maxFragmentLength();
    }

    public HandshakeFactsBuilder version(ProtocolVersion value) {
        version = SharedFacts.version(value);
        return this;
    }

    public HandshakeFactsBuilder cipherSuite(CipherSuite value) {
        cipherSuite = SharedFacts.suite(value);
        return this;
    }

    public HandshakeFactsBuilder group(NamedGroup value) {
        group = SharedFacts.group(value);
        return this;
    }

    /** The scheme that the peer proved its key with. */
    public HandshakeFactsBuilder peerSignatureScheme(SignatureScheme value) {
        peerSignatureScheme = Optional.of(value);
        return this;
    }

    /** The schemes that the peer says it verifies in handshakes; those that we know are kept. */
    public HandshakeFactsBuilder peerSignatureAlgorithms(CodePoints value) {
        peerSignatureAlgorithms = SharedFacts.schemes(value);
        return this;
    }

    /** The schemes that the peer says it verifies in certificates; those that we know are kept. */
    public HandshakeFactsBuilder peerSignatureAlgorithmsCert(CodePoints value) {
        peerSignatureAlgorithmsCert = SharedFacts.schemes(value);
        return this;
    }

    /** The schemes that we would sign with; told once the peer has said what it verifies. */
    public HandshakeFactsBuilder signingSchemes(List<SignatureScheme> value) {
        signingSchemes = List.copyOf(value);
        return this;
    }

    /** The name that the client asked for. */
    public HandshakeFactsBuilder serverName(Optional<String> value) {
        serverName = SharedFacts.serverName(value);
        return this;
    }

    public HandshakeFactsBuilder applicationProtocol(Optional<String> value) {
        applicationProtocol = value;
        return this;
    }

    /** The peer's chain, leaf first; set only once it has been verified, or while it is. */
    public HandshakeFactsBuilder peerCertificates(List<X509Certificate> value) {
        peerCertificates = List.copyOf(value);
        return this;
    }

    /** The key that the peer showed without a certificate. */
    public HandshakeFactsBuilder peerRawPublicKey(Optional<PublicKey> value) {
        peerRawPublicKey = value;
        return this;
    }

    /** The chain that we sent, leaf first. */
    public HandshakeFactsBuilder localCertificates(List<X509Certificate> value) {
        localCertificates = List.copyOf(value);
        return this;
    }

    public HandshakeFactsBuilder sessionId(Bytes value) {
        sessionId = value;
        return this;
    }

    /** When the full handshake of the session took place; told once there is a session. */
    public HandshakeFactsBuilder sessionCreatedAt(Instant value) {
        sessionCreatedAt = Optional.of(value);
        return this;
    }

    public HandshakeFactsBuilder extendedMasterSecret(boolean value) {
        extendedMasterSecret = value;
        return this;
    }

    public HandshakeFactsBuilder helloRetryRequest(boolean value) {
        helloRetryRequest = value;
        return this;
    }

    public HandshakeFactsBuilder resumed(boolean value) {
        resumed = value;
        return this;
    }

    public HandshakeFactsBuilder earlyData(EarlyDataStatus value) {
        earlyData = value;
        return this;
    }

    /** What the program knows the key by that authenticates both sides, if it was agreed outside of TLS. */
    public HandshakeFactsBuilder preSharedKeyIdentity(Bytes value) {
        preSharedKeyIdentity = Optional.of(value);
        return this;
    }

    /**
     * What the server stapled, for the certificates of its chain in order; an empty one stands for none. Nothing at all if it was
     * not asked to staple.
     */
    public HandshakeFactsBuilder statusResponses(Optional<List<Bytes>> value) {
        statusResponses = value.isPresent() ? Optional.of(List.copyOf(value.get())) : value;
        return this;
    }

    /** The length of records in bytes that max_fragment_length has settled for the session; 0 if it has settled none (RFC 6066 §4). */
    public HandshakeFactsBuilder maxFragmentLength(int value) {
        maxFragmentLength = value;
        return this;
    }

    public HandshakeFacts build() {
        return new HandshakeFacts(
                version,
                cipherSuite,
                group,
                peerSignatureScheme,
                peerSignatureAlgorithms,
                peerSignatureAlgorithmsCert,
                signingSchemes,
                serverName,
                applicationProtocol,
                peerCertificates,
                peerRawPublicKey,
                localCertificates,
                sessionId,
                sessionCreatedAt,
                extendedMasterSecret,
                helloRetryRequest,
                resumed,
                earlyData,
                preSharedKeyIdentity,
                statusResponses,
                maxFragmentLength);
    }
}
