package io.handfast.iana;

import java.util.Optional;

/** The protocol versions we know, oldest first (RFC 8446 §4.2.1, RFC 5246 §E.1). */
public enum ProtocolVersion {
    TLS10(0x0301, "TLSv1"),
    TLS11(0x0302, "TLSv1.1"),
    TLS12(0x0303, "TLSv1.2"),
    TLS13(0x0304, "TLSv1.3");

    /** The code point of SSL 3.0, which we know only to refuse it (RFC 8446 §D.5). */
    public static final int SSL30 = 0x0300;

    private final int code;
    private final String protocolName;

    ProtocolVersion(int code, String protocolName) {
        this.code = code;
        this.protocolName = protocolName;
    }

    /** The code point on the wire. */
    public int code() {
        return code;
    }

    /** The name that the Java platform uses, such as {@code TLSv1.3}. */
    public String protocolName() {
        return protocolName;
    }

    /** True for TLS 1.3. */
    public boolean is13() {
        return this == TLS13;
    }

    /** True for TLS 1.1 and 1.0, whose handshake names neither hashes nor signature schemes. */
    public boolean before12() {
        return this == TLS10 || this == TLS11;
    }

    /** The version with this code point; empty for all others. */
    public static Optional<ProtocolVersion> of(int code) {
        for (ProtocolVersion version : values()) {
            if (version.code == code) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** The version with this platform name; empty for all others. */
    public static Optional<ProtocolVersion> named(String protocolName) {
        for (ProtocolVersion version : values()) {
            if (version.protocolName.equals(protocolName)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return protocolName;
    }
}
