package io.handfast.jsse.revocation;

import io.handfast.crypto.Jca;
import io.handfast.wire.Bytes;
import io.handfast.x509.CertificateId;
import io.handfast.x509.OcspRequests;
import io.handfast.x509.OcspResponse;
import io.handfast.x509.StatusAnswer;
import io.handfast.x509.StatusTime;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Asks an OCSP responder about one certificate and verifies what it says (RFC 6960 §A.1).
 *
 * @param skew by how much the responder's clock may differ from ours
 * @param nonce whether a question has a nonce
 */
record OcspClient(InstantSource clock, Duration skew, boolean nonce) {
    /** RFC 6960 §A.1: up to this length a question may be part of the address, where caches see it. */
    private static final int LONGEST_GET = 255;

    private static final int NONCE_LENGTH = 32;

    /** A verified answer and the response that it stands in. */
    record Fetched(StatusAnswer answer, Bytes response) {}

    Fetched ask(Jca jca, CertificateId id, String responder, Duration patience)
            throws IOException, GeneralSecurityException {
        byte[] ownNonce = null;
        if (nonce) {
            ownNonce = new byte[NONCE_LENGTH];
            jca.secureRandom().nextBytes(ownNonce);
        }
        byte[] request = OcspRequests.encode(jca, id, ownNonce);
        byte[] response = send(responder, request, patience);
        StatusAnswer answer = OcspResponse.parse(response).about(jca, id, time(), ownNonce);
        return new Fetched(answer, Bytes.owning(response));
    }

    /** What a response that came in another way says. */
    StatusAnswer judge(Jca jca, CertificateId id, byte[] response) throws GeneralSecurityException {
        return OcspResponse.parse(response).about(jca, id, time(), null);
    }

    StatusTime time() {
        return new StatusTime(clock.instant(), skew);
    }

    private static byte[] send(String responder, byte[] request, Duration patience) throws IOException {
        HttpFetch fetch = new HttpFetch(patience, OcspResponse.LARGEST);
        String encoded = URLEncoder.encode(Base64.getEncoder().encodeToString(request), StandardCharsets.US_ASCII);
        String address = responder.endsWith("/") ? responder + encoded : responder + "/" + encoded;
        if (address.length() <= LONGEST_GET && responder.indexOf('?') < 0) {
            return fetch.get(HttpFetch.parse(address));
        }
        URI place = HttpFetch.parse(responder);
        return fetch.post(place, "application/ocsp-request", request);
    }
}
