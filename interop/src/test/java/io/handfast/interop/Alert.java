package io.handfast.interop;

import java.util.Locale;

/** The alerts that the refusals end in, with the numbers that OpenSSL reports (RFC 8446 §6). */
enum Alert {
    HANDSHAKE_FAILURE(40),
    UNSUPPORTED_CERTIFICATE(43),
    CERTIFICATE_REVOKED(44),
    CERTIFICATE_EXPIRED(45),
    CERTIFICATE_UNKNOWN(46),
    ILLEGAL_PARAMETER(47),
    UNKNOWN_CA(48),
    PROTOCOL_VERSION(70),
    INSUFFICIENT_SECURITY(71),
    INAPPROPRIATE_FALLBACK(86),
    BAD_CERTIFICATE_STATUS_RESPONSE(113),
    CERTIFICATE_REQUIRED(116),
    NO_APPLICATION_PROTOCOL(120);

    private final int code;

    Alert(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** As the RFC writes it. */
    String alertName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
