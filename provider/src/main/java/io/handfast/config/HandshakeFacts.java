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

/**
 * What has been settled or learned so far, as callbacks and, in the end, the session see it (RFC 8446 §2).
 *
 * <p>Published anew whenever something is settled; holds no secret.
 */
public record HandshakeFacts(
        Optional<ProtocolVersion> version,
        Optional<CipherSuite> cipherSuite,
        Optional<NamedGroup> group,
        Optional<SignatureScheme> peerSignatureScheme,
        CodePoints peerSignatureAlgorithms,
        CodePoints peerSignatureAlgorithmsCert,
        List<SignatureScheme> signingSchemes,
        Optional<String> serverName,
        Optional<String> applicationProtocol,
        List<X509Certificate> peerCertificates,
        Optional<PublicKey> peerRawPublicKey,
        List<X509Certificate> localCertificates,
        Bytes sessionId,
        Optional<Instant> sessionCreatedAt,
        boolean extendedMasterSecret,
        boolean helloRetryRequest,
        boolean resumed,
        EarlyDataStatus earlyData,
        Optional<Bytes> preSharedKeyIdentity,
        Optional<List<Bytes>> statusResponses,
        int maxFragmentLength) {

    private static final HandshakeFacts NOTHING = new HandshakeFacts(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            CodePoints.none(),
            CodePoints.none(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Bytes.empty(),
            Optional.empty(),
            false,
            false,
            false,
            EarlyDataStatus.NOT_OFFERED,
            Optional.empty(),
            Optional.empty(),
            0);

    /** Before the first message. */
    public static HandshakeFacts nothing() {
        return NOTHING;
    }

    /** A copy to change; the record itself never does. */
    public HandshakeFactsBuilder with() {
        return new HandshakeFactsBuilder(this);
    }
}
