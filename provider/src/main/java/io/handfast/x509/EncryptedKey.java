package io.handfast.x509;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.crypto.PasswordDerivation;
import io.handfast.crypto.Secret;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Map;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/** A PKCS #8 key under a password: PBES2 with PBKDF2 or scrypt, and AES or Triple DES (RFC 5958 §3, RFC 8018 §6.2, RFC 7914 §7). */
final class EncryptedKey {
    private static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";

    private static final Map<String, HashAlgorithm> HASHES = Map.of(
            "1.2.840.113549.2.7", HashAlgorithm.SHA1,
            "1.2.840.113549.2.8", HashAlgorithm.SHA224,
            "1.2.840.113549.2.9", HashAlgorithm.SHA256,
            "1.2.840.113549.2.10", HashAlgorithm.SHA384,
            "1.2.840.113549.2.11", HashAlgorithm.SHA512);

    private record Scheme(String transformation, String key, int keyLength) {}

    private static final Map<String, Scheme> CIPHERS = Map.of(
            "2.16.840.1.101.3.4.1.2", new Scheme("AES/CBC/PKCS5Padding", "AES", 16),
            "2.16.840.1.101.3.4.1.22", new Scheme("AES/CBC/PKCS5Padding", "AES", 24),
            "2.16.840.1.101.3.4.1.42", new Scheme("AES/CBC/PKCS5Padding", "AES", 32),
            "1.2.840.113549.3.7", new Scheme("DESede/CBC/PKCS5Padding", "DESede", 24));

    private EncryptedKey() {}

    /**
     * The key in the clear, as PKCS #8.
     *
     * @param encoded an EncryptedPrivateKeyInfo
     * @param password in UTF-8; stays the caller's
     * @throws PemException if the password is wrong or the algorithms are none of ours
     */
    static byte[] open(Jca jca, byte[] encoded, Secret password) throws PemException {
        EncryptedPrivateKeyInfo sealed;
        PBES2Parameters parameters;
        try {
            sealed = EncryptedPrivateKeyInfo.getInstance(encoded);
            String algorithm = sealed.getEncryptionAlgorithm().getAlgorithm().getId();
            if (!algorithm.equals(PKCSObjectIdentifiers.id_PBES2.getId())) {
                throw new PemException("is encrypted with the old scheme " + algorithm
                        + "; encrypt it anew with 'openssl pkcs8 -topk8 -v2 aes-256-cbc'");
            }
            parameters =
                    PBES2Parameters.getInstance(sealed.getEncryptionAlgorithm().getParameters());
        } catch (IllegalArgumentException e) {
            throw new PemException("is no encrypted PKCS #8 key", e);
        }
        return decrypt(jca, sealed, parameters, password);
    }

    private static byte[] decrypt(Jca jca, EncryptedPrivateKeyInfo sealed, PBES2Parameters parameters, Secret password)
            throws PemException {
        String algorithm = parameters.getEncryptionScheme().getAlgorithm().getId();
        Scheme scheme = CIPHERS.get(algorithm);
        if (scheme == null) {
            throw new PemException("is encrypted with the cipher " + algorithm
                    + "; known are AES-CBC and Triple DES: 'openssl pkcs8 -topk8 -v2 aes-256-cbc'");
        }
        Secret key = null;
        try {
            key = derive(jca, parameters.getKeyDerivationFunc(), password, scheme.keyLength());
            byte[] iv = ASN1OctetString.getInstance(
                            parameters.getEncryptionScheme().getParameters())
                    .getOctets();
            Cipher cipher = jca.cipher(scheme.transformation());
            cipher.init(Cipher.DECRYPT_MODE, key.asKey(scheme.key()), new IvParameterSpec(iv));
            return cipher.doFinal(sealed.getEncryptedData());
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            throw new PemException("does not open with this password", e);
        } catch (GeneralSecurityException | IllegalArgumentException | ArithmeticException e) {
            throw new PemException("cannot be decrypted: " + e.getMessage(), e);
        } finally {
            if (key != null) {
                key.destroy();
            }
        }
    }

    private static Secret derive(Jca jca, KeyDerivationFunc function, Secret password, int length)
            throws InvalidKeyException {
        String algorithm = function.getAlgorithm().getId();
        if (algorithm.equals(SCRYPT)) {
            ASN1Sequence values = ASN1Sequence.getInstance(function.getParameters());
            return PasswordDerivation.scrypt(
                    password,
                    ASN1OctetString.getInstance(values.getObjectAt(0)).getOctets(),
                    number(values, 1),
                    number(values, 2),
                    number(values, 3),
                    length);
        }
        if (!algorithm.equals(PKCSObjectIdentifiers.id_PBKDF2.getId())) {
            throw new InvalidKeyException("the key derivation " + algorithm + " is not known");
        }
        PBKDF2Params parameters = PBKDF2Params.getInstance(function.getParameters());
        HashAlgorithm hash = HASHES.get(parameters.getPrf().getAlgorithm().getId());
        if (hash == null) {
            throw new InvalidKeyException("PBKDF2 with the function "
                    + parameters.getPrf().getAlgorithm().getId() + " is not known");
        }
        return PasswordDerivation.pbkdf2(
                jca,
                hash,
                password,
                parameters.getSalt(),
                parameters.getIterationCount().intValueExact(),
                length);
    }

    private static int number(ASN1Sequence values, int index) {
        BigInteger value = ASN1Integer.getInstance(values.getObjectAt(index)).getValue();
        return value.intValueExact();
    }
}
