package io.handfast.config;

/**
 * What is done about peers that are not what they should be, and only when asked (RFC 7507, RFC 5746).
 *
 * @param signalsFallback a client says so when the newest version that it offers is not the newest that we know
 * @param renegotiates a client answers a HelloRequest with another handshake, if that can be bound to the one before
 * @param requiresSecureRenegotiation peers before TLS 1.3 that do not know {@code renegotiation_info} are refused
 */
public record OldPeerOptions(boolean signalsFallback, boolean renegotiates, boolean requiresSecureRenegotiation) {
    /** Nothing. */
    public static final OldPeerOptions NONE = new OldPeerOptions(false, false, false);

    public OldPeerOptions withSignalsFallback(boolean value) {
        return new OldPeerOptions(value, renegotiates, requiresSecureRenegotiation);
    }

    public OldPeerOptions withRenegotiates(boolean value) {
        return new OldPeerOptions(signalsFallback, value, requiresSecureRenegotiation);
    }

    public OldPeerOptions withRequiresSecureRenegotiation(boolean value) {
        return new OldPeerOptions(signalsFallback, renegotiates, value);
    }
}
