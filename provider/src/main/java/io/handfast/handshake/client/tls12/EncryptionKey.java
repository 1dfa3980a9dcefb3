package io.handfast.handshake.client.tls12;

import static io.handfast.alert.AlertDescription.UNSUPPORTED_CERTIFICATE;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.RsaKeyTransport;
import io.handfast.crypto.RsaKeyTransport.EncryptedPremaster;
import io.handfast.message.ClientKeyExchange;
import io.handfast.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.PublicKey;

/**
 * The RSA key of the server's certificate: the key exchange of the RSA suites (RFC 5246 §7.4.7.1).
 *
 * @param clientHelloVersion the version field of our ClientHello, which the premaster secret repeats
 */
record EncryptionKey(PublicKey publicKey, int clientHelloVersion) implements ServerParameters {
    @Override
    public ClientShare answer(TlsConfig config) {
        try {
            // RFC 5246 §7.4.7.1: the version inside is the one we offered, not the one that was chosen
            EncryptedPremaster ours =
                    RsaKeyTransport.encryptPremaster(config.jca(), publicKey, config.random(), clientHelloVersion);
            return new ClientShare(ClientKeyExchange.rsa(Bytes.owning(ours.encrypted())), ours.premaster());
        } catch (GeneralSecurityException e) {
            throw UNSUPPORTED_CERTIFICATE.because("nothing can be encrypted with the server's RSA key", e);
        }
    }

    @Override
    public PeerAuthenticated authenticated(ChainVerified chain, FinishedVerified finished) {
        return PeerAuthenticated.byKeyTransport(chain, finished);
    }
}
