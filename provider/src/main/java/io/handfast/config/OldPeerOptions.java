package io.handfast.config;

/**
 * What a client does for the sake of servers that are not what they should be, and only when asked (RFC 7507, RFC 5746).
 *
 * @param signalsFallback it says so when the newest version that it offers is not the newest that we know
 * @param renegotiates it answers a HelloRequest with another handshake, if that can be bound to the one before
 */
public record OldPeerOptions(boolean signalsFallback, boolean renegotiates) {
    /** Neither. */
    public static final OldPeerOptions NONE = new OldPeerOptions(false, false);

    public OldPeerOptions withSignalsFallback(boolean value) {
        return new OldPeerOptions(value, renegotiates);
    }

    public OldPeerOptions withRenegotiates(boolean value) {
        return new OldPeerOptions(signalsFallback, value);
    }
}
