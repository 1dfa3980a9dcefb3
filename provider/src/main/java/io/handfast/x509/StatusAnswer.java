package io.handfast.x509;

import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an OCSP response or a CRL says about one certificate, its signature, signer and times verified (RFC 6960 §2.2, RFC 5280
 * §6.3.3).
 *
 * @param status good, revoked or unknown
 * @param thisUpdate when the status was known to be so
 * @param nextUpdate until when the answer holds; as {@code thisUpdate} if the answer does not say
 * @param revocation when and why, if the certificate is revoked
 * @param signatureNames the names under which rules may mention the algorithm that signed the answer
 * @param delegate the responder's own certificate, if the issuer did not sign itself
 */
public record StatusAnswer(
        Status status,
        Instant thisUpdate,
        Instant nextUpdate,
        Optional<Revocation> revocation,
        Set<String> signatureNames,
        Optional<X509Certificate> delegate) {

    /** The three answers of OCSP; a CRL never says that it does not know. */
    public enum Status {
        GOOD,
        REVOKED,
        UNKNOWN
    }

    /** When and why a certificate was revoked. */
    public record Revocation(Instant at, CRLReason reason) {}

    /** Whether the answer still holds. */
    public boolean holdsAt(StatusTime time) {
        return time.reached(thisUpdate) && time.notPast(nextUpdate);
    }

    /** Until when an answer that came at this time is kept. */
    public Instant keptUntil(StatusTime time) {
        return time.keptUntil(thisUpdate, nextUpdate);
    }
}
