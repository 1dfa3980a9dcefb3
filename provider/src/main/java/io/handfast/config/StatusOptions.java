package io.handfast.config;

/**
 * What is said about the revocation status of certificates within the handshake (RFC 6066 §8, RFC 6961, RFC 8446 §4.4.2.1).
 *
 * @param asks a client asks the server to staple
 * @param staples what a server staples
 */
public record StatusOptions(boolean asks, StatusSource staples) {
    /** Neither asks nor staples. */
    public static final StatusOptions NONE = new StatusOptions(false, StatusSource.NONE);
}
