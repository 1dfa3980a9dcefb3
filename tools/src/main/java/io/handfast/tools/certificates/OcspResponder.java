package io.handfast.tools.certificates;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
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

/** Answers for the authorities of a folder whether their leaves are revoked, on loopback (RFC 6960 §A.1). */
public final class OcspResponder implements AutoCloseable {
    private static final int LARGEST_QUESTION = 8 * 1024;
    private static final Duration HOLDS = Duration.ofHours(1);

    private final CertificateFolder folder;
    private final HttpServer server;

    private OcspResponder(CertificateFolder folder, HttpServer server) {
        this.folder = folder;
        this.server = server;
    }

    /** Begins to answer on a port of the loopback address. */
    public static OcspResponder start(CertificateFolder folder, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        OcspResponder responder = new OcspResponder(folder, server);
        server.createContext("/", responder::serve);
        server.start();
        return responder;
    }

    /** The port, which the system chose if 0 was asked for. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = answer(question(exchange));
            exchange.getResponseHeaders().set("Content-Type", "application/ocsp-response");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static byte[] question(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            return exchange.getRequestBody().readNBytes(LARGEST_QUESTION);
        }
        String path = exchange.getRequestURI().getRawPath().substring(1);
        try {
            return Base64.getDecoder().decode(URLDecoder.decode(path, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        try {
            OCSPReq request;
            try {
                request = new OCSPReq(question);
            } catch (IOException | RuntimeException e) {
                return new OCSPRespBuilder()
                        .build(OCSPResponseStatus.MALFORMED_REQUEST, null)
                        .getEncoded();
            }
            Req[] questions = request.getRequestList();
            Optional<CertificateAuthority> authority =
                    questions.length == 0 ? Optional.empty() : issuer(questions[0].getCertID());
            if (authority.isEmpty()) {
                return new OCSPRespBuilder()
                        .build(OCSPResponseStatus.UNAUTHORIZED, null)
                        .getEncoded();
            }
            return signed(authority.get(), request).getEncoded();
        } catch (OCSPException | OperatorCreationException e) {
            throw new IOException("the response could not be made", e);
        }
    }

    private OCSPResp signed(CertificateAuthority authority, OCSPReq request)
            throws OCSPException, OperatorCreationException, IOException {
        BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(X500Name.getInstance(
                authority.certificate().getSubjectX500Principal().getEncoded())));
        Instant now = Instant.now();
        for (Req each : request.getRequestList()) {
            builder.addResponse(each.getCertID(), status(each.getCertID()), Date.from(now), Date.from(now.plus(HOLDS)));
        }
        Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce != null) {
            builder.setResponseExtensions(new Extensions(nonce));
        }
        return new OCSPRespBuilder()
                .build(OCSPResponseStatus.SUCCESSFUL, builder.build(authority.signer(), null, Date.from(now)));
    }

    private CertificateStatus status(CertificateID id) throws IOException {
        String name = folder.names().get(id.getSerialNumber());
        if (name == null) {
            return new UnknownStatus();
        }
        return folder.isRevoked(name)
                ? new RevokedStatus(Date.from(Instant.now()), CRLReason.unspecified)
                : CertificateStatus.GOOD;
    }

    private Optional<CertificateAuthority> issuer(CertificateID id) throws OCSPException, IOException {
        for (CertificateAuthority each : folder.authorities()) {
            try {
                if (id.matchesIssuer(
                        new JcaX509CertificateHolder(each.certificate()), new BcDigestCalculatorProvider())) {
                    return Optional.of(each);
                }
            } catch (CertificateEncodingException e) {
                throw new IOException("the certificate of an authority cannot be encoded", e);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
