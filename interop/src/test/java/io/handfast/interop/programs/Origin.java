package io.handfast.interop.programs;

import com.sun.net.httpserver.HttpServer;
import io.handfast.interop.AbsentPeers;
import io.handfast.interop.FreePorts;
import io.handfast.interop.Pki;
import io.handfast.tools.certificates.KeyKind;
import io.handfast.tools.process.PeerProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real web server, nginx with OpenSSL, that gives back what it is sent and tells in which version of HTTP (RFC 9110). */
final class Origin implements AutoCloseable {

    private final PeerProcess nginx;
    private final HttpServer echo;
    private final ExecutorService threads;
    private final int port;

    private Origin(PeerProcess nginx, HttpServer echo, ExecutorService threads, int port) {
        this.nginx = nginx;
        this.echo = echo;
        this.threads = threads;
        this.port = port;
    }

    static Origin start(Path home) throws Exception {
        Path program = AbsentPeers.require("nginx");
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        echo.setExecutor(threads);
        echo.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        echo.start();
        Pki.pki().server(KeyKind.RSA).writeTo(home, "server");
        Files.writeString(
                home.resolve("server.all"),
                Files.readString(home.resolve("server.crt")) + Files.readString(home.resolve("server.chain")));
        int port = FreePorts.next();
        Files.writeString(
                home.resolve("nginx.conf"),
                configuration(port, echo.getAddress().getPort()));
        PeerProcess nginx = PeerProcess.start(
                home, List.of(program.toString(), "-p", home.toString(), "-e", "stderr", "-c", "nginx.conf"));
        Origin origin = new Origin(nginx, echo, threads, port);
        try {
            nginx.await("event method");
            return origin;
        } catch (Exception e) {
            origin.close();
            throw e;
        }
    }

    URI uri() {
        return URI.create("https://" + Pki.HOST + ":" + port + "/echo");
    }

    @Override
    public void close() {
        nginx.close();
        echo.stop(0);
        threads.shutdownNow();
    }

    /** One process in the foreground with all its files in one folder, so that nothing is left behind. */
    private static String configuration(int port, int echo) {
        return String.format(Locale.ROOT, """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log stderr notice;
                events { }
                http {
                  access_log off;
                  client_max_body_size 0;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  server {
                    listen 127.0.0.1:%d ssl http2;
                    ssl_certificate server.all;
                    ssl_certificate_key server.key;
                    ssl_protocols TLSv1.2 TLSv1.3;
                    location / {
                      proxy_pass http://127.0.0.1:%d;
                      proxy_http_version 1.1;
                      add_header X-Protocol $server_protocol;
                    }
                  }
                }
                """, port, echo);
    }
}
