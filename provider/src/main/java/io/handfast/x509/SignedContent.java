package io.handfast.x509;

import io.handfast.crypto.Jca;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PSSParameterSpec;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Something signed in DER, with the algorithm named by its identifier (RFC 5280 §4.1.1.2, RFC 4055, RFC 5758, RFC 8410).
 *
 * <p>SHA-1 and older digests are not among the algorithms: a forged answer about revocation would be a forged certificate's best
 * friend.
 */
record SignedContent(byte[] content, AlgorithmIdentifier algorithm, byte[] signature) {
    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";
    private static final Set<String> BROKEN_DIGESTS = Set.of("SHA-1", "SHA1", "MD5");

    boolean isSignedBy(Jca jca, PublicKey key) throws GeneralSecurityException, IOException {
        Signature verification = jca.signature(jcaName());
        if (identifier().equals(RSASSA_PSS)) {
            AlgorithmParameters parameters = jca.algorithmParameters("RSASSA-PSS");
            parameters.init(encodedParameters());
            PSSParameterSpec pss = parameters.getParameterSpec(PSSParameterSpec.class);
            if (BROKEN_DIGESTS.contains(pss.getDigestAlgorithm())) {
                throw refused("RSASSA-PSS with " + pss.getDigestAlgorithm());
            }
            verification.setParameter(pss);
        }
        verification.initVerify(key);
        verification.update(content);
        return verification.verify(signature);
    }

    Set<String> signatureNames() throws IOException, UnusableStatusException {
        return SignatureNames.of(jcaName(), identifier(), encodedParameters());
    }

    private String identifier() {
        return algorithm.getAlgorithm().getId();
    }

    private byte @Nullable [] encodedParameters() throws IOException {
        ASN1Encodable parameters = algorithm.getParameters();
        return parameters == null ? null : parameters.toASN1Primitive().getEncoded();
    }

    private String jcaName() throws UnusableStatusException {
        return switch (identifier()) {
            case "1.2.840.113549.1.1.14" -> "SHA224withRSA";
            case "1.2.840.113549.1.1.11" -> "SHA256withRSA";
            case "1.2.840.113549.1.1.12" -> "SHA384withRSA";
            case "1.2.840.113549.1.1.13" -> "SHA512withRSA";
            case "1.2.840.10045.4.3.1" -> "SHA224withECDSA";
            case "1.2.840.10045.4.3.2" -> "SHA256withECDSA";
            case "1.2.840.10045.4.3.3" -> "SHA384withECDSA";
            case "1.2.840.10045.4.3.4" -> "SHA512withECDSA";
            case "1.3.101.112" -> "Ed25519";
            case "1.3.101.113" -> "Ed448";
            case RSASSA_PSS -> "RSASSA-PSS";
            default -> throw refused(named(identifier()));
        };
    }

    private static UnusableStatusException refused(String algorithm) {
        return new UnusableStatusException("is signed with " + algorithm + ", which is not accepted for revocation");
    }

    private static String named(String identifier) {
        return switch (identifier) {
            case "1.2.840.113549.1.1.5" -> "SHA1withRSA";
            case "1.2.840.10045.4.1" -> "SHA1withECDSA";
            case "1.2.840.113549.1.1.4" -> "MD5withRSA";
            default -> "the algorithm " + identifier;
        };
    }
}
