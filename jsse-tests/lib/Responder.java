import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** An OCSP responder that calls one certificate good, whatever it is asked (RFC 6960 §4.2). */
public final class Responder implements AutoCloseable {
    private static final byte[] SHA1 = Authority.hex("300906052b0e03021a0500");
    private static final byte[] BASIC_RESPONSE = Authority.hex("06092b0601050507300101");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HttpServer server;
    private final byte[] response;

    public Responder(Authority authority, X509Certificate certificate) throws Exception {
        response = response(authority, certificate);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", request -> {
            request.getRequestBody().readAllBytes();
            request.getResponseHeaders().set("Content-Type", "application/ocsp-response");
            request.sendResponseHeaders(200, response.length);
            request.getResponseBody().write(response);
            request.close();
        });
        server.start();
    }

    /** Every answer, byte for byte. */
    public byte[] response() {
        return response.clone();
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static byte[] response(Authority authority, X509Certificate certificate) throws Exception {
        X509Certificate issuer = authority.certificate();
        byte[] name = issuer.getSubjectX500Principal().getEncoded();
        byte[] info = issuer.getPublicKey().getEncoded();
        // The key without algorithm, tag, length and unused bits: an uncompressed point of P-256.
        byte[] keyHash = sha1(Arrays.copyOfRange(info, info.length - 65, info.length));
        byte[] id = Authority.sequence(
                SHA1,
                Authority.der(0x04, sha1(name)),
                Authority.der(0x04, keyHash),
                Authority.der(0x02, certificate.getSerialNumber().toByteArray()));
        Instant now = Instant.now();
        byte[] single = Authority.sequence(
                id,
                Authority.hex("8000"),
                time(now.minus(Duration.ofHours(1))),
                Authority.der(0xa0, time(now.plus(Duration.ofDays(1)))));
        byte[] answers = Authority.sequence(
                Authority.der(0xa2, Authority.der(0x04, keyHash)), time(now), Authority.sequence(single));
        byte[] basic = Authority.sequence(BASIC_RESPONSE, Authority.der(0x04, authority.signed(answers)));
        return Authority.sequence(Authority.hex("0a0100"), Authority.der(0xa0, basic));
    }

    private static byte[] time(Instant instant) {
        return Authority.der(0x18, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] sha1(byte[] content) throws Exception {
        return MessageDigest.getInstance("SHA-1").digest(content);
    }
}
