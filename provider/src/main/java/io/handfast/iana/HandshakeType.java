package io.handfast.iana;

import java.util.Locale;
import java.util.Optional;

/** The handshake messages of all versions (RFC 8446 §4, RFC 5246 §7.4). */
public enum HandshakeType {
    HELLO_REQUEST(0),
    CLIENT_HELLO(1),
    SERVER_HELLO(2),
    NEW_SESSION_TICKET(4),
    END_OF_EARLY_DATA(5),
    ENCRYPTED_EXTENSIONS(8),
    CERTIFICATE(11),
    SERVER_KEY_EXCHANGE(12),
    CERTIFICATE_REQUEST(13),
    SERVER_HELLO_DONE(14),
    CERTIFICATE_VERIFY(15),
    CLIENT_KEY_EXCHANGE(16),
    FINISHED(20),
    CERTIFICATE_STATUS(22),
    KEY_UPDATE(24),
    COMPRESSED_CERTIFICATE(25),
    MESSAGE_HASH(254);

    private static final HandshakeType[] BY_CODE = new HandshakeType[256];

    static {
        for (HandshakeType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final String ianaName = name().toLowerCase(Locale.ROOT);

    HandshakeType(int code) {
        this.code = code;
    }

    /** The code point on the wire. */
    public int code() {
        return code;
    }

    /** The name as the RFCs write it, such as {@code client_hello}. */
    public String ianaName() {
        return ianaName;
    }

    /** The type with this code point; empty for all others. */
    public static Optional<HandshakeType> of(int code) {
        return Optional.ofNullable(BY_CODE[code & 0xff]);
    }
}
