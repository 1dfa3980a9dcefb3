package io.handfast.iana;

import java.util.Optional;

/** The form in which a side shows its key (RFC 7250 §3, the IANA registry "TLS Certificate Types"). */
public enum CertificateType {
    X509(0, "X.509"),
    /** A SubjectPublicKeyInfo, and nobody who vouches for it. */
    RAW_PUBLIC_KEY(2, "RawPublicKey");

    private final int code;
    private final String ianaName;

    CertificateType(int code, String ianaName) {
        this.code = code;
        this.ianaName = ianaName;
    }

    public int code() {
        return code;
    }

    /** The name in the registry. */
    public String ianaName() {
        return ianaName;
    }

    /** The type with this code, if we know it. */
    public static Optional<CertificateType> of(int code) {
        for (CertificateType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
