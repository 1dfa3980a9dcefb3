package io.handfast.jsse.trust;

import io.handfast.failure.CertificateFailure;
import io.handfast.x509.CertificateFacts;
import io.handfast.x509.KeyUsage;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.List;

/** What the leaf's key usage and extended key usage must allow (RFC 8446 §4.4.2.2, RFC 5246 §7.4.2, RFC 5280 §4.2.1.12). */
final class LeafUsage {
    private LeafUsage() {}

    /**
     * Accepts the leaf for a role, or says what it may not be used for.
     *
     * @param authType the platform's authentication type, which in TLS 1.2 names the key exchange
     */
    static void check(X509Certificate leaf, PeerRole role, String authType) throws CertificateException {
        CertificateFacts facts = CertificateFacts.of(leaf);
        if (!facts.allowsPurpose(role.purpose())) {
            throw refused(
                    leaf,
                    "an extended key usage of " + role.purpose(),
                    "the extended key usage of the certificate does not allow TLS "
                            + (role == PeerRole.SERVER ? "servers" : "clients"));
        }
        KeyUsage needed = role == PeerRole.CLIENT ? KeyUsage.DIGITAL_SIGNATURE : neededOfServer(authType);
        if (!facts.allows(needed)) {
            throw refused(
                    leaf,
                    "a key usage of " + needed,
                    "the key usage of the certificate does not allow "
                            + switch (needed) {
                                case KEY_ENCIPHERMENT -> "keyEncipherment, which RSA key transport needs";
                                case KEY_AGREEMENT -> "keyAgreement, which " + authType + " needs";
                                default -> "digitalSignature, with which the peer proves that it has the key";
                            });
        }
    }

    private static KeyUsage neededOfServer(String authType) {
        return switch (authType) {
            // RFC 5246 §7.4.2: with plain RSA the client encrypts to the key instead of verifying with it.
            case "RSA" -> KeyUsage.KEY_ENCIPHERMENT;
            case "DH_RSA", "DH_DSS", "ECDH_RSA", "ECDH_ECDSA" -> KeyUsage.KEY_AGREEMENT;
            default -> KeyUsage.DIGITAL_SIGNATURE;
        };
    }

    private static CertificateException refused(X509Certificate leaf, String expected, String reason) {
        return CertificateFailure.of(CertificateFailure.Check.USAGE, reason)
                .certificate(leaf, List.of(leaf))
                .expected(expected)
                .advice("have a certificate issued for this use, or use one that is")
                .cause(new CertPathValidatorException(reason, null, null, -1, PKIXReason.INVALID_KEY_USAGE))
                .exception();
    }
}
