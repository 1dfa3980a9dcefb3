package io.handfast.jsse.trust;

import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.iana.CodePoints;
import java.util.List;
import java.util.Optional;

/**
 * What a session of ours tells our managers about signatures, where {@code ExtendedSSLSession} has names alone, and none for
 * those in certificates or for what we sign with (RFC 8446 §4.2.3).
 */
public interface CertificateSchemes {
    /** The schemes that the peer says it verifies in handshakes, known to us or not; none when it has not said. */
    CodePoints verifiedInHandshakes();

    /** The same of certificates. */
    CodePoints verifiedInCertificates();

    /** The schemes that the peer verifies in certificates; empty when it has not said. */
    List<SignatureScheme> verifiedByPeer();

    /** The schemes that we sign handshakes with; none before that is settled. */
    List<SignatureScheme> signedWith();

    /** The schemes that alone may stand in the peer's chain; nothing if the program did not say. */
    Optional<List<SignatureScheme>> acceptedFromPeer();
}
