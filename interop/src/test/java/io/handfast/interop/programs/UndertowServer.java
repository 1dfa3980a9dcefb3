package io.handfast.interop.programs;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Undertow (RFC 9113). */
final class UndertowServer implements ServerProgram {

    private static final HttpString PROTOCOL = new HttpString(Answer.PROTOCOL);

    private static final long LARGEST = 32L * 1024 * 1024;

    private final Undertow undertow;

    private UndertowServer(Undertow undertow) {
        this.undertow = undertow;
    }

    static ServerProgram start(Install install) throws Exception {
        Undertow undertow = Undertow.builder()
                .setIoThreads(2)
                // One for each request at once: bodies that wait for a thread fill the window that all of them share.
                .setWorkerThreads(64)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, LARGEST)
                .addHttpsListener(0, "127.0.0.1", install.serverContext())
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
        exchange.getResponseHeaders().put(PROTOCOL, exchange.getProtocol().toString());
        exchange.setResponseContentLength(body.length);
        exchange.getOutputStream().write(body);
    }
}
