package io.handfast.suite;

import static io.handfast.crypto.HashAlgorithm.SHA1;
import static io.handfast.crypto.HashAlgorithm.SHA256;
import static io.handfast.crypto.HashAlgorithm.SHA384;
import static io.handfast.crypto.aead.AeadAlgorithm.AES_128_CCM;
import static io.handfast.crypto.aead.AeadAlgorithm.AES_128_CCM_8;
import static io.handfast.crypto.aead.AeadAlgorithm.AES_128_GCM;
import static io.handfast.crypto.aead.AeadAlgorithm.AES_256_CCM;
import static io.handfast.crypto.aead.AeadAlgorithm.AES_256_CCM_8;
import static io.handfast.crypto.aead.AeadAlgorithm.AES_256_GCM;
import static io.handfast.crypto.aead.AeadAlgorithm.CHACHA20_POLY1305;
import static io.handfast.crypto.cbc.CbcAlgorithm.AES_128_CBC;
import static io.handfast.crypto.cbc.CbcAlgorithm.AES_256_CBC;
import static io.handfast.crypto.cbc.CbcAlgorithm.TRIPLE_DES_EDE_CBC;
import static io.handfast.suite.KeyExchange.DHE;
import static io.handfast.suite.KeyExchange.ECDHE;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.aead.AeadAlgorithm;
import io.handfast.crypto.cbc.CbcAlgorithm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registry of cipher suites, in order of preference (RFC 8446 Appendix B.4, RFC 5246 Appendix C, RFC 5288, RFC 5289,
 * RFC 7251, RFC 7905, RFC 8422 §6).
 *
 * <p>TLS 1.3 first; then forward secrecy before none, and AEAD before CBC. The last hash in a line is the PRF's in TLS
 * 1.2, which the name of a suite older than TLS 1.2 does not tell. The signalling values TLS_EMPTY_RENEGOTIATION_INFO_SCSV and
 * TLS_FALLBACK_SCSV are no suites and not listed.
 */
public final class CipherSuites {
    private static final List<CipherSuite> ALL = List.of(
            tls13(0x1301, "TLS_AES_128_GCM_SHA256", AES_128_GCM, SHA256),
            tls13(0x1302, "TLS_AES_256_GCM_SHA384", AES_256_GCM, SHA384),
            tls13(0x1303, "TLS_CHACHA20_POLY1305_SHA256", CHACHA20_POLY1305, SHA256),
            // Forward secrecy and an AEAD.
            ecdsa(0xC02B, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", aead(AES_128_GCM), SHA256),
            rsa(0xC02F, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", ECDHE, aead(AES_128_GCM), SHA256),
            ecdsa(0xC02C, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", aead(AES_256_GCM), SHA384),
            rsa(0xC030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", ECDHE, aead(AES_256_GCM), SHA384),
            ecdsa(0xCCA9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", aead(CHACHA20_POLY1305), SHA256),
            rsa(0xCCA8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", ECDHE, aead(CHACHA20_POLY1305), SHA256),
            ecdsa(0xC0AC, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM", aead(AES_128_CCM), SHA256),
            ecdsa(0xC0AD, "TLS_ECDHE_ECDSA_WITH_AES_256_CCM", aead(AES_256_CCM), SHA256),
            ecdsa(0xC0AE, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", aead(AES_128_CCM_8), SHA256),
            ecdsa(0xC0AF, "TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8", aead(AES_256_CCM_8), SHA256),
            rsa(0x009E, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", DHE, aead(AES_128_GCM), SHA256),
            rsa(0x009F, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", DHE, aead(AES_256_GCM), SHA384),
            rsa(0xCCAA, "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", DHE, aead(CHACHA20_POLY1305), SHA256),
            // Forward secrecy and CBC.
            ecdsa(0xC023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", cbc(AES_128_CBC, SHA256), SHA256),
            rsa(0xC027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", ECDHE, cbc(AES_128_CBC, SHA256), SHA256),
            ecdsa(0xC024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", cbc(AES_256_CBC, SHA384), SHA384),
            rsa(0xC028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", ECDHE, cbc(AES_256_CBC, SHA384), SHA384),
            rsa(0x0067, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", DHE, cbc(AES_128_CBC, SHA256), SHA256),
            rsa(0x006B, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256", DHE, cbc(AES_256_CBC, SHA256), SHA256),
            ecdsa(0xC009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", cbc(AES_128_CBC, SHA1), SHA256),
            rsa(0xC013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", ECDHE, cbc(AES_128_CBC, SHA1), SHA256),
            ecdsa(0xC00A, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", cbc(AES_256_CBC, SHA1), SHA256),
            rsa(0xC014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", ECDHE, cbc(AES_256_CBC, SHA1), SHA256),
            rsa(0x0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", DHE, cbc(AES_128_CBC, SHA1), SHA256),
            rsa(0x0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA", DHE, cbc(AES_256_CBC, SHA1), SHA256),
            // No forward secrecy.
            rsa(0x009C, "TLS_RSA_WITH_AES_128_GCM_SHA256", KeyExchange.RSA, aead(AES_128_GCM), SHA256),
            rsa(0x009D, "TLS_RSA_WITH_AES_256_GCM_SHA384", KeyExchange.RSA, aead(AES_256_GCM), SHA384),
            rsa(0x003C, "TLS_RSA_WITH_AES_128_CBC_SHA256", KeyExchange.RSA, cbc(AES_128_CBC, SHA256), SHA256),
            rsa(0x003D, "TLS_RSA_WITH_AES_256_CBC_SHA256", KeyExchange.RSA, cbc(AES_256_CBC, SHA256), SHA256),
            rsa(0x002F, "TLS_RSA_WITH_AES_128_CBC_SHA", KeyExchange.RSA, cbc(AES_128_CBC, SHA1), SHA256),
            rsa(0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA", KeyExchange.RSA, cbc(AES_256_CBC, SHA1), SHA256),
            rsa(0x000A, "TLS_RSA_WITH_3DES_EDE_CBC_SHA", KeyExchange.RSA, cbc(TRIPLE_DES_EDE_CBC, SHA1), SHA256));

    /** Registry names whose JSSE name is another one, from the days of SSL 3.0 (Java Security Standard Algorithm Names). */
    private static final Map<String, String> JSSE_NAMES =
            Map.of("TLS_RSA_WITH_3DES_EDE_CBC_SHA", "SSL_RSA_WITH_3DES_EDE_CBC_SHA");

    private static final Map<Integer, CipherSuite> BY_CODE_POINT = new HashMap<>();
    private static final Map<String, CipherSuite> BY_NAME = new HashMap<>();

    static {
        for (CipherSuite each : ALL) {
            BY_CODE_POINT.put(each.codePoint(), each);
            BY_NAME.put(each.ianaName(), each);
            BY_NAME.put(jsseName(each), each);
        }
    }

    private CipherSuites() {}

    /** All suites, most preferred first. */
    public static List<CipherSuite> all() {
        return ALL;
    }

    public static Optional<CipherSuite> byCodePoint(int codePoint) {
        return Optional.ofNullable(BY_CODE_POINT.get(codePoint));
    }

    /** The name that JSSE gives a suite, which is the registry's for all but the oldest. */
    public static String jsseName(CipherSuite suite) {
        return JSSE_NAMES.getOrDefault(suite.ianaName(), suite.ianaName());
    }

    /** Looks a suite up by its exact name, the registry's or JSSE's. */
    public static Optional<CipherSuite> byName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static CipherSuite13 tls13(int codePoint, String name, AeadAlgorithm aead, HashAlgorithm hash) {
        return new CipherSuite13(codePoint, name, aead, hash);
    }

    private static CipherSuite12 ecdsa(int codePoint, String name, BulkCipher cipher, HashAlgorithm hash) {
        return new CipherSuite12(codePoint, name, ECDHE, Authentication.ECDSA, cipher, hash);
    }

    private static CipherSuite12 rsa(
            int codePoint, String name, KeyExchange keyExchange, BulkCipher cipher, HashAlgorithm hash) {
        return new CipherSuite12(codePoint, name, keyExchange, Authentication.RSA, cipher, hash);
    }

    private static BulkCipher aead(AeadAlgorithm algorithm) {
        return new AeadBulkCipher(algorithm);
    }

    private static BulkCipher cbc(CbcAlgorithm algorithm, HashAlgorithm mac) {
        return new CbcBulkCipher(algorithm, mac);
    }
}
