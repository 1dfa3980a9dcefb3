package io.handfast.x509;

import io.handfast.crypto.Jca;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/** Asks an OCSP responder about one certificate; unsigned (RFC 6960 §4.1). */
public final class OcspRequests {
    private OcspRequests() {}

    /**
     * The request in DER.
     *
     * @param nonce what the answer is to repeat, 1 to 32 bytes (RFC 9654); null for no nonce, so that the responder may give an
     *     answer that it has prepared
     */
    public static byte[] encode(Jca jca, CertificateId id, byte @Nullable [] nonce) {
        try {
            Extensions extensions = nonce == null
                    ? null
                    : new Extensions(new Extension(
                            OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                            false,
                            new DEROctetString(new DEROctetString(nonce).getEncoded())));
            return new OCSPRequest(
                            new TBSRequest(null, new DERSequence(new Request(id.encode(jca), null)), extensions), null)
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("an OCSP request cannot be encoded", e);
        }
    }
}
