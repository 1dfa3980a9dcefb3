package io.handfast.session;

import org.jspecify.annotations.Nullable;

/**
 * Whom a client wants to reach: sessions are remembered under it (RFC 8446 §4.6.1).
 *
 * @param host the host as the program named it
 * @param port 0 to 65535
 */
public record PeerKey(String host, int port) {
    // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static field.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PeerKey that && port == that.port && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }
}
