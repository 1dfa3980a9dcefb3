package io.handfast.jsse;

import java.util.Optional;

/**
 * What an engine and a socket can both do beyond javax.net.ssl; programs reach it through
 * {@code io.handfast.HandfastConnection} (RFC 8446 §4.6, §7.5).
 */
public interface SecuredConnection {
    /** The session, once the handshake is done; asking does not begin one. */
    Optional<SessionView> establishedSession();
}
