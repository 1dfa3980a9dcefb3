package io.handfast.interop;

import io.handfast.tools.certificates.KeyKind;
import java.util.EnumSet;
import java.util.Set;

/** The suites that are tried, each with the kinds of key it can be used with (RFC 8446 §B.4, RFC 5289, RFC 7905, RFC 5288). */
enum Suite {
    AES_128(Protocol.TLS13, "TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256", EnumSet.allOf(KeyKind.class)),
    AES_256(Protocol.TLS13, "TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384", EnumSet.allOf(KeyKind.class)),
    CHACHA20(
            Protocol.TLS13,
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            EnumSet.allOf(KeyKind.class)),
    ECDSA_AES_128("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256", ecdsa()),
    ECDSA_AES_256("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384", ecdsa()),
    ECDSA_CHACHA20("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305", ecdsa()),
    RSA_AES_128("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256", rsa()),
    RSA_AES_256("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384", rsa()),
    RSA_CHACHA20("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-RSA-CHACHA20-POLY1305", rsa()),
    KEY_TRANSPORT_AES_128("TLS_RSA_WITH_AES_128_GCM_SHA256", "AES128-GCM-SHA256", EnumSet.of(KeyKind.RSA)),
    KEY_TRANSPORT_AES_256("TLS_RSA_WITH_AES_256_GCM_SHA384", "AES256-GCM-SHA384", EnumSet.of(KeyKind.RSA));

    private final Protocol protocol;
    private final String jsse;
    private final String openSsl;
    private final Set<KeyKind> kinds;

    Suite(String jsse, String openSsl, Set<KeyKind> kinds) {
        this(Protocol.TLS12, jsse, openSsl, kinds);
    }

    Suite(Protocol protocol, String jsse, String openSsl, Set<KeyKind> kinds) {
        this.protocol = protocol;
        this.jsse = jsse;
        this.openSsl = openSsl;
        this.kinds = kinds;
    }

    Protocol protocol() {
        return protocol;
    }

    String jsse() {
        return jsse;
    }

    String openSsl() {
        return openSsl;
    }

    /** The option of the {@code openssl} command that takes this suite. */
    String option() {
        return protocol == Protocol.TLS13 ? "-ciphersuites" : "-cipher";
    }

    boolean fits(KeyKind kind) {
        return kinds.contains(kind);
    }

    boolean keyTransport() {
        return this == KEY_TRANSPORT_AES_128 || this == KEY_TRANSPORT_AES_256;
    }

    // RFC 8422 §5.10: EdDSA keys go with the ECDSA suites.
    private static Set<KeyKind> ecdsa() {
        return EnumSet.of(KeyKind.P256, KeyKind.P384, KeyKind.P521, KeyKind.ED25519, KeyKind.ED448);
    }

    private static Set<KeyKind> rsa() {
        return EnumSet.of(KeyKind.RSA, KeyKind.RSASSA_PSS);
    }
}
