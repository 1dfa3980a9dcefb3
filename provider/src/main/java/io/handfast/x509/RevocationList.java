package io.handfast.x509;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.jspecify.annotations.Nullable;

/**
 * A complete CRL of one issuer, its signature verified, and what it says about that issuer's certificates (RFC 5280 §5, §6.3.3).
 *
 * <p>Delta CRLs and indirect CRLs are refused: nobody is asked for them.
 */
public final class RevocationList {
    private static final byte SEQUENCE = 0x30;
    private static final int CRL_SIGN = 6;
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    private static final String DELTA_INDICATOR = "2.5.29.27";

    /** Those of entries that may be critical: reasonCode, which is read, and invalidityDate, which changes nothing. */
    private static final Set<String> ENTRY_EXTENSIONS = Set.of("2.5.29.21", "2.5.29.24");

    private final X509CRL list;
    private final Instant thisUpdate;
    private final Instant nextUpdate;
    private final Set<String> signatureNames;
    private final @Nullable IssuingDistributionPoint scope;

    private RevocationList(X509CRL list, Set<String> signatureNames, @Nullable IssuingDistributionPoint scope) {
        this.list = list;
        this.thisUpdate = list.getThisUpdate().toInstant();
        this.nextUpdate =
                list.getNextUpdate() == null ? thisUpdate : list.getNextUpdate().toInstant();
        this.signatureNames = signatureNames;
        this.scope = scope;
    }

    /**
     * Reads and verifies a list in DER.
     *
     * @param issuer whose certificates it is about, and who must have signed it
     * @throws UnusableStatusException if it does not parse, is not of this issuer, or is of a kind that we do not take
     */
    public static RevocationList parse(CertificateFactory factory, byte[] der, X509Certificate issuer)
            throws UnusableStatusException {
        X509CRL list = read(factory, der);
        if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            throw new UnusableStatusException("is of another issuer, '" + list.getIssuerX500Principal() + "'");
        }
        boolean[] usage = issuer.getKeyUsage();
        // RFC 5280 §6.3.3 (f): the key may sign CRLs
        if (usage != null && (usage.length <= CRL_SIGN || !usage[CRL_SIGN])) {
            throw new UnusableStatusException("is signed by '" + issuer.getSubjectX500Principal()
                    + "', whose certificate does not allow it to sign CRLs");
        }
        Set<String> names = SignatureNames.of(list.getSigAlgName(), list.getSigAlgOID(), list.getSigAlgParams());
        if (SignatureNames.haveBrokenDigest(names)) {
            throw new UnusableStatusException(
                    "is signed with " + list.getSigAlgName() + " and a digest that is not accepted for revocation");
        }
        try {
            list.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new UnusableStatusException(
                    "has a signature that is not by '" + issuer.getSubjectX500Principal() + "': " + e.getMessage(), e);
        }
        IssuingDistributionPoint scope = scope(list);
        checkEntries(list);
        return new RevocationList(list, names, scope);
    }

    /**
     * What the list says about a certificate of its issuer.
     *
     * @throws UnusableStatusException if it is out of date or does not cover the certificate
     */
    public StatusAnswer about(X509Certificate certificate, StatusTime time) throws UnusableStatusException {
        time.check(thisUpdate, nextUpdate);
        checkScope(certificate);
        X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
        if (entry != null) {
            CRLReason reason =
                    entry.getRevocationReason() == null ? CRLReason.UNSPECIFIED : entry.getRevocationReason();
            return answer(
                    StatusAnswer.Status.REVOKED,
                    Optional.of(new StatusAnswer.Revocation(
                            entry.getRevocationDate().toInstant(), reason)));
        }
        if (scope != null && scope.getOnlySomeReasons() != null) {
            throw new UnusableStatusException("does not have the certificate, but covers some reasons only");
        }
        return answer(StatusAnswer.Status.GOOD, Optional.empty());
    }

    /** Whether a newer list is due. */
    public boolean isPast(StatusTime time) {
        return !time.notPast(nextUpdate);
    }

    /** Until when a list that came at this time is kept. */
    public Instant keptUntil(StatusTime time) {
        return time.keptUntil(thisUpdate, nextUpdate);
    }

    private StatusAnswer answer(StatusAnswer.Status status, Optional<StatusAnswer.Revocation> revocation) {
        return new StatusAnswer(status, thisUpdate, nextUpdate, revocation, signatureNames, Optional.empty());
    }

    private static X509CRL read(CertificateFactory factory, byte[] der) throws UnusableStatusException {
        // The factory would also take PEM text, and DER with more behind it.
        if (der.length == 0 || der[0] != SEQUENCE) {
            throw new UnusableStatusException("is not DER");
        }
        DerBounds.check(der);
        try {
            CRL parsed = factory.generateCRL(new ByteArrayInputStream(der));
            if (parsed instanceof X509CRL list) {
                return list;
            }
        } catch (CRLException | RuntimeException e) {
            throw new UnusableStatusException("does not parse: " + e.getMessage(), e);
        }
        throw new UnusableStatusException("is not an X.509 CRL");
    }

    private static @Nullable IssuingDistributionPoint scope(X509CRL list) throws UnusableStatusException {
        Set<String> critical = new HashSet<>();
        if (list.getCriticalExtensionOIDs() != null) {
            critical.addAll(list.getCriticalExtensionOIDs());
        }
        if (list.getExtensionValue(DELTA_INDICATOR) != null) {
            throw new UnusableStatusException("is a delta CRL, which says nothing without its base");
        }
        critical.remove(ISSUING_DISTRIBUTION_POINT);
        // RFC 5280 §5.2: a list with critical extensions that we do not know settles nothing
        if (!critical.isEmpty()) {
            throw new UnusableStatusException("has critical extensions that we do not know: " + critical);
        }
        byte[] wrapped = list.getExtensionValue(ISSUING_DISTRIBUTION_POINT);
        if (wrapped == null) {
            return null;
        }
        try {
            IssuingDistributionPoint scope = IssuingDistributionPoint.getInstance(ASN1Primitive.fromByteArray(
                    ASN1OctetString.getInstance(wrapped).getOctets()));
            if (scope.isIndirectCRL()) {
                throw new UnusableStatusException("is an indirect CRL, which may speak of other issuers' certificates");
            }
            return scope;
        } catch (IOException | RuntimeException e) {
            throw new UnusableStatusException("has an issuing distribution point that does not parse", e);
        }
    }

    /** Once, when the list comes: a look-up reads one entry, but any other may make the list unusable. */
    private static void checkEntries(X509CRL list) throws UnusableStatusException {
        Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        if (entries == null) {
            return;
        }
        for (X509CRLEntry entry : entries) {
            if (entry.hasExtensions()) {
                checkExtensions(entry);
            }
        }
    }

    private static void checkExtensions(X509CRLEntry entry) throws UnusableStatusException {
        Set<String> critical = entry.getCriticalExtensionOIDs();
        // RFC 5280 §5.3: an entry with a critical extension that we do not know makes the whole list settle nothing
        if (critical != null && !ENTRY_EXTENSIONS.containsAll(critical)) {
            throw new UnusableStatusException(
                    "has an entry with critical extensions of which we do not know all: " + critical);
        }
        // RFC 5280 §5.3.3: only indirect lists have it, and it is about the entries that follow, too
        if (entry.getCertificateIssuer() != null) {
            throw new UnusableStatusException("has an entry of another issuer, '" + entry.getCertificateIssuer()
                    + "', but is not marked as indirect");
        }
    }

    /** RFC 5280 §6.3.3 (b): the list is meant for certificates like this one. */
    private void checkScope(X509Certificate certificate) throws UnusableStatusException {
        if (scope == null) {
            return;
        }
        boolean authority = certificate.getBasicConstraints() >= 0;
        if (scope.onlyContainsAttributeCerts()
                || scope.onlyContainsCACerts() && !authority
                || scope.onlyContainsUserCerts() && authority) {
            throw new UnusableStatusException("is for certificates of another kind");
        }
        if (scope.getDistributionPoint() == null) {
            return;
        }
        try {
            List<String> named = StatusLocations.crls(certificate);
            for (GeneralName name : StatusLocations.names(scope.getDistributionPoint())) {
                String uri = StatusLocations.uri(name);
                if (uri != null && named.contains(uri)) {
                    return;
                }
            }
        } catch (CertificateException | RuntimeException e) {
            throw new UnusableStatusException("cannot be matched with the certificate's distribution points", e);
        }
        throw new UnusableStatusException("is for another distribution point than those that the certificate names");
    }
}
