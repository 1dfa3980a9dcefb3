package io.handfast.config;

/**
 * What may be chosen for one connection and has a place neither in {@code SSLParameters} nor in the JDK's properties
 * (RFC 8446 §9.3).
 *
 * <p>A feature adds its choice here as a component with a copying {@code with…} method and a default in {@link #DEFAULTS}.
 *
 * @param abortWithoutCertificate a client that is asked for a certificate and has none that suits gives up, instead of
 *     sending an empty list (RFC 8446 §4.4.2.3)
 * @param earlyData what is sent and taken before the handshake is done (RFC 8446 §2.3)
 */
public record ConnectionOptions(boolean abortWithoutCertificate, EarlyDataOptions earlyData) {
    /** What holds unless something else is asked for. */
    public static final ConnectionOptions DEFAULTS = new ConnectionOptions(false, EarlyDataOptions.NONE);

    public ConnectionOptions withAbortWithoutCertificate(boolean value) {
        return new ConnectionOptions(value, earlyData);
    }

    public ConnectionOptions withEarlyData(EarlyDataOptions value) {
        return new ConnectionOptions(abortWithoutCertificate, value);
    }
}
