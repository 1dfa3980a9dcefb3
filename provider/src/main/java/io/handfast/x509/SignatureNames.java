package io.handfast.x509;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The names of the algorithm that signed a certificate, whole and in parts, so that a rule for {@code SHA1} or {@code RSA} finds
 * {@code SHA1withRSA} (RFC 5280 §4.1.1.2, RFC 4055 §3.1).
 */
final class SignatureNames {
    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

    private static final Pattern PARTS = Pattern.compile("(?i)with|and|/");
    private static final Pattern SHA = Pattern.compile("SHA-?([0-9]+)");

    private static final Set<String> BROKEN_DIGESTS = Set.of("SHA1", "MD2", "MD4", "MD5");

    private SignatureNames() {}

    static Set<String> of(X509Certificate certificate) {
        return of(certificate.getSigAlgName(), certificate.getSigAlgOID(), certificate.getSigAlgParams());
    }

    /**
     * The names of any algorithm.
     *
     * @param algorithm as providers name it
     * @param parameters in DER, or null
     */
    static Set<String> of(String algorithm, String identifier, byte @Nullable [] parameters) {
        Set<String> names = new HashSet<>();
        names.add(algorithm);
        if (identifier.equals(RSASSA_PSS)) {
            names.add("RSASSA-PSS");
            names.add("RSA");
            pssDigest(parameters).ifPresent(digest -> {
                addDigest(names, digest);
                names.add(digest + "withRSA");
            });
            return Set.copyOf(names);
        }
        for (String part : PARTS.split(algorithm, -1)) {
            addDigest(names, part);
        }
        return Set.copyOf(names);
    }

    /** Whether SHA-1 or an older digest is among the names of an algorithm, also within RSASSA-PSS. */
    static boolean haveBrokenDigest(Set<String> names) {
        return names.stream().anyMatch(name -> BROKEN_DIGESTS.contains(name.toUpperCase(Locale.ROOT)));
    }

    private static void addDigest(Set<String> names, String part) {
        String upper = part.toUpperCase(Locale.ROOT);
        names.add(part);
        Matcher sha = SHA.matcher(upper);
        if (sha.matches()) {
            String digits = sha.group(1);
            names.add("SHA" + digits);
            names.add("SHA-" + digits);
        }
        if (upper.equals("ECDSA")) {
            names.add("EC");
        }
        if (upper.equals("ED25519") || upper.equals("ED448")) {
            names.add("EdDSA");
        }
    }

    private static Optional<String> pssDigest(byte @Nullable [] parameters) {
        try {
            AlgorithmIdentifier hash = parameters == null
                    ? RSASSAPSSparams.DEFAULT_HASH_ALGORITHM
                    : RSASSAPSSparams.getInstance(ASN1Primitive.fromByteArray(parameters))
                            .getHashAlgorithm();
            return Optional.ofNullable(
                    switch (hash.getAlgorithm().getId()) {
                        case "1.3.14.3.2.26" -> "SHA1";
                        case "2.16.840.1.101.3.4.2.1" -> "SHA256";
                        case "2.16.840.1.101.3.4.2.2" -> "SHA384";
                        case "2.16.840.1.101.3.4.2.3" -> "SHA512";
                        case "2.16.840.1.101.3.4.2.4" -> "SHA224";
                        default -> null;
                    });
        } catch (IOException | RuntimeException e) {
            // The signature will not verify either; rules for the algorithm's own name still apply.
            return Optional.empty();
        }
    }
}
