package io.handfast.x509;

import io.handfast.crypto.Jca;
import io.handfast.x509.StatusAnswer.Revocation;
import io.handfast.x509.StatusAnswer.Status;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.CRLReason;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/** An OCSP response, and what it says about a certificate once it has been verified (RFC 6960 §3.2, §4.2). */
public final class OcspResponse {
    /** The most bytes that are read of a response: room for a chain of delegated responders, and none to waste. */
    public static final int LARGEST = 64 * 1024;

    private final BasicOCSPResponse basic;

    private OcspResponse(BasicOCSPResponse basic) {
        this.basic = basic;
    }

    /**
     * Reads a response in DER.
     *
     * @throws UnusableStatusException if it does not parse, is too large, or is not an answer but an error
     */
    public static OcspResponse parse(byte[] der) throws UnusableStatusException {
        if (der.length > LARGEST) {
            throw new UnusableStatusException("has " + der.length + " bytes, more than the limit of " + LARGEST);
        }
        DerBounds.check(der);
        try {
            OCSPResponse response = OCSPResponse.getInstance(ASN1Primitive.fromByteArray(der));
            int status = response.getResponseStatus().getIntValue();
            if (status != OCSPResponseStatus.SUCCESSFUL) {
                throw new UnusableStatusException("is no answer but the error " + nameOf(status));
            }
            ResponseBytes bytes = response.getResponseBytes();
            if (bytes == null || !bytes.getResponseType().equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
                throw new UnusableStatusException("is not a basic OCSP response");
            }
            byte[] inner = bytes.getResponse().getOctets();
            DerBounds.check(inner);
            return new OcspResponse(BasicOCSPResponse.getInstance(ASN1Primitive.fromByteArray(inner)));
        } catch (IOException | RuntimeException e) {
            // The parser meets hostile input with any kind of unchecked exception.
            throw unreadable(e);
        }
    }

    /**
     * What the response says about a certificate, its signature, signer and times verified.
     *
     * @param nonce what was sent along with the question, or null. A responder may leave it out (RFC 6960 §4.4.1)
     * @throws UnusableStatusException if it says nothing about it that may be believed
     */
    public StatusAnswer about(Jca jca, CertificateId id, StatusTime time, byte @Nullable [] nonce)
            throws UnusableStatusException {
        try {
            SingleResponse single = find(jca, id);
            refuseUnknownCritical(basic.getTbsResponseData().getResponseExtensions());
            refuseUnknownCritical(single.getSingleExtensions());
            checkNonce(nonce);
            ResponderSignature signature = ResponderSignature.verify(jca, basic, id.issuer(), time.now());
            Instant thisUpdate = instant(single.getThisUpdate());
            // Without an end of its own a response would be good for ever; then it is good as long as it is fresh.
            Instant nextUpdate = single.getNextUpdate() == null ? thisUpdate : instant(single.getNextUpdate());
            // RFC 6960 §3.2: recent, and not older than newer information
            time.check(thisUpdate, nextUpdate);
            return answer(single.getCertStatus(), thisUpdate, nextUpdate, signature);
        } catch (IOException | ParseException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    /**
     * Until when all that the response says may be believed, by its own account; what has no end holds for the moment it
     * names alone. Nothing is verified.
     *
     * @throws UnusableStatusException if it says nothing, or cannot be read
     */
    public Instant nextUpdate() throws UnusableStatusException {
        try {
            Instant earliest = Instant.MAX;
            for (ASN1Encodable each : basic.getTbsResponseData().getResponses()) {
                SingleResponse single = SingleResponse.getInstance(each);
                Instant end = instant(single.getNextUpdate() == null ? single.getThisUpdate() : single.getNextUpdate());
                earliest = end.isBefore(earliest) ? end : earliest;
            }
            if (earliest.equals(Instant.MAX)) {
                throw new UnusableStatusException("is about no certificate");
            }
            return earliest;
        } catch (ParseException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private SingleResponse find(Jca jca, CertificateId id) throws UnusableStatusException {
        for (ASN1Encodable each : basic.getTbsResponseData().getResponses()) {
            SingleResponse single = SingleResponse.getInstance(each);
            if (id.isNamedBy(jca, single.getCertID())) {
                return single;
            }
        }
        // RFC 6960 §3.2: the certificate is the one that was asked about
        throw new UnusableStatusException("is about another certificate");
    }

    private void checkNonce(byte @Nullable [] nonce) throws IOException, UnusableStatusException {
        Extensions extensions = basic.getTbsResponseData().getResponseExtensions();
        Extension repeated =
                extensions == null ? null : extensions.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce == null || repeated == null) {
            return;
        }
        byte[] value =
                ASN1OctetString.getInstance(repeated.getExtnValue().getOctets()).getOctets();
        if (!MessageDigest.isEqual(nonce, value)) {
            throw new UnusableStatusException("repeats another nonce than ours: it answers somebody else's question");
        }
    }

    private static void refuseUnknownCritical(@Nullable Extensions extensions) throws UnusableStatusException {
        if (extensions == null) {
            return;
        }
        for (ASN1ObjectIdentifier each : extensions.getCriticalExtensionOIDs()) {
            // RFC 6960 §4.4: extensions that matter and that we do not know
            if (!each.equals(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)) {
                throw new UnusableStatusException("has the critical extension " + each + ", which we do not know");
            }
        }
    }

    private static StatusAnswer answer(
            CertStatus status, Instant thisUpdate, Instant nextUpdate, ResponderSignature signature)
            throws ParseException, UnusableStatusException {
        Optional<Revocation> revocation = Optional.empty();
        Status meant = switch (status.getTagNo()) {
            case 0 -> Status.GOOD;
            case 1 -> Status.REVOKED;
            case 2 -> Status.UNKNOWN;
            default -> throw new UnusableStatusException("has a status of no known kind");
        };
        if (meant == Status.REVOKED) {
            RevokedInfo revoked = RevokedInfo.getInstance(status.getStatus());
            revocation = Optional.of(new Revocation(instant(revoked.getRevocationTime()), reason(revoked)));
        }
        Set<String> names = signature.names();
        return new StatusAnswer(meant, thisUpdate, nextUpdate, revocation, names, signature.delegate());
    }

    private static CRLReason reason(RevokedInfo revoked) {
        if (revoked.getRevocationReason() == null) {
            return CRLReason.UNSPECIFIED;
        }
        int code = revoked.getRevocationReason().getValue().intValue();
        CRLReason[] known = CRLReason.values();
        return code >= 0 && code < known.length ? known[code] : CRLReason.UNSPECIFIED;
    }

    private static Instant instant(ASN1GeneralizedTime time) throws ParseException {
        return time.getDate().toInstant();
    }

    private static UnusableStatusException unreadable(Exception e) {
        return new UnusableStatusException("does not parse: " + e.getMessage(), e);
    }

    private static String nameOf(int status) {
        return switch (status) {
            case OCSPResponseStatus.MALFORMED_REQUEST -> "malformedRequest";
            case OCSPResponseStatus.INTERNAL_ERROR -> "internalError";
            case OCSPResponseStatus.TRY_LATER -> "tryLater";
            case OCSPResponseStatus.SIG_REQUIRED -> "sigRequired";
            case OCSPResponseStatus.UNAUTHORIZED -> "unauthorized";
            default -> String.valueOf(status);
        };
    }
}
