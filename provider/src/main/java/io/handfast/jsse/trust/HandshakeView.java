package io.handfast.jsse.trust;

import io.handfast.config.RevocationPolicy;
import io.handfast.crypto.signature.SignatureScheme;
import java.net.Socket;
import java.security.AlgorithmConstraints;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * What a manager may learn from the engine or socket that asks it: the handshake session and two parameters (JSSE).
 *
 * @param session the session under way
 * @param demands what the connection's parameters demand of the peer
 */
record HandshakeView(SSLSession session, PeerDemands demands) {

    /** The view of an engine; empty without one. */
    static Optional<HandshakeView> of(@Nullable SSLEngine engine) {
        if (engine instanceof PeerDemands.Source ours) {
            return of(engine.getHandshakeSession(), ours);
        }
        return engine == null ? Optional.empty() : of(engine.getHandshakeSession(), engine.getSSLParameters());
    }

    /** The view of a socket; empty without one and for a socket that speaks no TLS. */
    static Optional<HandshakeView> of(@Nullable Socket socket) {
        if (!(socket instanceof SSLSocket tls) || !tls.isConnected()) {
            return Optional.empty();
        }
        return tls instanceof PeerDemands.Source ours
                ? of(tls.getHandshakeSession(), ours)
                : of(tls.getHandshakeSession(), tls.getSSLParameters());
    }

    /** As {@link #of(SSLEngine)}, but an engine outside a handshake is a mistake that must not weaken a check. */
    static Optional<HandshakeView> required(@Nullable SSLEngine engine) throws CertificateException {
        return engine == null ? Optional.empty() : Optional.of(insist(of(engine)));
    }

    /** As {@link #of(Socket)}, but a TLS socket outside a handshake is a mistake that must not weaken a check. */
    static Optional<HandshakeView> required(@Nullable Socket socket) throws CertificateException {
        boolean tls = socket instanceof SSLSocket && socket.isConnected();
        return tls ? Optional.of(insist(of(socket))) : Optional.empty();
    }

    private static HandshakeView insist(Optional<HandshakeView> view) throws CertificateException {
        if (view.isEmpty()) {
            throw new CertificateException("there is no handshake under way");
        }
        return view.get();
    }

    private static Optional<HandshakeView> of(@Nullable SSLSession session, PeerDemands.Source ours) {
        return session == null ? Optional.empty() : Optional.of(new HandshakeView(session, ours.peerDemands()));
    }

    private static Optional<HandshakeView> of(@Nullable SSLSession session, @Nullable SSLParameters parameters) {
        if (session == null) {
            return Optional.empty();
        }
        if (parameters == null) {
            return Optional.of(new HandshakeView(session, PeerDemands.NONE));
        }
        return Optional.of(new HandshakeView(
                session,
                new PeerDemands(
                        Optional.ofNullable(parameters.getEndpointIdentificationAlgorithm()),
                        Optional.ofNullable(parameters.getAlgorithmConstraints()),
                        parameters instanceof RevocationChoice choice ? choice.chosenRevocation() : Optional.empty())));
    }

    Optional<String> identification() {
        return demands.identification();
    }

    Optional<AlgorithmConstraints> constraints() {
        return demands.constraints();
    }

    Optional<RevocationPolicy> revocation() {
        return demands.revocation();
    }

    /** The host name in the server name extension that the client sent; empty when there is none. */
    Optional<String> requestedHost() {
        if (!(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        for (SNIServerName name : requestedNames(extended)) {
            if (name instanceof SNIHostName host) {
                return Optional.of(host.getAsciiName());
            }
        }
        return Optional.empty();
    }

    private static List<SNIServerName> requestedNames(ExtendedSSLSession session) {
        try {
            return session.getRequestedServerNames();
        } catch (UnsupportedOperationException e) {
            // The platform's default for sessions of other providers that keep no names.
            return List.of();
        }
    }

    /** The stapled revocation responses, one for each certificate of the peer's chain; empty when there are none. */
    List<byte[]> statusResponses() {
        if (!(session instanceof ExtendedSSLSession extended)) {
            return List.of();
        }
        try {
            return extended.getStatusResponses();
        } catch (UnsupportedOperationException e) {
            // The platform's default for sessions of other providers that keep no responses.
            return List.of();
        }
    }

    /** Whether the server was asked to staple; a session that cannot tell was, if something is stapled. */
    boolean askedForStatus() {
        return session instanceof StatusAsking asking
                ? asking.askedForStatus()
                : !statusResponses().isEmpty();
    }

    /** The signature algorithms the peer accepts, as platform names; empty when it has not said so. */
    List<String> peerSignatureAlgorithms() {
        String[] names =
                session instanceof ExtendedSSLSession extended ? extended.getPeerSupportedSignatureAlgorithms() : null;
        return names == null ? List.of() : List.of(names);
    }

    /**
     * The schemes of TLS 1.3 that we sign with and the peer verifies; nothing where that is not known, as before TLS 1.3 and with
     * sessions of somebody else.
     */
    Optional<List<SignatureScheme>> commonSchemes() {
        if (!isTls13()
                || !(session instanceof CertificateSchemes ours)
                || ours.signedWith().isEmpty()
                || ours.verifiedInHandshakes().isEmpty()) {
            return Optional.empty();
        }
        List<SignatureScheme> common = new ArrayList<>();
        for (SignatureScheme scheme : ours.signedWith()) {
            if (scheme.usableIn13() && ours.verifiedInHandshakes().contains(scheme.codePoint())) {
                common.add(scheme);
            }
        }
        return Optional.of(common);
    }

    /** Which signatures of certificates of ours the peer verifies; all when it has not said. */
    Predicate<CertificateSignature> verifiableByPeer() {
        if (session instanceof CertificateSchemes ours) {
            List<SignatureScheme> schemes = ours.verifiedByPeer();
            return signature -> schemes.isEmpty() || signature.isOneOf(schemes);
        }
        List<String> names = peerSignatureAlgorithms();
        return signature -> names.isEmpty() || names.stream().anyMatch(signature::isNamed);
    }

    /** The schemes that alone may stand in the peer's chain; nothing if the program did not say. */
    Optional<List<SignatureScheme>> acceptedInChains() {
        return session instanceof CertificateSchemes ours ? ours.acceptedFromPeer() : Optional.empty();
    }

    boolean isTls13() {
        return "TLSv1.3".equals(session.getProtocol());
    }
}
