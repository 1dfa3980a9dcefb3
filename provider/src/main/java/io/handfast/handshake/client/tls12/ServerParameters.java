package io.handfast.handshake.client.tls12;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.FinishedVerified;
import io.handfast.auth.PeerAuthenticated;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Secret;
import io.handfast.message.ClientKeyExchange;

/** What the server gave us to agree on a key with, and how that shows who it is (RFC 5246 §7.4.3, §F.1.1). */
sealed interface ServerParameters permits SignedShare, SignedFiniteFieldShare, EncryptionKey {
    /** Our half of the key exchange, with the premaster secret that follows from both. */
    ClientShare answer(TlsConfig config);

    /** Joins the proofs that this key exchange gives. */
    PeerAuthenticated authenticated(ChainVerified chain, FinishedVerified finished);

    /** Our half of the key exchange and the secret that comes of it. */
    record ClientShare(ClientKeyExchange message, Secret premasterSecret) {}
}
