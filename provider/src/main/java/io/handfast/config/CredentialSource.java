package io.handfast.config;

import io.handfast.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The port to whoever holds our keys and chains (RFC 8446 §4.4.2.2, §4.4.2.3).
 *
 * <p>Called never under a lock, and possibly on another thread. May block. What the peer asked for (names, schemes) is
 * published as {@link HandshakeFacts} before the call.
 */
public interface CredentialSource {
    /**
     * The server's credential for a key type, if it has one.
     *
     * @param keyType {@code EC}, {@code RSA}, {@code RSASSA-PSS} or {@code EdDSA}
     * @param authorities the DER-encoded names one of which must have issued a certificate of the chain; empty for any
     */
    Optional<Credential> serverCredential(String keyType, List<byte[]> authorities);

    /**
     * The client's credential for one of the key types, if it has one.
     *
     * @param keyTypes in order of preference
     * @param authorities the DER-encoded names the server accepts; empty for any
     */
    Optional<Credential> clientCredential(List<String> keyTypes, List<byte[]> authorities);

    /**
     * A chain that we may show, for a session that another server of ours has made; quick.
     *
     * @param digest the SHA-256 digest of its leaf
     * @return leaf first; empty if we have none, or cannot tell
     */
    default List<X509Certificate> chainOf(Bytes digest) {
        return List.of();
    }

    /**
     * Called before sessions are looked for, so that {@link #allowsResumption} knows what has become of our keys.
     *
     * @param mayTakeLong whether this is a costly step, in which files may be read
     */
    default void lookAgain(boolean mayTakeLong) {}

    /**
     * Whether a session may be resumed in which we showed this chain; not if its key was taken away from us since. Quick, because
     * it may be asked under a lock.
     *
     * @param shown leaf first; empty if it is not known any more
     */
    default boolean allowsResumption(List<X509Certificate> shown) {
        return true;
    }
}
