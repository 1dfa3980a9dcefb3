package io.handfast.interop;

import io.handfast.tools.process.PeerProcess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The releases of Node.js that are peers, each with an OpenSSL of its own inside (RFC 8446, RFC 5246, RFC 4346, RFC 2246).
 *
 * <p>Their packages are pinned in {@code interop/peers}; what they do is in {@code node/peer.js}.
 */
enum Node {
    /** Node 24 with OpenSSL 3.5: TLS 1.3 with ML-KEM. */
    NODE_24("node24"),
    /** Node 8 with OpenSSL 1.0.2: 3DES, TLS 1.0 and 1.1, and no encrypt-then-MAC. */
    NODE_8("node8");

    private final String peer;

    Node(String peer) {
        this.peer = peer;
    }

    PeerProcess start(String role, List<String> wishes) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(AbsentPeers.requirePackaged(peer).toAbsolutePath().toString(), script(), role));
        command.addAll(wishes);
        return PeerProcess.start(Pki.pki().directory(), command);
    }

    private static String script() {
        URL script = Objects.requireNonNull(Node.class.getResource("/node/peer.js"), "the script of the peer");
        try {
            return Path.of(script.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
