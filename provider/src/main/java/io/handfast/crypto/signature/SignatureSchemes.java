package io.handfast.crypto.signature;

import static io.handfast.crypto.HashAlgorithm.SHA1;
import static io.handfast.crypto.HashAlgorithm.SHA256;
import static io.handfast.crypto.HashAlgorithm.SHA384;
import static io.handfast.crypto.HashAlgorithm.SHA512;

import io.handfast.crypto.NistCurve;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The registry of signature schemes, in order of preference (RFC 8446 §4.2.3). */
public final class SignatureSchemes {
    private static final String RSA = "RSA";
    private static final String PSS = "RSASSA-PSS";

    private static final List<SignatureScheme> ALL = List.of(
            new EcdsaScheme(0x0403, "ecdsa_secp256r1_sha256", NistCurve.SECP256R1, SHA256),
            new EdDsaScheme(0x0807, "ed25519", BundledEdDsa.ED25519),
            new EcdsaScheme(0x0503, "ecdsa_secp384r1_sha384", NistCurve.SECP384R1, SHA384),
            new RsaPssScheme(0x0804, "rsa_pss_rsae_sha256", RSA, SHA256),
            new RsaPssScheme(0x0805, "rsa_pss_rsae_sha384", RSA, SHA384),
            new RsaPssScheme(0x0806, "rsa_pss_rsae_sha512", RSA, SHA512),
            new RsaPssScheme(0x0809, "rsa_pss_pss_sha256", PSS, SHA256),
            new RsaPssScheme(0x080A, "rsa_pss_pss_sha384", PSS, SHA384),
            new RsaPssScheme(0x080B, "rsa_pss_pss_sha512", PSS, SHA512),
            new EcdsaScheme(0x0603, "ecdsa_secp521r1_sha512", NistCurve.SECP521R1, SHA512),
            new EdDsaScheme(0x0808, "ed448", BundledEdDsa.ED448),
            new RsaPkcs1Scheme(0x0401, "rsa_pkcs1_sha256", SHA256),
            new RsaPkcs1Scheme(0x0501, "rsa_pkcs1_sha384", SHA384),
            new RsaPkcs1Scheme(0x0601, "rsa_pkcs1_sha512", SHA512),
            new EcdsaScheme(0x0203, "ecdsa_sha1", null, SHA1),
            new RsaPkcs1Scheme(0x0201, "rsa_pkcs1_sha1", SHA1));

    private static final Map<Integer, Optional<SignatureScheme>> BY_CODE_POINT = new HashMap<>();

    static {
        for (SignatureScheme each : ALL) {
            BY_CODE_POINT.put(each.codePoint(), Optional.of(each));
        }
    }

    /** What TLS 1.1 and 1.0 sign with; the key alone decides between them. */
    private static final List<SignatureScheme> BEFORE_12 =
            List.of(byCodePoint(0x0203).orElseThrow(), new RsaMd5Sha1Scheme());

    private SignatureSchemes() {}

    /** All schemes, most preferred first; the {@linkplain SignatureScheme#legacy legacy} ones stand at the end. */
    public static List<SignatureScheme> all() {
        return ALL;
    }

    public static Optional<SignatureScheme> byCodePoint(int codePoint) {
        return BY_CODE_POINT.getOrDefault(codePoint, Optional.empty());
    }

    /**
     * The schemes of TLS 1.1 and 1.0, one per kind of key: SHA-1 with ECDSA, and MD5 beside SHA-1 with RSA (RFC 4346
     * §7.4.3, RFC 4492 §5.4).
     */
    public static List<SignatureScheme> before12() {
        return BEFORE_12;
    }

    /** Looks a scheme up by its registry name, in any case. */
    public static Optional<SignatureScheme> byName(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (SignatureScheme each : ALL) {
            if (each.ianaName().equals(wanted)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
