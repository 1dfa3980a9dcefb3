package io.handfast.x509;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponderID;

/**
 * The proof that an OCSP response comes from the certificate's issuer, or from somebody whom the issuer entrusted with answering
 * (RFC 6960 §4.2.2.2).
 *
 * @param names the names of the algorithm that signed, for rules
 * @param delegate the certificate of whoever answers for the issuer
 */
record ResponderSignature(Set<String> names, Optional<X509Certificate> delegate) {
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

    /** A response carries the responder's certificate, and perhaps a few above it. */
    private static final int MOST_CERTIFICATES = 10;

    static ResponderSignature verify(Jca jca, BasicOCSPResponse basic, X509Certificate issuer, Instant now)
            throws IOException, UnusableStatusException {
        ResponderID responder = basic.getTbsResponseData().getResponderID();
        Optional<X509Certificate> delegate = Optional.empty();
        X509Certificate signer = issuer;
        if (!names(jca, responder, issuer)) {
            signer = delegate(jca, basic, responder, issuer, now);
            delegate = Optional.of(signer);
        }
        SignedContent content = new SignedContent(
                basic.getTbsResponseData().getEncoded(ASN1Encoding.DER),
                basic.getSignatureAlgorithm(),
                basic.getSignature().getOctets());
        try {
            if (!content.isSignedBy(jca, signer.getPublicKey())) {
                throw new UnusableStatusException(
                        "has a signature that is not by '" + signer.getSubjectX500Principal() + "'");
            }
        } catch (GeneralSecurityException e) {
            if (e instanceof UnusableStatusException unusable) {
                throw unusable;
            }
            throw new UnusableStatusException("has a signature that cannot be verified: " + e.getMessage(), e);
        }
        return new ResponderSignature(content.signatureNames(), delegate);
    }

    private static X509Certificate delegate(
            Jca jca, BasicOCSPResponse basic, ResponderID responder, X509Certificate issuer, Instant now)
            throws IOException, UnusableStatusException {
        for (X509Certificate each : certificates(jca, basic.getCerts())) {
            if (names(jca, responder, each)) {
                checkDelegate(each, issuer, now);
                return each;
            }
        }
        throw new UnusableStatusException("is signed by " + nameOf(responder) + ", which is neither the issuer '"
                + issuer.getSubjectX500Principal() + "' nor among the certificates that come with the response");
    }

    private static void checkDelegate(X509Certificate delegate, X509Certificate issuer, Instant now)
            throws UnusableStatusException {
        String who = "is signed by '" + delegate.getSubjectX500Principal() + "', ";
        try {
            // RFC 6960 §4.2.2.2: issued by the very issuer of the certificate in question
            if (!delegate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
                throw new UnusableStatusException(
                        who + "whose certificate is not from the issuer '" + issuer.getSubjectX500Principal() + "'");
            }
            if (SignatureNames.haveBrokenDigest(SignatureNames.of(delegate))) {
                throw new UnusableStatusException(who + "whose certificate is signed with " + delegate.getSigAlgName()
                        + " and a digest that is not accepted for revocation");
            }
            delegate.verify(issuer.getPublicKey());
            delegate.checkValidity(Date.from(now));
            List<String> purposes = delegate.getExtendedKeyUsage();
            // RFC 6960 §4.2.2.2: the purpose must be named; "any" is not enough
            if (purposes == null || !purposes.contains(OCSP_SIGNING)) {
                throw new UnusableStatusException(who + "whose certificate does not allow it to answer for the issuer "
                        + "(no OCSPSigning in its extended key usage)");
            }
            boolean[] usage = delegate.getKeyUsage();
            if (usage != null && !usage[0]) {
                throw new UnusableStatusException(who + "whose certificate does not allow signatures");
            }
        } catch (UnusableStatusException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new UnusableStatusException(who + "whose certificate does not hold: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> certificates(Jca jca, ASN1Sequence sent)
            throws IOException, UnusableStatusException {
        if (sent == null) {
            return List.of();
        }
        List<byte[]> encoded = new ArrayList<>();
        for (ASN1Encodable each : sent) {
            encoded.add(each.toASN1Primitive().getEncoded());
        }
        try {
            return CertificateChains.parse(jca.certificateFactory(), encoded, MOST_CERTIFICATES);
        } catch (CertificateException e) {
            throw new UnusableStatusException("brings certificates that cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean names(Jca jca, ResponderID responder, X509Certificate candidate) throws IOException {
        return responder.getName() == null
                ? MessageDigest.isEqual(
                        responder.getKeyHash(),
                        CertificateId.keyHash(jca, HashAlgorithm.SHA1, candidate.getPublicKey()))
                : principal(responder).equals(candidate.getSubjectX500Principal());
    }

    private static X500Principal principal(ResponderID responder) throws IOException {
        return new X500Principal(responder.getName().getEncoded());
    }

    private static String nameOf(ResponderID responder) throws IOException {
        return responder.getName() == null ? "a key of its own" : "'" + principal(responder) + "'";
    }
}
