package io.handfast.config;

import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuites;
import java.time.Duration;
import java.util.List;

/**
 * Every default choice on one page: what is enabled, in which order, and the limits (RFC 8446 §9.1, RFC 9325).
 *
 * <p>An entry is enabled here; that it exists is said by its registry. {@link SystemProperties} may override, and the
 * platform's algorithm constraints may take away.
 */
public final class Defaults {
    /** The largest handshake message accepted, in bytes: room for long chains, not for exhaustion. */
    public static final int MAX_HANDSHAKE_MESSAGE_SIZE = 128 * 1024;

    /** The most content of a record, in bytes; unless less is wanted nothing is said about it (RFC 8446 §5.1). */
    public static final int MAX_RECORD_CONTENT = 1 << 14;

    /** The least that a record may be limited to, in bytes (RFC 8449 §4). */
    public static final int MIN_RECORD_CONTENT = 64;

    /** The most certificates accepted from a peer. */
    public static final int MAX_CERTIFICATE_CHAIN_LENGTH = 10;

    /** KeyUpdate messages a peer may send without application data in between, in either direction, before it counts as a flood. */
    public static final int MAX_KEY_UPDATES_IN_A_ROW = 32;

    /** Early data that a server passes over although it never allowed any, in bytes: two contexts may disagree. */
    public static final long MAX_SKIPPED_EARLY_DATA = 1 << 14;

    /** Requests for a certificate that a server may make on one connection after the handshake; each may cost a signature. */
    public static final int MAX_POST_HANDSHAKE_REQUESTS = 16;

    /** The names of authorities that a side asks its peer for, in bytes on the wire; more tell a peer nothing. */
    public static final int MAX_AUTHORITY_BYTES = 32 * 1024;

    /** Renegotiations that a client takes part in on one connection, before TLS 1.3 and only where they are enabled. */
    public static final int MAX_RENEGOTIATIONS = 16;

    /** How long a chain that was found good is not validated again. */
    static final Duration VALIDATION_LIFETIME = Duration.ofMinutes(5);

    /** How long a certificate waits for OCSP responders. */
    public static final Duration OCSP_TIMEOUT = Duration.ofSeconds(5);

    /** How long a certificate waits for a CRL, which may be large. */
    public static final Duration CRL_TIMEOUT = Duration.ofSeconds(15);

    /** By how much the clocks of responders may differ from ours. */
    public static final Duration OCSP_CLOCK_SKEW = Duration.ofMinutes(15);

    private static final List<CipherSuite> CIPHER_SUITES = List.of(
            suite("TLS_AES_128_GCM_SHA256"),
            suite("TLS_AES_256_GCM_SHA384"),
            suite("TLS_CHACHA20_POLY1305_SHA256"),
            suite("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
            suite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
            suite("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
            suite("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
            suite("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"),
            suite("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
            // For old servers, after all others; with encrypt-then-MAC where the peer knows it.
            suite("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"),
            suite("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"),
            suite("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"),
            suite("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"));

    private static final List<NamedGroup> GROUPS = List.of(
            // Both halves must fall before what was recorded today can be read (RFC 10024).
            group("X25519MLKEM768"),
            group("SecP256r1MLKEM768"),
            group("SecP384r1MLKEM1024"),
            group("x25519"),
            group("secp256r1"),
            group("x448"),
            group("secp384r1"),
            group("secp521r1"),
            group("ffdhe2048"),
            group("ffdhe3072"),
            group("ffdhe4096"));

    private static final List<NamedGroup> KEY_SHARE_GROUPS = List.of(group("X25519MLKEM768"), group("x25519"));

    private static final List<SignatureScheme> SIGNATURE_SCHEMES = List.of(
            scheme("ecdsa_secp256r1_sha256"),
            scheme("ed25519"),
            scheme("ecdsa_secp384r1_sha384"),
            scheme("ecdsa_secp521r1_sha512"),
            scheme("ed448"),
            scheme("rsa_pss_rsae_sha256"),
            scheme("rsa_pss_rsae_sha384"),
            scheme("rsa_pss_rsae_sha512"),
            scheme("rsa_pss_pss_sha256"),
            scheme("rsa_pss_pss_sha384"),
            scheme("rsa_pss_pss_sha512"),
            // PKCS #1 v1.5 signs TLS 1.2 handshakes, and certificates in both versions (RFC 8446 §4.2.3).
            scheme("rsa_pkcs1_sha256"),
            scheme("rsa_pkcs1_sha384"),
            scheme("rsa_pkcs1_sha512"));

    private Defaults() {}

    /** Enabled versions, newest first. */
    public static List<ProtocolVersion> versions() {
        return List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12);
    }

    /** Enabled suites; RSA key transport is supported, but has no forward secrecy and is not among them. */
    public static List<CipherSuite> cipherSuites() {
        return CIPHER_SUITES;
    }

    public static List<NamedGroup> groups() {
        return GROUPS;
    }

    /** The groups a client sends shares for at once; the others cost a HelloRetryRequest. */
    public static List<NamedGroup> keyShareGroups() {
        return KEY_SHARE_GROUPS;
    }

    public static List<SignatureScheme> signatureSchemes() {
        return SIGNATURE_SCHEMES;
    }

    private static CipherSuite suite(String name) {
        return CipherSuites.byName(name).orElseThrow();
    }

    private static NamedGroup group(String name) {
        return NamedGroups.byName(name).orElseThrow();
    }

    private static SignatureScheme scheme(String name) {
        return SignatureSchemes.byName(name).orElseThrow();
    }
}
