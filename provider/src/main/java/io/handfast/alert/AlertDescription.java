package io.handfast.alert;

import java.util.Locale;
import java.util.Optional;

/**
 * The alerts a TLS peer may send, with their code points (RFC 8446 §6, RFC 5246 §7.2).
 *
 * <p>A fault is raised by naming its alert and saying why: {@code throw ILLEGAL_PARAMETER.because("…")}.
 */
public enum AlertDescription {
    CLOSE_NOTIFY(0),
    UNEXPECTED_MESSAGE(10),
    BAD_RECORD_MAC(20),
    RECORD_OVERFLOW(22),
    HANDSHAKE_FAILURE(40),
    BAD_CERTIFICATE(42),
    UNSUPPORTED_CERTIFICATE(43),
    CERTIFICATE_REVOKED(44),
    CERTIFICATE_EXPIRED(45),
    CERTIFICATE_UNKNOWN(46),
    ILLEGAL_PARAMETER(47),
    UNKNOWN_CA(48),
    ACCESS_DENIED(49),
    DECODE_ERROR(50),
    DECRYPT_ERROR(51),
    PROTOCOL_VERSION(70),
    INSUFFICIENT_SECURITY(71),
    INTERNAL_ERROR(80),
    INAPPROPRIATE_FALLBACK(86),
    USER_CANCELED(90),
    NO_RENEGOTIATION(100),
    MISSING_EXTENSION(109),
    UNSUPPORTED_EXTENSION(110),
    UNRECOGNIZED_NAME(112),
    BAD_CERTIFICATE_STATUS_RESPONSE(113),
    UNKNOWN_PSK_IDENTITY(115),
    CERTIFICATE_REQUIRED(116),
    NO_APPLICATION_PROTOCOL(120);

    private final int code;

    AlertDescription(int code) {
        this.code = code;
    }

    /** The code point on the wire, 0 to 255. */
    public int code() {
        return code;
    }

    /** The name as the RFCs write it, such as {@code illegal_parameter}. */
    public String ianaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A fault that this alert reports to the peer, with a reason a person can act on. */
    public TlsException because(String reason) {
        return new TlsException(this, reason, null);
    }

    /** As {@link #because(String)}, keeping what led to it. */
    public TlsException because(String reason, Throwable cause) {
        return new TlsException(this, reason, cause);
    }

    /** The alert with this code point, if it is one we know. */
    public static Optional<AlertDescription> of(int code) {
        for (AlertDescription description : values()) {
            if (description.code == code) {
                return Optional.of(description);
            }
        }
        return Optional.empty();
    }

    /** The name of any code point, known or not, for messages to people. */
    public static String nameOf(int code) {
        return of(code).map(AlertDescription::ianaName).orElse("alert " + code);
    }
}
