package io.handfast.interop;

import io.handfast.tools.process.PeerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A TLS client on Node's {@code tls} module, which checks chain and name, sends a line and tells the answer. */
final class NodeClient implements AutoCloseable {

    private final PeerProcess process;

    private NodeClient(PeerProcess process) {
        this.process = process;
    }

    /**
     * Starts a client that wants our host name behind this loopback port and sends it the line {@code handfast}.
     *
     * @param wishes what {@code node/peer.js} understands, such as {@code protocol=TLSv1.2}, {@code ciphers=DES-CBC3-SHA},
     *     {@code groups=X25519MLKEM768}, {@code alpn=h2,http/1.1}, {@code credential=client-RSA}; with {@code rounds=2}
     *     it connects a second time and offers the session of the first
     */
    static NodeClient start(Node node, int port, String... wishes) throws IOException {
        List<String> all = new ArrayList<>(List.of("port=" + port, "serverName=" + Pki.HOST, "line=handfast"));
        all.addAll(Arrays.asList(wishes));
        return new NodeClient(node.start("client", all));
    }

    PeerProcess process() {
        return process;
    }

    /** Waits until the last connection is over, and tells what the client saw of each that came to a handshake. */
    List<NodeEvent> awaitEnd() throws InterruptedException, TimeoutException {
        process.awaitExit();
        return NodeEvent.of("secure", process.text());
    }

    /** How many of the lines that were sent came back turned round. */
    long answers() {
        return NodeEvent.of("answer", process.text()).stream()
                .filter(answer -> answer.text("line").equals("tsafdnah"))
                .count();
    }

    /** Waits until the client has reported this fatal alert of ours. */
    void awaitAlert(Alert alert) throws InterruptedException, TimeoutException {
        process.await(Pattern.compile("SSL alert number " + alert.code() + "\\b"));
    }

    @Override
    public void close() {
        process.close();
    }
}
