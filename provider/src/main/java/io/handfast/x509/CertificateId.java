package io.handfast.x509;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Names a certificate to an OCSP responder: its issuer's name and key, and its serial number (RFC 6960 §4.1.1).
 *
 * @param certificate whose status is asked for
 * @param issuer who issued it
 */
public record CertificateId(X509Certificate certificate, X509Certificate issuer) {
    private static final ASN1ObjectIdentifier SHA1 = new ASN1ObjectIdentifier("1.3.14.3.2.26");

    /** What is asked with; responders that prepare their answers know no other hash (RFC 5019 §2.1.1). */
    private static final HashAlgorithm ASKED = HashAlgorithm.SHA1;

    CertID encode(Jca jca) {
        return new CertID(
                new AlgorithmIdentifier(SHA1, DERNull.INSTANCE),
                new DEROctetString(nameHash(jca, ASKED)),
                new DEROctetString(keyHash(jca, ASKED, issuer.getPublicKey())),
                new ASN1Integer(certificate.getSerialNumber()));
    }

    /** Whether a response speaks of this certificate, whichever hash it uses. */
    boolean isNamedBy(Jca jca, CertID named) {
        BigInteger serial = named.getSerialNumber().getValue();
        Optional<HashAlgorithm> hash =
                hash(named.getHashAlgorithm().getAlgorithm().getId());
        return serial.equals(certificate.getSerialNumber())
                && hash.isPresent()
                && MessageDigest.isEqual(named.getIssuerNameHash().getOctets(), nameHash(jca, hash.get()))
                && MessageDigest.isEqual(
                        named.getIssuerKeyHash().getOctets(), keyHash(jca, hash.get(), issuer.getPublicKey()));
    }

    private byte[] nameHash(Jca jca, HashAlgorithm hash) {
        X500Principal name = certificate.getIssuerX500Principal();
        return jca.digest(hash).digest(name.getEncoded());
    }

    /** The hash of the bits of a public key, without its algorithm. */
    static byte[] keyHash(Jca jca, HashAlgorithm hash, PublicKey key) {
        byte[] bits = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getPublicKeyData()
                .getOctets();
        return jca.digest(hash).digest(bits);
    }

    private static Optional<HashAlgorithm> hash(String identifier) {
        return switch (identifier) {
            case "1.3.14.3.2.26" -> Optional.of(HashAlgorithm.SHA1);
            case "2.16.840.1.101.3.4.2.1" -> Optional.of(HashAlgorithm.SHA256);
            case "2.16.840.1.101.3.4.2.2" -> Optional.of(HashAlgorithm.SHA384);
            case "2.16.840.1.101.3.4.2.3" -> Optional.of(HashAlgorithm.SHA512);
            default -> Optional.empty();
        };
    }
}
