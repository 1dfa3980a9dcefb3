package io.handfast.interop;

import io.handfast.tools.process.PeerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** {@code openssl s_client}, which checks chain and name, and tells every message it sees. */
final class OpenSslClient implements AutoCloseable {

    private final PeerProcess process;

    private OpenSslClient(PeerProcess process) {
        this.process = process;
    }

    /** Starts a client that wants our host name behind this loopback port. */
    static OpenSslClient start(int port, List<String> options) throws IOException {
        return new OpenSslClient(PeerProcess.start(Pki.pki().directory(), command(port, options)));
    }

    /** Starts a client that is a mere pipe: its standard input goes to the server, what comes is its standard output. */
    static OpenSslClient startPipe(int port, List<String> options) throws IOException {
        List<String> command = command(port, options);
        command.remove("-msg");
        command.add("-quiet");
        return new OpenSslClient(PeerProcess.startBinary(Pki.pki().directory(), command));
    }

    private static List<String> command(int port, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                AbsentPeers.require("openssl").toString(),
                "s_client",
                "-connect",
                "127.0.0.1:" + port,
                "-servername",
                Pki.HOST,
                "-CAfile",
                "root.pem",
                "-verify_return_error",
                "-verify_hostname",
                Pki.HOST,
                "-msg"));
        command.addAll(options);
        return command;
    }

    PeerProcess process() {
        return process;
    }

    /** Waits until the client has reported this fatal alert of ours. */
    void awaitAlert(Alert alert) throws InterruptedException, TimeoutException {
        process.await(Pattern.compile("SSL alert number " + alert.code() + "\\b"));
    }

    /** Waits until the client has said that the handshake is over and the server is who it should be. */
    void awaitVerified() throws InterruptedException, TimeoutException {
        process.await("Verify return code: 0 (ok)");
    }

    /** Whether the server has asked for a second ClientHello; true of the past only. */
    boolean wasRetried() {
        return process.text().split("Handshake \\[length \\w+\\], ClientHello", -1).length > 2;
    }

    @Override
    public void close() {
        process.close();
    }
}
