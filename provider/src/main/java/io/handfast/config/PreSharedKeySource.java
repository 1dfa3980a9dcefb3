package io.handfast.config;

import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** Where keys agreed outside of TLS come from (RFC 8446 §4.2.11). */
public interface PreSharedKeySource {
    /** There are none. */
    PreSharedKeySource NONE = new PreSharedKeySource() {
        @Override
        public List<ExternalPsk> offered(Optional<String> serverName) {
            return List.of();
        }

        @Override
        public Optional<ExternalPsk> find(Bytes identity) {
            return Optional.empty();
        }
    };

    /** Whether a key may be used without a key exchange where the sides can do none together (RFC 8446 §4.2.9). */
    default boolean aloneToo() {
        return false;
    }

    /** What a client offers to a server, the best first; none for a handshake by certificate. */
    List<ExternalPsk> offered(Optional<String> serverName);

    /** The key that a server knows by this identity. */
    Optional<ExternalPsk> find(Bytes identity);
}
