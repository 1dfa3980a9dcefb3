package io.handfast.testing;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** A certificate in the making (RFC 5280 §4.1); every step may be left out or set to something a sound authority would refuse. */
public final class TestCertificate {
    private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");
    private static final ASN1ObjectIdentifier ED448 = new ASN1ObjectIdentifier("1.3.101.113");
    private static final AtomicLong NEXT_SERIAL = new AtomicLong(1000);

    private final KeyKind kind;
    private final KeyPair keys;
    private final List<GeneralName> subjectAlternativeNames = new ArrayList<>();
    private final List<KeyPurposeId> purposes = new ArrayList<>();
    private String subject = "CN=leaf";
    private @Nullable Identity issuer;
    private List<X509Certificate> issuerChain = List.of();
    private @Nullable String signatureAlgorithm;
    private Instant notBefore = Instant.now().minus(Duration.ofDays(30));
    private Instant notAfter = Instant.now().plus(Duration.ofDays(300));
    private int keyUsage;
    private boolean authority;
    private boolean corruptSignature;
    private boolean version1;
    private final List<Extension> extensions = new ArrayList<>();

    private TestCertificate(KeyKind kind, KeyPair keys) {
        this.kind = kind;
        this.keys = keys;
    }

    public static TestCertificate withKey(KeyKind kind, KeyPair keys) {
        return new TestCertificate(kind, keys);
    }

    /** Begins a certificate that will sign itself, as a server without an authority has. */
    public static TestCertificate alone(KeyKind kind) {
        return withKey(kind, kind.generate());
    }

    public TestCertificate subject(String distinguishedName) {
        this.subject = distinguishedName;
        return this;
    }

    /** Whoever signs, and the certificates that go after this one in the chain. */
    public TestCertificate issuer(Identity issuer, List<X509Certificate> issuerChain) {
        this.issuer = issuer;
        this.issuerChain = List.copyOf(issuerChain);
        return this;
    }

    public TestCertificate dns(String name) {
        subjectAlternativeNames.add(new GeneralName(GeneralName.dNSName, new DERIA5String(name)));
        return this;
    }

    public TestCertificate ip(String literal) {
        try {
            return ip(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + literal, e);
        }
    }

    public TestCertificate ip(byte[] address) {
        subjectAlternativeNames.add(new GeneralName(GeneralName.iPAddress, new DEROctetString(address)));
        return this;
    }

    /** Valid from {@code fromNow} to {@code untilNow}, both relative to this moment and possibly negative. */
    public TestCertificate valid(Duration fromNow, Duration untilNow) {
        Instant now = Instant.now();
        this.notBefore = now.plus(fromNow);
        this.notAfter = now.plus(untilNow);
        return this;
    }

    public TestCertificate expired() {
        return valid(Duration.ofDays(-60), Duration.ofDays(-1));
    }

    public TestCertificate notYetValid() {
        return valid(Duration.ofDays(1), Duration.ofDays(60));
    }

    public TestCertificate serverAuth() {
        return purpose(KeyPurposeId.id_kp_serverAuth);
    }

    public TestCertificate clientAuth() {
        return purpose(KeyPurposeId.id_kp_clientAuth);
    }

    public TestCertificate purpose(KeyPurposeId purpose) {
        purposes.add(purpose);
        return this;
    }

    /** The bits of {@link KeyUsage}; 0 leaves the extension out. */
    public TestCertificate keyUsage(int bits) {
        this.keyUsage = bits;
        return this;
    }

    /** Any other extension, for example one that is unknown and critical. */
    public TestCertificate extension(String oid, boolean critical, byte[] value) {
        extensions.add(new Extension(new ASN1ObjectIdentifier(oid), critical, value));
        return this;
    }

    public TestCertificate authority() {
        this.authority = true;
        this.keyUsage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        return this;
    }

    /** Signs with another algorithm than the issuer's usual one, for example {@code SHA1withRSA} or {@code MD5withRSA}. */
    public TestCertificate signedWith(String algorithm) {
        this.signatureAlgorithm = algorithm;
        return this;
    }

    /** As old roots are: no extensions, whatever else was asked for. */
    public TestCertificate version1() {
        this.version1 = true;
        return this;
    }

    /** Breaks one bit of the signature. */
    public TestCertificate badSignature() {
        this.corruptSignature = true;
        return this;
    }

    public Identity selfSigned() {
        this.issuer = null;
        this.issuerChain = List.of();
        return issue();
    }

    public Identity issue() {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            chain.add(certificate());
            chain.addAll(issuerChain);
            return new Identity(keys.getPrivate(), chain);
        } catch (Exception e) {
            throw new IllegalStateException("could not make the certificate of " + subject, e);
        }
    }

    private X509Certificate certificate() throws Exception {
        Signature signature = issuerKind().signature(signatureAlgorithm);
        signature.initSign(issuer == null ? keys.getPrivate() : issuer.privateKey());
        AlgorithmIdentifier algorithm = identifier(signature);
        TBSCertificate body = body(algorithm);
        signature.update(body.getEncoded("DER"));
        byte[] signed = signature.sign();
        if (corruptSignature) {
            signed[signed.length - 1] ^= 1;
        }
        ASN1EncodableVector whole = new ASN1EncodableVector();
        whole.add(body);
        whole.add(algorithm);
        whole.add(new DERBitString(signed));
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(new DERSequence(whole).getEncoded("DER")));
    }

    private TBSCertificate body(AlgorithmIdentifier algorithm) throws Exception {
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(BigInteger.valueOf(NEXT_SERIAL.incrementAndGet())));
        generator.setSignature(algorithm);
        generator.setSubject(new X500Name(subject));
        generator.setIssuer(
                issuer == null
                        ? new X500Name(subject)
                        : X500Name.getInstance(
                                issuer.certificate().getSubjectX500Principal().getEncoded()));
        generator.setStartDate(new Time(Date.from(notBefore)));
        generator.setEndDate(new Time(Date.from(notAfter)));
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        ExtensionsGenerator all = extensions();
        if (!all.isEmpty() && !version1) {
            generator.setExtensions(all.generate());
        }
        TBSCertificate body = generator.generateTBSCertificate();
        return version1 ? withoutVersion(body) : body;
    }

    /** RFC 5280 §4.1.2.1: the first version is the one that is not named. */
    private static TBSCertificate withoutVersion(TBSCertificate body) {
        ASN1EncodableVector fields = new ASN1EncodableVector();
        ASN1Sequence all = ASN1Sequence.getInstance(body.toASN1Primitive());
        for (int i = 1; i < all.size(); i++) {
            fields.add(all.getObjectAt(i));
        }
        return TBSCertificate.getInstance(new DERSequence(fields));
    }

    private ExtensionsGenerator extensions() throws Exception {
        ExtensionsGenerator all = new ExtensionsGenerator();
        if (authority) {
            all.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        }
        if (keyUsage != 0) {
            all.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
        }
        if (!purposes.isEmpty()) {
            all.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
        }
        if (!subjectAlternativeNames.isEmpty()) {
            all.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(subjectAlternativeNames.toArray(GeneralName[]::new)));
        }
        for (Extension extension : extensions) {
            all.addExtension(extension);
        }
        return all;
    }

    private KeyKind issuerKind() {
        if (issuer == null) {
            return kind;
        }
        PublicKey key = issuer.certificate().getPublicKey();
        if (key instanceof ECPublicKey ec) {
            return switch (ec.getParams().getCurve().getField().getFieldSize()) {
                case 256 -> KeyKind.EC_P256;
                case 384 -> KeyKind.EC_P384;
                default -> KeyKind.EC_P521;
            };
        }
        if (key instanceof EdECPublicKey ed) {
            return ed.getParams().getName().equals("Ed448") ? KeyKind.ED448 : KeyKind.ED25519;
        }
        return key.getAlgorithm().equals("RSASSA-PSS") ? KeyKind.RSASSA_PSS : KeyKind.RSA;
    }

    private static AlgorithmIdentifier identifier(Signature signature) throws Exception {
        String name = signature.getAlgorithm();
        return switch (name) {
            case "MD5withRSA" -> rsa(PKCSObjectIdentifiers.md5WithRSAEncryption);
            case "SHA1withRSA" -> rsa(PKCSObjectIdentifiers.sha1WithRSAEncryption);
            case "SHA256withRSA" -> rsa(PKCSObjectIdentifiers.sha256WithRSAEncryption);
            case "SHA1withECDSA" -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA1);
            case "SHA256withECDSA" -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            case "SHA384withECDSA" -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
            case "SHA512withECDSA" -> new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA512);
            case "Ed25519" -> new AlgorithmIdentifier(ED25519);
            case "Ed448" -> new AlgorithmIdentifier(ED448);
            case "RSASSA-PSS" ->
                new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_RSASSA_PSS,
                        ASN1Primitive.fromByteArray(signature.getParameters().getEncoded()));
            default -> throw new IllegalArgumentException("no identifier for " + name);
        };
    }

    private static AlgorithmIdentifier rsa(ASN1ObjectIdentifier algorithm) {
        return new AlgorithmIdentifier(algorithm, DERNull.INSTANCE);
    }

    /** A certificate name that a C programmer would read as shorter than it is. */
    public TestCertificate dnsWithNul(String before, String after) {
        byte[] name = (before + "\0" + after).getBytes(StandardCharsets.US_ASCII);
        subjectAlternativeNames.add(
                new GeneralName(GeneralName.dNSName, new DERIA5String(new String(name, StandardCharsets.US_ASCII))));
        return this;
    }
}
