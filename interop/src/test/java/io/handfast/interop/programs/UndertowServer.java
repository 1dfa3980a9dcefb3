package io.handfast.interop.programs;

import io.handfast.HandfastSession;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/** Undertow (RFC 9113). */
final class UndertowServer implements ServerProgram {

    private static final HttpString PROTOCOL = new HttpString(Answer.PROTOCOL);

    private static final long LARGEST = 32L * 1024 * 1024;

    private final Undertow undertow;

    private UndertowServer(Undertow undertow) {
        this.undertow = undertow;
    }

    static ServerProgram start(Install install) throws Exception {
        return start(install.serverContext(), true);
    }

    /** The same with whatever context, and with HTTP/1.1 alone if so wanted. */
    static ServerProgram start(SSLContext context, boolean http2) {
        Undertow undertow = Undertow.builder()
                .setIoThreads(2)
                // One for each request at once: bodies that wait for a thread fill the window that all of them share.
                .setWorkerThreads(64)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, http2)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, LARGEST)
                .addHttpsListener(0, "127.0.0.1", context)
                .setHandler(new BlockingHandler(UndertowServer::echo))
                .build();
        undertow.start();
        return new UndertowServer(undertow);
    }

    @Override
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
    }

    private static void echo(HttpServerExchange exchange) throws IOException {
        byte[] body = exchange.getInputStream().readAllBytes();
        if (body.length == 0) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html");
            body = page(exchange).getBytes(StandardCharsets.UTF_8);
        }
        exchange.getResponseHeaders().put(PROTOCOL, exchange.getProtocol().toString());
        exchange.setResponseContentLength(body.length);
        exchange.getOutputStream().write(body);
    }

    /** What a browser is shown: how it came here. */
    private static String page(HttpServerExchange exchange) {
        HandfastSession session =
                HandfastSession.of(exchange.getConnection().getSslSessionInfo().getSSLSession());
        return "<!doctype html><p>" + exchange.getProtocol() + ", "
                + session.session().getProtocol() + ", "
                + session.namedGroup().orElse("no group") + "</p>";
    }
}
