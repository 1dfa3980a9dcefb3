package io.handfast.x509;

import io.handfast.failure.Printable;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/**
 * Where a certificate says that its status can be learned, and whether its server must staple it (RFC 5280 §4.2.1.13, §4.2.2.1;
 * RFC 7633).
 *
 * @param responders the URIs of OCSP responders, in order
 * @param crls the URIs of CRLs by the issuer itself that cover all reasons, in order
 */
public record StatusLocations(List<String> responders, List<String> crls) {
    private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

    /** More than these no sound certificate names; how many of them are worth the time is for those who ask. */
    private static final int MOST_PLACES = 32;

    /**
     * Reads a certificate of any provider; an extension that does not parse names no places.
     *
     * @param notes gets what does not parse, for people
     */
    public static StatusLocations readable(X509Certificate certificate, List<String> notes) {
        return new StatusLocations(
                readable(certificate, StatusLocations::responders, notes),
                readable(certificate, StatusLocations::crls, notes));
    }

    private static List<String> readable(
            X509Certificate certificate,
            Reader<X509Certificate, List<String>, CertificateException> places,
            List<String> notes) {
        try {
            return places.read(certificate);
        } catch (CertificateException e) {
            notes.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /**
     * The URIs of OCSP responders alone, in order.
     *
     * @throws CertificateException if the extension that names them does not parse
     */
    public static List<String> responders(X509Certificate certificate) throws CertificateException {
        return read(
                certificate,
                Extension.authorityInfoAccess.getId(),
                "authority information access",
                List.of(),
                StatusLocations::responders);
    }

    /** The URIs of CRLs by the issuer itself that cover all reasons. */
    static List<String> crls(X509Certificate certificate) throws CertificateException {
        return read(
                certificate,
                Extension.cRLDistributionPoints.getId(),
                "list of CRL distribution points",
                List.of(),
                StatusLocations::crls);
    }

    /**
     * The TLS extensions that the certificate's server promises to answer.
     *
     * @throws CertificateException if they do not parse, so that nobody knows whether a staple is demanded
     */
    public static Set<Integer> features(X509Certificate certificate) throws CertificateException {
        return read(certificate, TLS_FEATURE, "TLS feature extension", Set.of(), StatusLocations::features);
    }

    /** Reads something out of something. */
    @FunctionalInterface
    private interface Reader<T, R, E extends Exception> {
        R read(T source) throws E;
    }

    private static <R> R read(
            X509Certificate certificate,
            String identifier,
            String name,
            R otherwise,
            Reader<ASN1Primitive, R, RuntimeException> reader)
            throws CertificateException {
        try {
            ASN1Primitive value = extension(certificate, identifier);
            return value == null ? otherwise : reader.read(value);
        } catch (IOException | UnusableStatusException | RuntimeException e) {
            // The parser meets hostile input with any kind of unchecked exception.
            throw new CertificateException(
                    "the " + name + " in the certificate of '" + Printable.of(certificate.getSubjectX500Principal())
                            + "' does not parse: " + e.getMessage(),
                    e);
        }
    }

    private static List<String> responders(ASN1Primitive value) {
        List<String> found = new ArrayList<>();
        for (AccessDescription each :
                AuthorityInformationAccess.getInstance(value).getAccessDescriptions()) {
            if (each.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
                addUri(found, each.getAccessLocation());
            }
        }
        return List.copyOf(found);
    }

    private static List<String> crls(ASN1Primitive value) {
        List<String> found = new ArrayList<>();
        for (DistributionPoint each : CRLDistPoint.getInstance(value).getDistributionPoints()) {
            // Lists by somebody else than the issuer, or for some reasons only, would not settle the matter.
            if (each.getCRLIssuer() == null && each.getReasons() == null) {
                names(each.getDistributionPoint()).forEach(name -> addUri(found, name));
            }
        }
        return List.copyOf(found);
    }

    /** The full names of a distribution point; none if it is named in another way. */
    static List<GeneralName> names(@Nullable DistributionPointName point) {
        return point != null && point.getType() == DistributionPointName.FULL_NAME
                ? List.of(GeneralNames.getInstance(point.getName()).getNames())
                : List.of();
    }

    /** The URI in a name, or null if the name is of another kind. */
    static @Nullable String uri(GeneralName name) {
        return name.getTagNo() == GeneralName.uniformResourceIdentifier
                ? ASN1IA5String.getInstance(name.getName()).getString()
                : null;
    }

    private static void addUri(List<String> found, GeneralName name) {
        String uri = uri(name);
        if (uri != null && found.size() < MOST_PLACES) {
            found.add(uri);
        }
    }

    private static Set<Integer> features(ASN1Primitive value) {
        Set<Integer> features = new TreeSet<>();
        for (ASN1Encodable each : ASN1Sequence.getInstance(value)) {
            features.add(ASN1Integer.getInstance(each).intValueExact());
        }
        return Set.copyOf(features);
    }

    private static @Nullable ASN1Primitive extension(X509Certificate certificate, String identifier)
            throws IOException, UnusableStatusException {
        byte[] wrapped = certificate.getExtensionValue(identifier);
        if (wrapped == null) {
            return null;
        }
        byte[] value = ASN1OctetString.getInstance(wrapped).getOctets();
        DerBounds.check(value);
        return ASN1Primitive.fromByteArray(value);
    }
}
