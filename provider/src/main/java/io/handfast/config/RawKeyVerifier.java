package io.handfast.config;

import java.security.PublicKey;
import java.util.Optional;

/**
 * The port to whoever decides whether a peer's raw public key is trusted (RFC 7250 §6).
 *
 * <p>Called never under a lock, and possibly on another thread. May block.
 */
@FunctionalInterface
public interface RawKeyVerifier {
    /**
     * Whether the key is the peer's.
     *
     * @param serverName the name that this client asked for; empty on a server, and where a client asks for none
     */
    boolean trusts(PublicKey key, Optional<String> serverName);
}
