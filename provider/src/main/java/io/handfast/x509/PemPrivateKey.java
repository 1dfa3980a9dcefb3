package io.handfast.x509;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The private key of a PEM file: PKCS #8 plain and encrypted, PKCS #1 and SEC 1 (RFC 5958, RFC 8017 §A.1.2, RFC 5915). */
public final class PemPrivateKey {
    private PemPrivateKey() {}

    /**
     * Reads the one private key of a file; certificates and other blocks are passed over.
     *
     * @param text the file; stays the caller's to clear
     * @param password in UTF-8, for an encrypted key; stays the caller's
     * @param publicKey the key of the certificate that it should belong to, which knows the curve where the file does not say
     * @throws PemException if there is not exactly one key or it cannot be read; the message goes after the file's name
     */
    public static PrivateKey read(Jca jca, byte[] text, Optional<Secret> password, Optional<PublicKey> publicKey)
            throws PemException {
        List<PemBlock> blocks = PemText.blocks(text);
        try {
            List<PemBlock> keys = blocks.stream().filter(PemBlock::isPrivateKey).toList();
            if (keys.size() != 1) {
                throw new PemException(
                        keys.isEmpty()
                                ? "holds no private key: "
                                        + (blocks.isEmpty()
                                                ? "there is no PEM block in it"
                                                : "there is " + PemCertificates.labels(blocks) + " in it")
                                : "holds " + keys.size() + " private keys, and which one to take nobody says");
            }
            return key(jca, keys.get(0), password, curve(blocks, publicKey));
        } finally {
            blocks.forEach(PemBlock::clear);
        }
    }

    private static PrivateKey key(Jca jca, PemBlock block, Optional<Secret> password, Optional<ASN1Encodable> curve)
            throws PemException {
        for (String header : block.headers()) {
            if (header.replace(" ", "").startsWith("Proc-Type:4,ENCRYPTED")) {
                throw new PemException("holds a key in the old encryption of OpenSSL (Proc-Type: 4,ENCRYPTED), which "
                        + "guards it badly; convert it with 'openssl pkcs8 -topk8 -v2 aes-256-cbc'");
            }
        }
        byte[] clear = block.content();
        if (block.label().equals("ENCRYPTED PRIVATE KEY")) {
            clear = decrypted(jca, block, password);
        }
        try {
            return of(jca, info(block, clear, curve));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            if (e instanceof PemException own) {
                throw own;
            }
            // The parser meets broken input with any kind of exception, and none of them may quote the key.
            throw new PemException(block.place() + " is no private key that this Java runtime can read"
                    + (e instanceof GeneralSecurityException ? ": " + e.getMessage() : ""));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private static byte[] decrypted(Jca jca, PemBlock block, Optional<Secret> password) throws PemException {
        if (password.isEmpty()) {
            throw new PemException("holds an encrypted private key, and no password was given");
        }
        return EncryptedKey.open(jca, block.content(), password.get());
    }

    private static PrivateKeyInfo info(PemBlock block, byte[] clear, Optional<ASN1Encodable> curve)
            throws IOException, PemException {
        return switch (block.label()) {
            case "PRIVATE KEY", "ENCRYPTED PRIVATE KEY" -> plain(PrivateKeyInfo.getInstance(clear));
            case "RSA PRIVATE KEY" ->
                new PrivateKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        RSAPrivateKey.getInstance(clear));
            case "EC PRIVATE KEY" -> elliptic(ECPrivateKey.getInstance(clear), curve);
            default ->
                throw new PemException(
                        block.place() + " is of no kind that TLS uses; known are PRIVATE KEY, ENCRYPTED PRIVATE KEY, "
                                + "RSA PRIVATE KEY and EC PRIVATE KEY");
        };
    }

    /** Without attributes and public key (RFC 5958 §2), which the platform's reader does not know. */
    private static PrivateKeyInfo plain(PrivateKeyInfo info) throws IOException {
        return new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), info.parsePrivateKey());
    }

    private static PrivateKeyInfo elliptic(ECPrivateKey key, Optional<ASN1Encodable> curve)
            throws IOException, PemException {
        ASN1Encodable own = key.getParametersObject();
        if (own == null && curve.isEmpty()) {
            throw new PemException("holds an EC key without its curve, and no certificate or EC PARAMETERS tell it");
        }
        ASN1Encodable parameters = own == null ? curve.orElseThrow() : own;
        return new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, parameters), key);
    }

    private static Optional<ASN1Encodable> curve(List<PemBlock> blocks, Optional<PublicKey> publicKey)
            throws PemException {
        try {
            for (PemBlock block : blocks) {
                if (block.label().equals("EC PARAMETERS")) {
                    return Optional.of(ASN1Primitive.fromByteArray(block.content()));
                }
            }
            if (publicKey.isPresent() && publicKey.get().getEncoded() != null) {
                AlgorithmIdentifier algorithm = SubjectPublicKeyInfo.getInstance(
                                publicKey.get().getEncoded())
                        .getAlgorithm();
                return algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                        ? Optional.ofNullable(algorithm.getParameters())
                        : Optional.empty();
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new PemException("has EC PARAMETERS that do not parse", e);
        }
    }

    private static PrivateKey of(Jca jca, PrivateKeyInfo info) throws GeneralSecurityException, IOException {
        ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        String name = switch (algorithm.getId()) {
            case "1.2.840.113549.1.1.1" -> "RSA";
            case "1.2.840.113549.1.1.10" -> "RSASSA-PSS";
            case "1.2.840.10045.2.1" -> "EC";
            case "1.3.101.112", "1.3.101.113" -> "EdDSA";
            default ->
                throw new PemException("holds a key of the algorithm " + algorithm
                        + "; known are RSA, RSASSA-PSS, EC, Ed25519 and Ed448");
        };
        byte[] encoded = info.getEncoded("DER");
        try {
            return jca.keyFactory(name).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }
}
