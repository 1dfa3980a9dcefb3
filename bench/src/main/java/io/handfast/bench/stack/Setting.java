package io.handfast.bench.stack;

import io.handfast.tools.certificates.KeyKind;

/**
 * What both sides of a measurement are told.
 *
 * @param protocol the one version enabled, as the JSSE names it
 * @param suite the one cipher suite enabled
 * @param group the one named group enabled
 * @param key the kind of the server's key and of its chain's
 */
public record Setting(String protocol, String suite, String group, KeyKind key) {
    public static final Setting TLS13_ECDSA = tls13("x25519", KeyKind.P256);
    public static final Setting TLS13_RSA = tls13("x25519", KeyKind.RSA);
    public static final Setting TLS13_HYBRID = tls13("X25519MLKEM768", KeyKind.P256);
    public static final Setting TLS12_ECDHE =
            new Setting("TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "x25519", KeyKind.RSA);
    public static final Setting TLS12_RSA =
            new Setting("TLSv1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256", "x25519", KeyKind.RSA);

    /** Whether the one version is TLS 1.3. */
    boolean is13() {
        return protocol.equals("TLSv1.3");
    }

    private static Setting tls13(String group, KeyKind key) {
        return new Setting("TLSv1.3", "TLS_AES_128_GCM_SHA256", group, key);
    }
}
