package io.handfast.tools.certificates;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A certification authority for a day: a root and the authorities and leaves under it (RFC 5280 §3.2). */
public final class CertificateAuthority {

    private static final Duration VALID_SINCE = Duration.ofDays(-30);
    private static final Duration VALID_UNTIL = Duration.ofDays(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyKind kind;
    private final PrivateKey key;
    private final List<X509Certificate> path;

    private CertificateAuthority(KeyKind kind, PrivateKey key, List<X509Certificate> path) {
        this.kind = kind;
        this.key = key;
        this.path = path;
    }

    /** Makes a root that vouches for itself. */
    public static CertificateAuthority root(String name, KeyKind kind) throws GeneralSecurityException {
        KeyPair pair = kind.generate();
        X509v3CertificateBuilder builder = builder(
                new X500Name("CN=" + name),
                new X500Name("CN=" + name),
                pair.getPublic(),
                pair.getPublic(),
                VALID_SINCE,
                VALID_UNTIL);
        X509Certificate certificate = signed(authority(builder), kind, pair.getPrivate());
        return new CertificateAuthority(kind, pair.getPrivate(), List.of(certificate));
    }

    /** Makes an authority under this one. */
    public CertificateAuthority intermediate(String name, KeyKind itsKind) throws GeneralSecurityException {
        KeyPair pair = itsKind.generate();
        X509v3CertificateBuilder builder = builder(
                subjectOf(certificate()),
                new X500Name("CN=" + name),
                certificate().getPublicKey(),
                pair.getPublic(),
                VALID_SINCE,
                VALID_UNTIL);
        X509Certificate issued = signed(authority(builder), kind, key);
        List<X509Certificate> longer = new ArrayList<>(List.of(issued));
        longer.addAll(path);
        return new CertificateAuthority(itsKind, pair.getPrivate(), List.copyOf(longer));
    }

    /** The certificate of this authority itself. */
    public X509Certificate certificate() {
        return path.get(0);
    }

    /** The trust anchor at the top. */
    public X509Certificate anchor() {
        return path.get(path.size() - 1);
    }

    /** Makes a key and a leaf for it; the chain ends below the trust anchor. */
    public Credential issue(LeafProfile leaf) throws GeneralSecurityException {
        KeyPair pair = leaf.kind().generate();
        X509v3CertificateBuilder builder = builder(
                subjectOf(certificate()),
                new X500Name("CN=" + leaf.commonName()),
                certificate().getPublicKey(),
                pair.getPublic(),
                leaf.starts(),
                leaf.ends());
        try {
            // keyEncipherment is what RSA key transport needs, and only an RSA key may do it.
            int usage = leaf.kind() == KeyKind.RSA
                    ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
                    : KeyUsage.digitalSignature;
            KeyPurposeId purpose = leaf.client() ? KeyPurposeId.id_kp_clientAuth : KeyPurposeId.id_kp_serverAuth;
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (!leaf.hosts().isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, names(leaf.hosts()));
            }
            if (!leaf.responder().isEmpty()) {
                GeneralName place = new GeneralName(GeneralName.uniformResourceIdentifier, leaf.responder());
                builder.addExtension(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, place));
            }
        } catch (IOException e) {
            throw new GeneralSecurityException("an extension could not be encoded", e);
        }
        List<X509Certificate> chain = new ArrayList<>(List.of(signed(builder, kind, key)));
        chain.addAll(path.subList(0, path.size() - 1));
        return new Credential(pair.getPrivate(), chain);
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer,
            X500Name subject,
            PublicKey issuerKey,
            PublicKey subjectKey,
            Duration starts,
            Duration ends)
            throws GeneralSecurityException {
        Instant now = Instant.now();
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        try {
            return new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(127, RANDOM).setBit(126),
                            Date.from(now.plus(starts)),
                            Date.from(now.plus(ends)),
                            subject,
                            subjectKey)
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers.createAuthorityKeyIdentifier(issuerKey))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(subjectKey));
        } catch (IOException e) {
            throw new GeneralSecurityException("an extension could not be encoded", e);
        }
    }

    private static X509v3CertificateBuilder authority(X509v3CertificateBuilder builder)
            throws GeneralSecurityException {
        try {
            return builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        } catch (IOException e) {
            throw new GeneralSecurityException("an extension could not be encoded", e);
        }
    }

    /** What this authority signs with. */
    ContentSigner signer() throws OperatorCreationException {
        return signer(kind, key);
    }

    /** The request for a certificate with which its leaf could have come to this authority (RFC 2986). */
    static PKCS10CertificationRequest request(Credential leaf, LeafProfile profile) throws GeneralSecurityException {
        try {
            JcaPKCS10CertificationRequestBuilder builder = new JcaPKCS10CertificationRequestBuilder(
                    subjectOf(leaf.leaf()), leaf.leaf().getPublicKey());
            if (!profile.hosts().isEmpty()) {
                ExtensionsGenerator wanted = new ExtensionsGenerator();
                wanted.addExtension(Extension.subjectAlternativeName, false, names(profile.hosts()));
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wanted.generate());
            }
            return builder.build(signer(profile.kind(), leaf.key()));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException("the certificate request could not be made", e);
        }
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(hosts.stream().map(AlternativeName::of).toArray(GeneralName[]::new));
    }

    private static X500Name subjectOf(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, KeyKind kind, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(kind, key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("no signature " + kind.signatureName() + " here", e);
        }
    }

    private static ContentSigner signer(KeyKind kind, PrivateKey key) throws OperatorCreationException {
        return kind == KeyKind.RSASSA_PSS
                ? new PssSigner(key)
                : new JcaContentSignerBuilder(kind.signatureName()).build(key);
    }
}
