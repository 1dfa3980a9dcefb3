package io.handfast.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small web on loopback, whose places answer with whatever bytes a test wants, or never (RFC 9112). */
public final class TestWeb implements AutoCloseable {
    private final ServerSocket server;
    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Answers one request, whose head and body it is given, on the raw connection. */
    @FunctionalInterface
    public interface Place {
        void answer(Request request, OutputStream out) throws IOException;
    }

    /** A request as it came. */
    public record Request(String line, byte[] body) {}

    public TestWeb() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** What is put at a path; the URI under which it is found. */
    public String at(String path, Place place) {
        places.put(path, place);
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    /** A place that sends this body. */
    public String body(String path, byte[] body) {
        return at(path, (request, out) -> out.write(ok(body)));
    }

    /** A place that takes questions and never answers. */
    public String silent(String path) {
        return at(path, (request, out) -> {
            // The connection stays open until this web is closed.
        });
    }

    /** A whole answer with this body. */
    public static byte[] ok(byte[] body) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(ascii("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n"));
        answer.writeBytes(body);
        return answer.toByteArray();
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The first lines of all requests up to now. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String line = line(in);
            int length = 0;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            byte[] body = in.readNBytes(length);
            requests.add(line);
            String path = line.split(" ", 3)[1];
            Place place = places.entrySet().stream()
                    .filter(entry -> path.startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse((request, out) -> out.write(ascii("HTTP/1.1 404 Not Found\r\n\r\n")));
            CountingOutput out = new CountingOutput(socket.getOutputStream());
            place.answer(new Request(line, body), out);
            if (out.written) {
                socket.shutdownOutput();
            }
        } catch (IOException gone) {
            requests.add("(the client went away)");
        }
    }

    /** Knows whether a place has said anything; one that has not leaves the connection open. */
    private static final class CountingOutput extends FilterOutputStream {
        private boolean written;

        CountingOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            written = true;
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            written = true;
            out.write(bytes, offset, length);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "test web");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
