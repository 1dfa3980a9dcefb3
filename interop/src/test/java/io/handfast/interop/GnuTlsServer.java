package io.handfast.interop;

import io.handfast.tools.process.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** {@code gnutls-serv}, which gives each line back as it came and tells what every handshake came to. */
final class GnuTlsServer implements AutoCloseable {

    private final PeerProcess process;
    private final int port;

    private GnuTlsServer(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server.
     *
     * @param credential the name of the files of its key and chain in the {@link Pki}
     * @param priority what it enables, in the words of GnuTLS
     */
    static GnuTlsServer start(String credential, String priority, String... options)
            throws IOException, InterruptedException, TimeoutException {
        // It can be told to take any free port, but not be made to say which.
        int port = FreePorts.next();
        List<String> command = new ArrayList<>(List.of(
                AbsentPeers.require("gnutls-serv").toString(),
                "--echo",
                "--port=" + port,
                "--x509certfile=" + chainFile(credential),
                "--x509keyfile=" + keyFile(credential),
                "--priority=" + priority));
        command.addAll(Arrays.asList(options));
        if (!command.contains("--require-client-cert")) {
            command.add("--disable-client-cert");
        }
        PeerProcess process = PeerProcess.start(Pki.pki().directory(), command);
        try {
            process.await("port " + port + "...done");
            return new GnuTlsServer(process, port);
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

    @Override
    public void close() {
        process.close();
    }

    /** One file with the certificate and those above it. */
    private static String chainFile(String credential) throws IOException {
        Path directory = Pki.pki().directory();
        Path file = directory.resolve(credential + ".all");
        Files.writeString(
                file,
                Files.readString(directory.resolve(credential + ".crt"))
                        + Files.readString(directory.resolve(credential + ".chain")));
        file.toFile().deleteOnExit();
        return file.getFileName().toString();
    }

    /** A key of an elliptic curve as OpenSSL writes it, with its public half, without which GnuTLS does not read it. */
    private static String keyFile(String credential) throws IOException, InterruptedException, TimeoutException {
        if (!credential.contains("-P")) {
            return credential + ".key";
        }
        Path directory = Pki.pki().directory();
        Path file = directory.resolve(credential + ".whole-key");
        file.toFile().deleteOnExit();
        List<String> command = List.of(
                AbsentPeers.require("openssl").toString(), "ec", "-in", credential + ".key", "-out", file.toString());
        try (PeerProcess conversion = PeerProcess.start(directory, command)) {
            if (conversion.awaitExit() != 0) {
                throw new IOException("openssl ec: " + conversion.text());
            }
        }
        return file.getFileName().toString();
    }
}
