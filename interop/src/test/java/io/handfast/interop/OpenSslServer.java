package io.handfast.interop;

import io.handfast.tools.process.PeerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code openssl s_server} on a free loopback port, telling every message it sees. */
final class OpenSslServer implements AutoCloseable {

    private static final Pattern ACCEPTING = Pattern.compile("ACCEPT [\\d.]+:(\\d+)");

    private final PeerProcess process;
    private final int port;

    private OpenSslServer(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server.
     *
     * @param credential the name of the files of its key and chain in the {@link Pki}
     */
    static OpenSslServer start(String credential, List<String> options)
            throws IOException, InterruptedException, TimeoutException {
        List<String> command = command(credential, options);
        command.add("-msg");
        return accepting(PeerProcess.start(Pki.pki().directory(), command));
    }

    /** Starts a server that says nothing of the messages; what it receives is among the bytes of its output. */
    static OpenSslServer startQuietly(String credential, List<String> options)
            throws IOException, InterruptedException, TimeoutException {
        return accepting(PeerProcess.startBinary(Pki.pki().directory(), command(credential, options)));
    }

    private static List<String> command(String credential, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                AbsentPeers.require("openssl").toString(),
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-cert",
                credential + ".crt",
                "-key",
                credential + ".key",
                "-cert_chain",
                credential + ".chain"));
        command.addAll(options);
        return command;
    }

    private static OpenSslServer accepting(PeerProcess process) throws InterruptedException, TimeoutException {
        try {
            return new OpenSslServer(
                    process, Integer.parseInt(process.await(ACCEPTING).group(1)));
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

    /** Waits until the server has reported this fatal alert of ours. */
    void awaitAlert(Alert alert) throws InterruptedException, TimeoutException {
        process.await(Pattern.compile("SSL alert number " + alert.code() + "\\b"));
    }

    /** Waits until the server has told of so many messages of this name; what it prints comes later than what it sends. */
    void awaitReceived(String message, int count) throws InterruptedException, TimeoutException {
        process.await(Pattern.compile("(?s)(?:<<< TLS 1\\.\\d, Handshake \\[length \\w+\\], " + Pattern.quote(message)
                + ".*?){" + count + "}"));
    }

    /** How many messages of this name the server has told of up to now. */
    int received(String message) {
        Matcher matcher = Pattern.compile("<<< TLS 1\\.\\d, Handshake \\[length \\w+\\], " + Pattern.quote(message))
                .matcher(process.text());
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    @Override
    public void close() {
        process.close();
    }
}
