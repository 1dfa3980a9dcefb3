package io.handfast.interop;

import io.handfast.tools.certificates.KeyKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The groups that are tried (RFC 8446 §4.2.7), as JSSE and OpenSSL name them. */
enum Group {
    X25519("x25519", "X25519", "X25519, 253 bits", true),
    X448("x448", "X448", "X448, 448 bits", true),
    P256("secp256r1", "P-256", "ECDH, prime256v1, 256 bits", true),
    P384("secp384r1", "P-384", "ECDH, secp384r1, 384 bits", true),
    P521("secp521r1", "P-521", "ECDH, secp521r1, 521 bits", true),
    FFDHE2048("ffdhe2048", "ffdhe2048", "DH, 2048 bits", false),
    FFDHE3072("ffdhe3072", "ffdhe3072", "DH, 3072 bits", false),
    FFDHE4096("ffdhe4096", "ffdhe4096", "DH, 4096 bits", false);

    /** What no key share of ours is ever for: named first by a peer, it makes a HelloRetryRequest necessary. */
    static final String UNKNOWN_TO_US = "ffdhe6144";

    private final String jsse;
    private final String openSsl;
    private final String temporaryKey;
    private final boolean curve;

    Group(String jsse, String openSsl, String temporaryKey, boolean curve) {
        this.jsse = jsse;
        this.openSsl = openSsl;
        this.temporaryKey = temporaryKey;
        this.curve = curve;
    }

    String jsse() {
        return jsse;
    }

    String openSsl() {
        return openSsl;
    }

    /** What {@code openssl s_client} reports after a handshake in this group. */
    String temporaryKey() {
        return temporaryKey;
    }

    /**
     * This group, and in TLS 1.2 also the curve of each certificate about, as its keys are bound to the same list
     * (RFC 8422 §5.1.1).
     */
    List<Group> with(Protocol protocol, KeyKind... certificates) {
        Set<Group> groups = new LinkedHashSet<>(List.of(this));
        for (KeyKind kind : certificates) {
            if (protocol == Protocol.TLS12) {
                switch (kind) {
                    case P256 -> groups.add(P256);
                    case P384 -> groups.add(P384);
                    case P521 -> groups.add(P521);
                    case RSA, RSASSA_PSS, ED25519, ED448 -> {}
                }
            }
        }
        return List.copyOf(groups);
    }

    /** The same as an option of the {@code openssl} command. */
    String openSsl(Protocol protocol, KeyKind... certificates) {
        return with(protocol, certificates).stream().map(group -> group.openSsl).collect(Collectors.joining(":"));
    }

    /** Curves also serve TLS 1.2 (RFC 8422 §5.1.1). */
    boolean curve() {
        return curve;
    }
}
