package io.handfast.auth;

import io.handfast.config.HandshakeFacts;
import io.handfast.config.HandshakeFactsBuilder;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a peer shows for its key, not yet believed: a chain, or the public key alone (RFC 8446 §4.4.2, RFC 7250 §3).
 *
 * @param publicKey what the peer must prove to hold
 * @param chain leaf first; none beside a raw public key
 */
public record PeerCredential(PublicKey publicKey, List<X509Certificate> chain) {
    public PeerCredential {
        chain = List.copyOf(chain);
    }

    /** A chain of at least one certificate. */
    public static PeerCredential of(List<X509Certificate> chain) {
        return new PeerCredential(chain.get(0).getPublicKey(), chain);
    }

    /** The key, if it comes without a certificate. */
    public Optional<PublicKey> rawPublicKey() {
        return chain.isEmpty() ? Optional.of(publicKey) : Optional.empty();
    }

    /** What the session of an authenticated peer knows of it. */
    public static PeerCredential of(HandshakeFacts facts) {
        return facts.peerRawPublicKey()
                .map(key -> new PeerCredential(key, List.of()))
                .orElseGet(() -> of(facts.peerCertificates()));
    }

    /** Whether both are the same certificate, or the same raw key. */
    public boolean sameAs(PeerCredential other) {
        return chain.isEmpty() || other.chain.isEmpty()
                ? chain.equals(other.chain) && publicKey.equals(other.publicKey)
                : chain.get(0).equals(other.chain.get(0));
    }

    /** For messages to people. */
    public String name() {
        return chain.isEmpty()
                ? "a raw " + publicKey.getAlgorithm() + " key"
                : chain.get(0).getSubjectX500Principal().toString();
    }

    /** The same for callbacks and the session, beside what else was learned. */
    public HandshakeFacts learnedBy(HandshakeFactsBuilder facts) {
        return facts.peerCertificates(chain).peerRawPublicKey(rawPublicKey()).build();
    }
}
