package io.handfast.jsse.revocation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Fetches one body over plain HTTP, within a time and a size (RFC 9112; RFC 6960 §A.1, RFC 5280 §4.2.1.13).
 *
 * <p>Answers about revocation are signed, so that nothing is gained by TLS, and a TLS that needs them could not come first. The
 * platform's own HTTP client bounds each read but not the whole; here a deadline holds for all of it.
 */
final class HttpFetch {
    private static final int MOST_REDIRECTS = 3;
    private static final int MOST_ADDRESSES = 4;

    private final Deadline deadline;
    private final int largest;
    private final Network network;

    /** How hosts are found and reached. */
    interface Network {
        default List<InetAddress> addresses(String host) throws IOException {
            return List.of(InetAddress.getAllByName(host));
        }

        default void connect(Socket socket, InetSocketAddress address, int millis) throws IOException {
            socket.connect(address, millis);
        }
    }

    /** @param largest the most bytes that a body may have */
    HttpFetch(Duration patience, int largest) {
        this(patience, largest, new Network() {});
    }

    HttpFetch(Duration patience, int largest, Network network) {
        this.deadline = Deadline.in(patience);
        this.largest = largest;
        this.network = network;
    }

    byte[] get(URI uri) throws IOException {
        URI place = uri;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpAnswer answer = exchange(place, "GET", "", new byte[0]);
            if (!answer.redirects()) {
                return answer.body();
            }
            place = place.resolve(parse(answer.location()));
        }
        throw new IOException("redirected more than " + MOST_REDIRECTS + " times");
    }

    byte[] post(URI uri, String contentType, byte[] body) throws IOException {
        HttpAnswer answer = exchange(uri, "POST", contentType, body);
        if (answer.redirects()) {
            throw new IOException("redirected, although it was sent a question");
        }
        return answer.body();
    }

    /**
     * The place that a certificate names.
     *
     * @throws IOException if it is none that we go to
     */
    static URI parse(String text) throws IOException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IOException("is not a URI", e);
        }
    }

    /** Whether a place that a certificate names is one that we go to. */
    static boolean mayAsk(String place) {
        try {
            requireAskable(parse(place));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws IOException if the place is none that we go to, with the reason */
    static void requireAskable(URI uri) throws IOException {
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IOException("is not a place that is asked: http://host/… is");
        }
    }

    private HttpAnswer exchange(URI uri, String method, String contentType, byte[] body) throws IOException {
        requireAskable(uri);
        Proxy proxy = proxy(uri);
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        try (Socket socket = connect(proxy, uri.getHost(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request(uri, method, contentType, body.length, proxy.type() == Proxy.Type.HTTP));
            out.write(body);
            out.flush();
            return new HttpAnswer.Reader(socket, deadline, largest).read();
        }
    }

    private byte[] request(URI uri, String method, String contentType, int length, boolean throughProxy) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(throughProxy ? "http://" + uri.getRawAuthority() + target : target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getRawAuthority())
                .append("\r\nAccept: */*\r\nUser-Agent: Handfast\r\nConnection: close\r\n");
        if (!contentType.isEmpty()) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private Socket connect(Proxy proxy, String host, int port) throws IOException {
        if (proxy.type() == Proxy.Type.SOCKS) {
            return connected(new Socket(proxy), InetSocketAddress.createUnresolved(host, port), 1);
        }
        if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address) {
            return connect(address.getHostString(), address.getPort());
        }
        return connect(host, port);
    }

    private Socket connect(String host, int port) throws IOException {
        List<InetAddress> addresses = network.addresses(host);
        IOException failure = new IOException("has no address");
        int count = Math.min(addresses.size(), MOST_ADDRESSES);
        for (int i = 0; i < count; i++) {
            try {
                // What is silent must not take the time of those that come after it.
                return connected(new Socket(Proxy.NO_PROXY), new InetSocketAddress(addresses.get(i), port), count - i);
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    /** @param parts how many share the time that is left */
    private Socket connected(Socket socket, InetSocketAddress address, int parts) throws IOException {
        try {
            network.connect(socket, address, deadline.millis(parts));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Proxy proxy(URI uri) {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> proxies = selector == null ? List.of() : selector.select(uri);
        return proxies.isEmpty() ? Proxy.NO_PROXY : proxies.get(0);
    }

    /** Collects a body up to a size. */
    static final class Body {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final int largest;

        Body(int largest) {
            this.largest = largest;
        }

        void add(byte[] bytes, int length) throws IOException {
            require((long) content.size() + length);
            content.write(bytes, 0, length);
        }

        /** Refuses a length that is too much before it has come. */
        void require(long length) throws IOException {
            if (length > largest) {
                throw new IOException("sends more than the limit of " + largest + " bytes");
            }
        }

        byte[] toByteArray() {
            return content.toByteArray();
        }
    }
}
