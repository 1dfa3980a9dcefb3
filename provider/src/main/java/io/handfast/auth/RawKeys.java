package io.handfast.auth;

import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE;
import static io.handfast.alert.AlertDescription.CERTIFICATE_UNKNOWN;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_CERTIFICATE;

import io.handfast.config.AlgorithmUsage;
import io.handfast.config.RawPublicKeyOptions;
import io.handfast.config.TlsConfig;
import io.handfast.wire.Bytes;
import io.handfast.x509.RawPublicKeys;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.util.List;
import java.util.Optional;

/** Parses a peer's raw public key and has it judged; there is no name in it to compare (RFC 7250 §3, §6). */
final class RawKeys {
    private RawKeys() {}

    static PublicKey parse(TlsConfig config, List<Bytes> encoded) {
        // RFC 8446 §4.4.2: with a raw public key there is no more than one entry
        if (encoded.size() != 1) {
            throw ILLEGAL_PARAMETER.because("the peer's Certificate has " + encoded.size()
                    + " entries, and where raw public keys were agreed on it has one");
        }
        try {
            return RawPublicKeys.parse(config.jca(), encoded.get(0).toArray());
        } catch (CertificateParsingException e) {
            throw BAD_CERTIFICATE.because("the peer's key was refused: " + e.getMessage(), e);
        } catch (InvalidKeyException e) {
            throw UNSUPPORTED_CERTIFICATE.because("the peer's key was refused: " + e.getMessage(), e);
        }
    }

    static ChainVerified verify(TlsConfig config, PeerCredential shown, Optional<String> serverName, String role) {
        RawPublicKeyOptions keys = config.options().rawPublicKeys();
        PublicKey key = shown.publicKey();
        if (!keys.rules().permits(key, AlgorithmUsage.HANDSHAKE_SIGNATURE)) {
            throw BAD_CERTIFICATE.because(
                    "the algorithm rules forbid the " + role + "'s raw " + key.getAlgorithm() + " key");
        }
        boolean trusted;
        try {
            trusted = keys.verifier()
                    .filter(verifier -> verifier.trusts(key, serverName))
                    .isPresent();
        } catch (RuntimeException e) {
            // A verifier written by a user may fail in any way; that must never count as consent.
            throw CERTIFICATE_UNKNOWN.because("judging the " + role + "'s raw public key failed: " + e, e);
        }
        if (!trusted) {
            throw CERTIFICATE_UNKNOWN.because("the " + role + "'s raw " + key.getAlgorithm() + " key is not trusted");
        }
        return new ChainVerified(shown);
    }
}
