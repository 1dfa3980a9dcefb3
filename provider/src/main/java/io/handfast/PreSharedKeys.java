package io.handfast;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a program's pre-shared keys come from; called in the course of handshakes, on any thread (RFC 8446 §4.2.11).
 *
 * <p>A client implements {@link #offered}, a server {@link #find}. A handshake in which no key is found goes on with
 * certificates.
 */
@SuppressWarnings("AmbiguousMethodReference") // the wish and the question have one name on purpose
public interface PreSharedKeys {
    /**
     * What a client offers, the best first; with any, it offers no session to resume.
     *
     * @param serverName the name of the server that it asks for, if it asks for one
     */
    default List<PreSharedKey> offered(Optional<String> serverName) {
        return List.of();
    }

    /**
     * The key that a server knows by an identity; asked more than once in a handshake, because the cipher suite depends on the
     * key's hash. Whether it is used as it is or imported must be what the client does.
     *
     * @param identity as the client sent it; of an imported key the external identity alone
     */
    default Optional<PreSharedKey> find(byte[] identity) {
        return Optional.empty();
    }

    /**
     * Whether a key may also be used alone ({@code psk_ke}), where client and server have no key exchange in common; false unless
     * overridden. Whoever learns such a key later can read what was said, so this is for devices that can do no better.
     */
    default boolean aloneToo() {
        return false;
    }

    /** A client's one key for all servers, or a server's one key for all clients. */
    static PreSharedKeys of(PreSharedKey key) {
        return new PreSharedKeys() {
            @Override
            public List<PreSharedKey> offered(Optional<String> serverName) {
                return List.of(key);
            }

            @Override
            public Optional<PreSharedKey> find(byte[] identity) {
                return Arrays.equals(identity, key.identity()) ? Optional.of(key) : Optional.empty();
            }
        };
    }

    /** The same keys, which may also be used alone; see {@link #aloneToo}. */
    static PreSharedKeys alsoAlone(PreSharedKeys keys) {
        return new PreSharedKeys() {
            @Override
            public List<PreSharedKey> offered(Optional<String> serverName) {
                return keys.offered(serverName);
            }

            @Override
            public Optional<PreSharedKey> find(byte[] identity) {
                return keys.find(identity);
            }

            @Override
            public boolean aloneToo() {
                return true;
            }
        };
    }
}
