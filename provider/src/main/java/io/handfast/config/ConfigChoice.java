package io.handfast.config;

/**
 * The port to whoever chooses a server's configuration by what the client offers, before anything else is chosen.
 *
 * <p>Asked once for each connection, in a costly step and never under a lock. May block.
 */
public interface ConfigChoice {
    /** The configuration stays what it is. */
    ConfigChoice NONE = (hello, config) -> config;

    /**
     * The configuration for this connection.
     *
     * @param config what it would be otherwise
     * @throws io.handfast.alert.TlsException to refuse the client
     */
    TlsConfig choose(OfferedHello hello, TlsConfig config);
}
