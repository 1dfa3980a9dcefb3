package io.handfast.interop;

import io.handfast.tools.process.PeerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code gnutls-cli}, which checks chain and name, and passes lines on. */
final class GnuTlsClient implements AutoCloseable {

    private final PeerProcess process;

    private GnuTlsClient(PeerProcess process) {
        this.process = process;
    }

    /**
     * Starts a client that wants our host name behind this loopback port.
     *
     * @param priority what it enables, in the words of GnuTLS
     */
    static GnuTlsClient start(int port, String priority, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                AbsentPeers.require("gnutls-cli").toString(),
                "--port=" + port,
                "--x509cafile=root.pem",
                "--sni-hostname=" + Pki.HOST,
                "--verify-hostname=" + Pki.HOST,
                "--priority=" + priority));
        command.addAll(Arrays.asList(options));
        command.add("127.0.0.1");
        return new GnuTlsClient(PeerProcess.start(Pki.pki().directory(), command));
    }

    PeerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
