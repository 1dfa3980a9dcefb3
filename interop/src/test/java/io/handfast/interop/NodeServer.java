package io.handfast.interop;

import io.handfast.tools.process.PeerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A TLS server on Node's {@code tls} module that turns lines round, on a free loopback port. */
final class NodeServer implements AutoCloseable {

    private final PeerProcess process;
    private final int port;

    private NodeServer(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server.
     *
     * @param credential the name of the files of its key and chain in the {@link Pki}
     * @param wishes what {@code node/peer.js} understands, such as {@code protocol=TLSv1.2}, {@code ciphers=DES-CBC3-SHA},
     *     {@code alpn=h2}, {@code tickets=no}, {@code clientCertificate=yes}, {@code dhparam=FILE}, {@code trace=yes}
     */
    static NodeServer start(Node node, String credential, String... wishes)
            throws IOException, InterruptedException, TimeoutException {
        List<String> all = new ArrayList<>(List.of("credential=" + credential));
        all.addAll(Arrays.asList(wishes));
        PeerProcess process = node.start("server", all);
        try {
            return new NodeServer(
                    process,
                    Integer.parseInt(process.await(Pattern.compile("\"listening\",\"port\":(\\d+)"))
                            .group(1)));
        } catch (InterruptedException | TimeoutException e) {
            process.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    PeerProcess process() {
        return process;
    }

    /** What the server has seen of so many connections, once it has told of each that its handshake is over. */
    List<NodeEvent> awaitSecure(int count) throws InterruptedException, TimeoutException {
        process.await(Pattern.compile("(?s)(?:\"event\":\"secure\"[^\n]*\n.*?){" + count + "}"));
        return NodeEvent.of("secure", process.text());
    }

    /** Asks the client of the latest connection for another handshake (RFC 5246 §7.4.1.1). */
    void askForRenegotiation() throws IOException {
        process.type("renegotiate\n");
    }

    @Override
    public void close() {
        process.close();
    }
}
