package io.handfast.tools.certificates;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Answers over HTTP whether the leaves of a folder are revoked, on loopback (RFC 6960 §A.1). */
public final class OcspResponder implements AutoCloseable {
    private static final int LARGEST_QUESTION = 8 * 1024;

    private final HttpServer server;

    private OcspResponder(HttpServer server) {
        this.server = server;
    }

    /**
     * Takes a port of the loopback address; until {@link #answer} everybody is told that there is nothing.
     *
     * @param port 1 to 65535, or 0 for one that the system chooses
     * @throws IOException if the port is taken, or may not be had
     */
    public static OcspResponder bind(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.start();
        return new OcspResponder(server);
    }

    /** Begins to answer for the authorities of a folder. */
    public void answer(CertificateFolder folder) {
        OcspAnswers answers = new OcspAnswers(folder);
        server.createContext("/", exchange -> serve(exchange, answers));
    }

    /** The port, which the system chose if 0 was asked for. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void serve(HttpExchange exchange, OcspAnswers answers) throws IOException {
        try (exchange) {
            byte[] answer = answers.to(question(exchange));
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
            // The decoder is for forms, in which a plus is a space; in a path it is itself (RFC 3986 §3.3).
            String base64 = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.US_ASCII);
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
