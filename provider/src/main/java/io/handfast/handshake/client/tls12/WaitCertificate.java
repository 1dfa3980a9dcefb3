package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.auth.PeerChain;
import io.handfast.auth.PeerCredential;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.CertificateType;
import io.handfast.message.Certificate12;
import io.handfast.message.Dialect;
import io.handfast.message.Received;
import io.handfast.suite.Authentication;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.KeyExchange;
import java.security.PublicKey;

/** Waits for the server's chain (RFC 5246 §7.4.2). */
record WaitCertificate(Handshake12 handshake) implements Negotiating {
    @Override
    public Dialect dialect() {
        return handshake.certificateTypes().server() == CertificateType.RAW_PUBLIC_KEY
                ? Dialect.RAW_PUBLIC_KEY
                : Negotiating.super.dialect();
    }

    @Override
    public HandshakeState next(Received received, Effects effects) {
        Certificate12 certificate = expect(Certificate12.class, received);
        // RFC 5246 §7.4.2: a server's list has at least its own certificate
        if (certificate.certificates().isEmpty()) {
            throw DECODE_ERROR.because("the server's Certificate is empty");
        }
        PeerCredential shown =
                PeerChain.parse(handshake.config(), handshake.certificateTypes().server(), certificate.certificates());
        handshake.earlier().ifPresent(earlier -> earlier.checkServer(shown));
        PublicKey key = shown.publicKey();
        // RFC 5246 §7.4.2, RFC 8422 §5.3: the key is of the kind that the suite needs
        if (!fits(key)) {
            throw ILLEGAL_PARAMETER.because("the server's certificate has a key of type " + key.getAlgorithm()
                    + ", which does not fit " + handshake.suite().ianaName() + " in " + handshake.version());
        }
        handshake.transcript().add(received.raw());
        Negotiating next = handshake.suite().keyExchange() == KeyExchange.RSA
                ? new WaitCertificateRequestOrServerHelloDone(
                        handshake,
                        shown,
                        new EncryptionKey(key, handshake.offer().hello().legacyVersion()))
                : new WaitServerKeyExchange(handshake, shown);
        return WaitCertificateStatus.enter(handshake, shown.chain(), next, effects);
    }

    private boolean fits(PublicKey key) {
        CipherSuite12 suite = handshake.suite();
        boolean signsWithSha2 = !handshake.version().before12();
        return switch (key.getAlgorithm()) {
            case "RSA" -> suite.authentication() == Authentication.RSA;
            // A key for PSS signatures alone must not decrypt.
            case "RSASSA-PSS" ->
                suite.authentication() == Authentication.RSA && suite.keyExchange() != KeyExchange.RSA && signsWithSha2;
            case "EC" -> suite.authentication() == Authentication.ECDSA;
            case "EdDSA", "Ed25519", "Ed448" -> suite.authentication() == Authentication.ECDSA && signsWithSha2;
            default -> false;
        };
    }
}
