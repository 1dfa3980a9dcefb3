package io.handfast;

/** What has become of the early data of a connection (RFC 8446 §4.2.10). */
public enum EarlyDataStatus {
    /** The client has sent none: it had none, or no ticket that allows it. */
    NOT_OFFERED,
    /** The client has sent some, and the server has not answered yet. */
    OFFERED,
    /** The server takes it. */
    ACCEPTED,
    /** The server has passed over it: it is for the client to send again, if it still wants to. */
    REJECTED;

    static EarlyDataStatus of(io.handfast.config.EarlyDataStatus status) {
        return switch (status) {
            case NOT_OFFERED -> NOT_OFFERED;
            case OFFERED -> OFFERED;
            case ACCEPTED -> ACCEPTED;
            case REJECTED -> REJECTED;
        };
    }
}
