package io.handfast.suite;

import static io.handfast.crypto.HashAlgorithm.SHA256;
import static io.handfast.crypto.HashAlgorithm.SHA384;
import static io.handfast.crypto.aead.AeadAlgorithm.AES_128_GCM;
import static io.handfast.crypto.aead.AeadAlgorithm.AES_256_GCM;
import static io.handfast.crypto.aead.AeadAlgorithm.CHACHA20_POLY1305;
import static io.handfast.suite.KeyExchange.ECDHE;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.aead.AeadAlgorithm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The registry of cipher suites, in order of preference (RFC 8446 Appendix B.4, RFC 5288, RFC 5289, RFC 7905).
 *
 * <p>TLS 1.3 first; then forward secrecy before none. The signalling values TLS_EMPTY_RENEGOTIATION_INFO_SCSV and
 * TLS_FALLBACK_SCSV are no suites and not listed.
 */
public final class CipherSuites {
    private static final List<CipherSuite> ALL = List.of(
            tls13(0x1301, "TLS_AES_128_GCM_SHA256", AES_128_GCM, SHA256),
            tls13(0x1302, "TLS_AES_256_GCM_SHA384", AES_256_GCM, SHA384),
            tls13(0x1303, "TLS_CHACHA20_POLY1305_SHA256", CHACHA20_POLY1305, SHA256),
            ecdsa(0xC02B, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", AES_128_GCM, SHA256),
            rsa(0xC02F, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", ECDHE, AES_128_GCM, SHA256),
            ecdsa(0xC02C, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", AES_256_GCM, SHA384),
            rsa(0xC030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", ECDHE, AES_256_GCM, SHA384),
            ecdsa(0xCCA9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", CHACHA20_POLY1305, SHA256),
            rsa(0xCCA8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", ECDHE, CHACHA20_POLY1305, SHA256),
            rsa(0x009C, "TLS_RSA_WITH_AES_128_GCM_SHA256", KeyExchange.RSA, AES_128_GCM, SHA256),
            rsa(0x009D, "TLS_RSA_WITH_AES_256_GCM_SHA384", KeyExchange.RSA, AES_256_GCM, SHA384));

    private static final Map<Integer, CipherSuite> BY_CODE_POINT =
            ALL.stream().collect(Collectors.toUnmodifiableMap(CipherSuite::codePoint, Function.identity()));
    private static final Map<String, CipherSuite> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(CipherSuite::ianaName, Function.identity()));

    private CipherSuites() {}

    /** All suites, most preferred first. */
    public static List<CipherSuite> all() {
        return ALL;
    }

    public static Optional<CipherSuite> byCodePoint(int codePoint) {
        return Optional.ofNullable(BY_CODE_POINT.get(codePoint));
    }

    /** Looks a suite up by its exact registry name. */
    public static Optional<CipherSuite> byName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static CipherSuite13 tls13(int codePoint, String name, AeadAlgorithm aead, HashAlgorithm hash) {
        return new CipherSuite13(codePoint, name, aead, hash);
    }

    private static CipherSuite12 ecdsa(int codePoint, String name, AeadAlgorithm aead, HashAlgorithm hash) {
        return new CipherSuite12(codePoint, name, ECDHE, Authentication.ECDSA, aead, hash);
    }

    private static CipherSuite12 rsa(
            int codePoint, String name, KeyExchange keyExchange, AeadAlgorithm aead, HashAlgorithm hash) {
        return new CipherSuite12(codePoint, name, keyExchange, Authentication.RSA, aead, hash);
    }
}
