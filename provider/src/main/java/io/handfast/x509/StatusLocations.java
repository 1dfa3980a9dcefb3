package io.handfast.x509;

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
 * @param features the TLS extensions that the certificate's server promises to answer
 */
public record StatusLocations(List<String> responders, List<String> crls, Set<Integer> features) {
    private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

    /** More places than these are not worth the time. */
    private static final int MOST_PLACES = 4;

    /**
     * Reads a certificate of any provider.
     *
     * @throws CertificateException if one of the extensions does not parse
     */
    public static StatusLocations of(X509Certificate certificate) throws CertificateException {
        try {
            return new StatusLocations(responders(certificate), crls(certificate), features(certificate));
        } catch (IOException | UnusableStatusException | RuntimeException e) {
            // The parser meets hostile input with any kind of unchecked exception.
            throw new CertificateException(
                    "an extension about revocation in the certificate of '" + certificate.getSubjectX500Principal()
                            + "' does not parse: " + e.getMessage(),
                    e);
        }
    }

    private static List<String> responders(X509Certificate certificate) throws IOException, UnusableStatusException {
        ASN1Primitive value = extension(certificate, Extension.authorityInfoAccess.getId());
        if (value == null) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (AccessDescription each :
                AuthorityInformationAccess.getInstance(value).getAccessDescriptions()) {
            if (each.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
                addUri(found, each.getAccessLocation());
            }
        }
        return List.copyOf(found);
    }

    private static List<String> crls(X509Certificate certificate) throws IOException, UnusableStatusException {
        ASN1Primitive value = extension(certificate, Extension.cRLDistributionPoints.getId());
        if (value == null) {
            return List.of();
        }
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

    private static Set<Integer> features(X509Certificate certificate) throws IOException, UnusableStatusException {
        ASN1Primitive value = extension(certificate, TLS_FEATURE);
        if (value == null) {
            return Set.of();
        }
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
