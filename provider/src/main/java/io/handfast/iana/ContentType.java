package io.handfast.iana;

import java.util.Optional;

/** What a record carries (RFC 8446 §5.1). */
public enum ContentType {
    CHANGE_CIPHER_SPEC(20),
    ALERT(21),
    HANDSHAKE(22),
    APPLICATION_DATA(23);

    private final int code;

    ContentType(int code) {
        this.code = code;
    }

    /** The code point on the wire. */
    public int code() {
        return code;
    }

    /** The type with this code point; empty for all others. */
    public static Optional<ContentType> of(int code) {
        return switch (code) {
            case 20 -> Optional.of(CHANGE_CIPHER_SPEC);
            case 21 -> Optional.of(ALERT);
            case 22 -> Optional.of(HANDSHAKE);
            case 23 -> Optional.of(APPLICATION_DATA);
            default -> Optional.empty();
        };
    }
}
