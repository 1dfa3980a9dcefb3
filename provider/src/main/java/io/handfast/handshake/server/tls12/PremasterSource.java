package io.handfast.handshake.server.tls12;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.RsaKeyTransport;
import io.handfast.crypto.Secret;
import io.handfast.crypto.group.EphemeralKey;
import io.handfast.crypto.group.InvalidKeyShareException;
import io.handfast.message.ClientKeyExchange;
import java.security.PrivateKey;

/** How a server gets the premaster secret from the ClientKeyExchange (RFC 5246 §7.4.7, §8.1). */
sealed interface PremasterSource {
    /** The premaster secret, which the caller destroys. */
    Secret premaster(TlsConfig config, ClientKeyExchange message);

    /** Forgets what the source holds. */
    void destroy();

    /** Agreement between our ephemeral key and the client's share (RFC 8422 §5.10). */
    record Ecdhe(EphemeralKey key) implements PremasterSource {
        @Override
        public Secret premaster(TlsConfig config, ClientKeyExchange message) {
            try {
                return key.agree(message.point().toArray());
            } catch (InvalidKeyShareException e) {
                throw ILLEGAL_PARAMETER.because("the client's key share is invalid: " + e.getMessage(), e);
            } finally {
                key.destroy();
            }
        }

        @Override
        public void destroy() {
            key.destroy();
        }
    }

    /** Agreement between our ephemeral key and the client's share in a finite field (RFC 5246 §8.1.2). */
    record Dhe(EphemeralKey key) implements PremasterSource {
        @Override
        public Secret premaster(TlsConfig config, ClientKeyExchange message) {
            try {
                return key.agree(message.finiteFieldShare().toArray());
            } catch (InvalidKeyShareException e) {
                // RFC 7919 §4: out of range, this is the alert, other than for a point
                throw HANDSHAKE_FAILURE.because("the client's key share is invalid: " + e.getMessage(), e);
            } finally {
                key.destroy();
            }
        }

        @Override
        public void destroy() {
            key.destroy();
        }
    }

    /**
     * Decryption under our RSA key. It never fails: what does not decrypt yields a random secret, so that the client's
     * Finished fails instead, and nobody learns why (RFC 5246 §7.4.7.1).
     *
     * @param clientHelloVersion the version that the premaster secret must repeat
     */
    record KeyTransport(PrivateKey key, int clientHelloVersion) implements PremasterSource {
        @Override
        public Secret premaster(TlsConfig config, ClientKeyExchange message) {
            return RsaKeyTransport.decryptPremaster(
                    config.jca(),
                    key,
                    config.random(),
                    message.encryptedPremaster().toArray(),
                    clientHelloVersion);
        }

        @Override
        public void destroy() {
            // The key is the credential's own and outlives the handshake.
        }

        @Override
        public String toString() {
            return "KeyTransport";
        }
    }
}
