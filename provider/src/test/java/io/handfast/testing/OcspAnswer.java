package io.handfast.testing;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** An OCSP response in the making (RFC 6960 §4.2); every step may be set to something that a sound responder would not say. */
public final class OcspAnswer {
    private final X509Certificate certificate;
    private final X509Certificate issuer;
    private PrivateKey signer;
    private X509Certificate responder;
    private final List<X509Certificate> enclosed = new ArrayList<>();
    private CertStatus status = new CertStatus();
    private Instant thisUpdate = Instant.now().minus(Duration.ofHours(1));
    private @Nullable Instant nextUpdate = Instant.now().plus(Duration.ofDays(1));
    private String digest = "SHA-1";
    private @Nullable String signatureAlgorithm;
    private boolean byKey = true;
    private boolean spoilt;
    private int error;
    private BigInteger serial;
    private @Nullable Extensions extensions;

    private OcspAnswer(X509Certificate certificate, Identity issuer) {
        this.certificate = certificate;
        this.issuer = issuer.certificate();
        this.signer = issuer.privateKey();
        this.responder = issuer.certificate();
        this.serial = certificate.getSerialNumber();
    }

    /** Good, by the issuer itself, from an hour ago until tomorrow. */
    public static OcspAnswer about(X509Certificate certificate, Identity issuer) {
        return new OcspAnswer(certificate, issuer);
    }

    public OcspAnswer revoked() {
        status = new CertStatus(new RevokedInfo(
                new ASN1GeneralizedTime(Date.from(Instant.parse("2026-01-02T03:04:05Z"))),
                CRLReason.lookup(CRLReason.keyCompromise)));
        return this;
    }

    public OcspAnswer unknown() {
        status = new CertStatus(2, DERNull.INSTANCE);
        return this;
    }

    /** Relative to now; null for no end. */
    public OcspAnswer holds(Duration from, @Nullable Duration until) {
        thisUpdate = Instant.now().plus(from);
        nextUpdate = until == null ? null : Instant.now().plus(until);
        return this;
    }

    /** By somebody else, whose certificate comes along. */
    public OcspAnswer signedBy(Identity delegate) {
        signer = delegate.privateKey();
        responder = delegate.certificate();
        enclosed.add(delegate.certificate());
        return this;
    }

    /** By another key than the responder named. */
    public OcspAnswer forgedWith(PrivateKey key) {
        signer = key;
        return this;
    }

    public OcspAnswer withoutCertificates() {
        enclosed.clear();
        return this;
    }

    public OcspAnswer namingTheResponder() {
        byKey = false;
        return this;
    }

    public OcspAnswer hashedWith(String algorithm) {
        digest = algorithm;
        return this;
    }

    public OcspAnswer signedWith(String algorithm) {
        signatureAlgorithm = algorithm;
        return this;
    }

    /** About another certificate of the same issuer. */
    public OcspAnswer forSerial(long value) {
        serial = BigInteger.valueOf(value);
        return this;
    }

    public OcspAnswer spoilt() {
        spoilt = true;
        return this;
    }

    /** No answer but an error. */
    public OcspAnswer error(int code) {
        error = code;
        return this;
    }

    public OcspAnswer extension(String identifier, boolean critical, byte[] value) {
        extensions = new Extensions(new Extension(new ASN1ObjectIdentifier(identifier), critical, value));
        return this;
    }

    /** The response in DER. */
    public byte[] make() {
        try {
            return whole().getEncoded("DER");
        } catch (Exception e) {
            throw new IllegalStateException("could not make the response", e);
        }
    }

    private OCSPResponse whole() throws Exception {
        if (error != 0) {
            return new OCSPResponse(new OCSPResponseStatus(error), null);
        }
        ResponderID id = byKey
                ? new ResponderID(new DEROctetString(keyHash("SHA-1", responder)))
                : new ResponderID(
                        X500Name.getInstance(responder.getSubjectX500Principal().getEncoded()));
        SingleResponse single = new SingleResponse(
                certId(), status, time(thisUpdate), nextUpdate == null ? null : time(nextUpdate), (Extensions) null);
        ResponseData data = new ResponseData(id, time(Instant.now()), new DERSequence(single), extensions);
        String algorithm = signatureAlgorithm == null ? usual(signer) : signatureAlgorithm;
        ContentSigner content = new JcaContentSignerBuilder(algorithm).build(signer);
        content.getOutputStream().write(data.getEncoded("DER"));
        byte[] signature = content.getSignature();
        if (spoilt) {
            signature[signature.length - 1] ^= 1;
        }
        ASN1EncodableVector certificates = new ASN1EncodableVector();
        for (X509Certificate each : enclosed) {
            certificates.add(ASN1Primitive.fromByteArray(each.getEncoded()));
        }
        ASN1Encodable basic = new BasicOCSPResponse(
                data,
                content.getAlgorithmIdentifier(),
                new DERBitString(signature),
                enclosed.isEmpty() ? null : new DERSequence(certificates));
        ASN1OctetString octets = new DEROctetString(basic.toASN1Primitive().getEncoded("DER"));
        return new OCSPResponse(
                new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL),
                new ResponseBytes(OCSPObjectIdentifiers.id_pkix_ocsp_basic, octets));
    }

    private CertID certId() throws Exception {
        AlgorithmIdentifier hash = new DefaultDigestAlgorithmIdentifierFinder().find(digest);
        byte[] name = MessageDigest.getInstance(digest)
                .digest(certificate.getIssuerX500Principal().getEncoded());
        return new CertID(
                hash, new DEROctetString(name), new DEROctetString(keyHash(digest, issuer)), new ASN1Integer(serial));
    }

    private static byte[] keyHash(String digest, X509Certificate certificate) throws Exception {
        byte[] bits = SubjectPublicKeyInfo.getInstance(
                        certificate.getPublicKey().getEncoded())
                .getPublicKeyData()
                .getOctets();
        return MessageDigest.getInstance(digest).digest(bits);
    }

    private static ASN1GeneralizedTime time(Instant instant) {
        return new DERGeneralizedTime(Date.from(instant));
    }

    static String usual(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm().startsWith("Ed") ? "Ed25519" : key.getAlgorithm();
        };
    }
}
