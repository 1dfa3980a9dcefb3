package io.handfast.testing;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A CRL in the making (RFC 5280 §5). */
public final class TestCrl {
    private final PrivateKey signer;
    private final X509v2CRLBuilder builder;
    private String algorithm;

    private TestCrl(X500Name issuer, PrivateKey signer, Duration from, @Nullable Duration until) {
        this.signer = signer;
        this.algorithm = OcspAnswer.usual(signer);
        this.builder = new X509v2CRLBuilder(issuer, Date.from(Instant.now().plus(from)));
        if (until != null) {
            builder.setNextUpdate(Date.from(Instant.now().plus(until)));
        }
    }

    /** Empty, from an hour ago until tomorrow. */
    public static TestCrl of(Identity issuer) {
        return of(issuer, Duration.ofHours(-1), Duration.ofDays(1));
    }

    /** Empty; the times are relative to now, null for no end. */
    public static TestCrl of(Identity issuer, Duration from, @Nullable Duration until) {
        return signedBy(issuer, issuer.privateKey(), from, until);
    }

    /** In the name of one, by the key of another. */
    public static TestCrl signedBy(Identity issuer, PrivateKey signer, Duration from, @Nullable Duration until) {
        return new TestCrl(
                X500Name.getInstance(
                        issuer.certificate().getSubjectX500Principal().getEncoded()),
                signer,
                from,
                until);
    }

    public TestCrl with(X509Certificate revoked) {
        builder.addCRLEntry(
                revoked.getSerialNumber(), Date.from(Instant.parse("2026-01-02T03:04:05Z")), CRLReason.keyCompromise);
        return this;
    }

    /** Revoked, with one extension of the entry. */
    public TestCrl with(X509Certificate revoked, String identifier, boolean critical, ASN1Encodable value) {
        try {
            builder.addCRLEntry(
                    revoked.getSerialNumber(),
                    Date.from(Instant.parse("2026-01-02T03:04:05Z")),
                    new Extensions(Extension.create(new ASN1ObjectIdentifier(identifier), critical, value)));
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public TestCrl extension(String identifier, boolean critical, ASN1Encodable value) {
        try {
            builder.addExtension(new ASN1ObjectIdentifier(identifier), critical, value);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public TestCrl signedWith(String name) {
        algorithm = name;
        return this;
    }

    /** The list in DER. */
    public byte[] make() {
        try {
            JcaContentSignerBuilder signature = new JcaContentSignerBuilder(algorithm);
            if (algorithm.endsWith("andMGF1")) {
                // RSASSA-PSS with a digest of choice, under a name that the JDK does not know
                signature.setProvider(new BouncyCastleProvider());
            }
            return builder.build(signature.build(signer)).getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException("could not make the list", e);
        }
    }
}
