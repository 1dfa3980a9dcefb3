package io.handfast.tools.certificates;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;

/**
 * What the authorities of a folder say about their leaves (RFC 6960 §4.2).
 *
 * @param folder the leaves, the authorities and which leaves are revoked
 */
record OcspAnswers(CertificateFolder folder) {
    private static final Duration HOLDS = Duration.ofHours(1);

    /** The response to a request, both as DER. */
    byte[] to(byte[] question) throws IOException {
        try {
            OCSPReq request;
            Req[] questions;
            try {
                request = new OCSPReq(question);
                questions = request.getRequestList();
            } catch (IOException | RuntimeException e) {
                return refusal(OCSPResponseStatus.MALFORMED_REQUEST);
            }
            Set<Optional<CertificateAuthority>> issuers = new HashSet<>();
            for (Req each : questions) {
                issuers.add(issuer(each.getCertID()));
            }
            // RFC 6960 §4.2.2.2: the issuer of the certificate in question signs, and a response has one signature.
            Optional<CertificateAuthority> authority =
                    issuers.size() == 1 ? issuers.iterator().next() : Optional.empty();
            if (authority.isEmpty()) {
                return refusal(OCSPResponseStatus.UNAUTHORIZED);
            }
            return signed(authority.get(), request).getEncoded();
        } catch (OCSPException | OperatorCreationException e) {
            throw new IOException("the response could not be made", e);
        }
    }

    private static byte[] refusal(int status) throws OCSPException, IOException {
        return new OCSPRespBuilder().build(status, null).getEncoded();
    }

    private OCSPResp signed(CertificateAuthority authority, OCSPReq request)
            throws OCSPException, OperatorCreationException, IOException {
        BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(X500Name.getInstance(
                authority.certificate().getSubjectX500Principal().getEncoded())));
        Instant now = Instant.now();
        for (Req each : request.getRequestList()) {
            builder.addResponse(
                    each.getCertID(), status(authority, each.getCertID()), Date.from(now), Date.from(now.plus(HOLDS)));
        }
        Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce != null) {
            builder.setResponseExtensions(new Extensions(nonce));
        }
        return new OCSPRespBuilder()
                .build(OCSPResponseStatus.SUCCESSFUL, builder.build(authority.signer(), null, Date.from(now)));
    }

    private CertificateStatus status(CertificateAuthority authority, CertificateID id) throws IOException {
        String name = folder.leaves().getOrDefault(authority, Map.of()).get(id.getSerialNumber());
        if (name == null) {
            return new UnknownStatus();
        }
        return folder.isRevoked(name)
                ? new RevokedStatus(Date.from(Instant.now()), CRLReason.unspecified)
                : CertificateStatus.GOOD;
    }

    private Optional<CertificateAuthority> issuer(CertificateID id) throws IOException {
        for (CertificateAuthority each : folder.leaves().keySet()) {
            try {
                if (id.matchesIssuer(
                        new JcaX509CertificateHolder(each.certificate()), new BcDigestCalculatorProvider())) {
                    return Optional.of(each);
                }
            } catch (OCSPException e) {
                // Hashed in a way that we do not know: nobody whom we could tell from others (RFC 6960 §2.3).
                return Optional.empty();
            } catch (CertificateEncodingException e) {
                throw new IOException("the certificate of an authority cannot be encoded", e);
            }
        }
        return Optional.empty();
    }
}
