package io.handfast.keyschedule;

import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Secret;

/** The second phase of the TLS 1.3 key schedule: the keys that protect the handshake itself (RFC 8446 §7.1). */
public final class HandshakeSecret {
    private final Hkdf hkdf;
    // Seen by the tests in this package, which compare it with RFC 8448.
    final Secret secret;

    HandshakeSecret(Hkdf hkdf, Secret secret) {
        this.hkdf = hkdf;
        this.secret = secret;
    }

    /** client_handshake_traffic_secret, from the hash up to the ServerHello. */
    public TrafficSecret clientHandshakeTrafficSecret(byte[] transcriptHash) {
        return new TrafficSecret(
                hkdf, ExpandLabel.deriveSecret(hkdf, secret, Label.CLIENT_HANDSHAKE_TRAFFIC, transcriptHash));
    }

    /** server_handshake_traffic_secret, from the hash up to the ServerHello. */
    public TrafficSecret serverHandshakeTrafficSecret(byte[] transcriptHash) {
        return new TrafficSecret(
                hkdf, ExpandLabel.deriveSecret(hkdf, secret, Label.SERVER_HANDSHAKE_TRAFFIC, transcriptHash));
    }

    /** The last phase; destroys this one. */
    public MasterSecret masterSecret() {
        Secret salt = ExpandLabel.derived(hkdf, secret);
        secret.destroy();
        try {
            return new MasterSecret(
                    hkdf, hkdf.extract(salt, Secret.zeros(hkdf.hash().length())));
        } finally {
            salt.destroy();
        }
    }

    /** Zeroes the secret, for the case that the handshake fails. */
    public void destroy() {
        secret.destroy();
    }
}
