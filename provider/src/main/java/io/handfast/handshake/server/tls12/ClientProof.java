package io.handfast.handshake.server.tls12;

import io.handfast.auth.ChainVerified;
import io.handfast.auth.PeerAuthenticated;

/** What is known of the client before its key exchange: all there is, or a chain whose key is still to be proven (RFC 5246 §7.4.6, §7.4.8). */
sealed interface ClientProof {
    /** Nothing more to come: the client has no certificate, and need not. */
    record Given(PeerAuthenticated peer) implements ClientProof {}

    /** A CertificateVerify must follow the key exchange. */
    record Owed(ChainVerified chain) implements ClientProof {}
}
