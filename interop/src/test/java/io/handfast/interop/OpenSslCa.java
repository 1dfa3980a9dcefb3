package io.handfast.interop;

import com.sun.net.httpserver.HttpServer;
import io.handfast.tools.process.PeerProcess;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A certification authority that OpenSSL runs, with its index, its OCSP responder and its CRL, and leaves that are good, revoked, or
 * not in the index (RFC 5280 §3.3, RFC 6960).
 */
final class OpenSslCa implements AutoCloseable {
    /** The password of every key store made here. */
    static final String PASSWORD = "throw-away";

    private static final String CONFIGURATION = """
            [ca]
            default_ca = own
            [own]
            database = index.txt
            serial = serial
            new_certs_dir = .
            certificate = ca.crt
            private_key = ca.key
            default_md = sha256
            default_days = 30
            default_crl_days = 7
            policy = any
            unique_subject = no
            [any]
            commonName = supplied
            [responder]
            extendedKeyUsage = OCSPSigning
            keyUsage = critical,digitalSignature
            [imposter]
            keyUsage = critical,digitalSignature
            """;

    private final Path folder;
    private final String openssl;
    private final int responderPort;
    private final int imposterPort;
    private final int stalePort;
    private final int silentPort;
    private final int webPort;
    private final ServerSocket silent;
    private final Socket down;
    private final HttpServer web;
    private final X509Certificate root;

    private OpenSslCa(Path folder)
            throws IOException, InterruptedException, TimeoutException, GeneralSecurityException {
        this.folder = folder;
        this.openssl = AbsentPeers.require("openssl").toString();
        this.responderPort = FreePorts.next();
        this.imposterPort = FreePorts.next();
        this.stalePort = FreePorts.next();
        this.down = FreePorts.refusing();
        this.silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.silentPort = silent.getLocalPort();
        this.web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        this.webPort = web.getAddress().getPort();
        Files.writeString(folder.resolve("index.txt"), "");
        Files.writeString(folder.resolve("serial"), "1001\n");
        Files.writeString(folder.resolve("ca.cnf"), CONFIGURATION);
        run(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.crt -days 30 -sha256",
                "-subj",
                "/CN=Revocation CA",
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign");
        root = certificate("ca.crt");
        String responder = "authorityInfoAccess = OCSP;URI:http://127.0.0.1:" + responderPort + "/";
        String list = "crlDistributionPoints = URI:http://127.0.0.1:" + webPort + "/";
        issue("good", responder);
        issue("revoked", responder);
        issue("unknown", responder);
        issue("stapling", responder, "1.3.6.1.5.5.7.1.24 = DER:30:03:02:01:05");
        issue("forged", "authorityInfoAccess = OCSP;URI:http://127.0.0.1:" + imposterPort + "/");
        issue("stale", "authorityInfoAccess = OCSP;URI:http://127.0.0.1:" + stalePort + "/");
        issue("down", "authorityInfoAccess = OCSP;URI:http://127.0.0.1:" + down.getLocalPort() + "/");
        issue("slow", "authorityInfoAccess = OCSP;URI:http://127.0.0.1:" + silentPort + "/");
        issue("listed", list + "ca.crl");
        issue("struck", list + "ca.crl");
        issue("lost", list + "none.crl");
        signed("responder", "-extensions", "responder");
        signed("imposter", "-extensions", "imposter");
        run("ca -batch -config ca.cnf -revoke revoked.crt -crl_reason keyCompromise");
        run("ca -batch -config ca.cnf -revoke struck.crt -crl_reason superseded");
        forget("unknown");
        run("ca -batch -config ca.cnf -gencrl -out ca.pem");
        run("crl -in ca.pem -outform DER -out ca.crl");
        byte[] crl = Files.readAllBytes(folder.resolve("ca.crl"));
        web.createContext("/ca.crl", exchange -> {
            exchange.sendResponseHeaders(200, crl.length);
            try (exchange) {
                exchange.getResponseBody().write(crl);
            }
        });
        web.start();
    }

    /** Makes the authority; some hundred milliseconds of OpenSSL. */
    static OpenSslCa make() {
        try {
            return new OpenSslCa(Files.createTempDirectory("handfast-revocation"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | TimeoutException e) {
            throw new IllegalStateException("OpenSSL's authority could not be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Path folder() {
        return folder;
    }

    X509Certificate root() {
        return root;
    }

    /** Starts the responder that most leaves name. */
    PeerProcess responder() throws IOException, InterruptedException, TimeoutException {
        return responder(responderPort, "responder");
    }

    /** Starts the one that {@code forged} names, which signs with a certificate that does not allow it. */
    PeerProcess imposter() throws IOException, InterruptedException, TimeoutException {
        return responder(imposterPort, "imposter");
    }

    /** Starts the one that {@code stale} names, whose clock is a week late, so that its answers ran out six days ago. */
    PeerProcess lateResponder() throws IOException, InterruptedException, TimeoutException {
        Path library = AbsentPeers.require("faketime", libfaketime());
        // The faketime command would stand between us and its child, which would outlive it.
        return responder(stalePort, "responder", "env", "LD_PRELOAD=" + library, "FAKETIME=-7d");
    }

    private static Optional<Path> libfaketime() throws IOException {
        try (Stream<Path> found =
                Files.find(Path.of("/usr/lib"), 3, (path, attributes) -> path.endsWith("faketime/libfaketime.so.1"))) {
            return found.findFirst();
        }
    }

    private PeerProcess responder(int port, String signer, String... before)
            throws IOException, InterruptedException, TimeoutException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(command("ocsp -index index.txt -CA ca.crt -ndays 1 -timeout 5 -port " + port + " -rsigner "
                + signer + ".crt -rkey " + signer + ".key"));
        PeerProcess process = PeerProcess.start(folder, command);
        process.await(Pattern.compile("ACCEPT|[Ww]aiting for"));
        return process;
    }

    /** Has OpenSSL write the response for a leaf into a file, without a responder. */
    Path response(String leaf, String signer) throws IOException, InterruptedException, TimeoutException {
        run("ocsp -issuer ca.crt -cert " + leaf + ".crt -no_nonce -reqout request.der");
        String file = leaf + "-by-" + signer + ".der";
        run("ocsp -index index.txt -CA ca.crt -ndays 1 -reqin request.der -respout " + file + " -rsigner " + signer
                + ".crt -rkey " + signer + ".key");
        return folder.resolve(file);
    }

    /** Starts a server with a leaf. */
    PeerProcess server(String leaf, String... options) throws IOException, InterruptedException, TimeoutException {
        List<String> command = command("s_server -accept 127.0.0.1:0 -cert " + leaf + ".crt -key " + leaf + ".key");
        command.addAll(List.of(options));
        return PeerProcess.start(folder, command);
    }

    /** Starts a client that asks for a staple. */
    PeerProcess client(int port, String... options) throws IOException {
        List<String> command =
                command("s_client -CAfile ca.crt -verify_return_error -status -connect 127.0.0.1:" + port);
        command.addAll(List.of(options));
        return PeerProcess.start(folder, command);
    }

    /** A leaf with its key, in a key store. */
    KeyStore keyStore(String leaf)
            throws IOException, GeneralSecurityException, InterruptedException, TimeoutException {
        run("pkcs12 -export -in " + leaf + ".crt -inkey " + leaf + ".key -certfile ca.crt -out " + leaf
                + ".p12 -passout pass:" + PASSWORD);
        return KeyStore.getInstance(folder.resolve(leaf + ".p12").toFile(), PASSWORD.toCharArray());
    }

    X509Certificate certificate(String file) throws IOException, GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(folder.resolve(file))));
    }

    private void issue(String name, String... extensions) throws IOException, InterruptedException, TimeoutException {
        List<String> lines = new ArrayList<>(
                List.of("subjectAltName = DNS:" + Pki.HOST + ",IP:127.0.0.1", "extendedKeyUsage = serverAuth"));
        lines.addAll(List.of(extensions));
        Files.write(folder.resolve(name + ".ext"), lines);
        signed(name, "-extfile", name + ".ext");
    }

    private void signed(String name, String... options) throws IOException, InterruptedException, TimeoutException {
        run(
                "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout " + name + ".key -out " + name + ".csr",
                "-subj",
                "/CN=" + name);
        run("ca -batch -notext -config ca.cnf -in " + name + ".csr -out " + name + ".crt", options);
    }

    private void forget(String name) throws IOException {
        Path index = folder.resolve("index.txt");
        List<String> kept = Files.readAllLines(index).stream()
                .filter(line -> !line.endsWith("/CN=" + name))
                .toList();
        Files.write(index, kept);
    }

    private void run(String options, String... more) throws IOException, InterruptedException, TimeoutException {
        List<String> command = command(options);
        command.addAll(List.of(more));
        try (PeerProcess process = PeerProcess.start(folder, command)) {
            if (process.awaitExit() != 0) {
                throw new IllegalStateException(command + " failed:\n" + process.text());
            }
        }
    }

    private List<String> command(String options) {
        List<String> command = new ArrayList<>(List.of(openssl));
        command.addAll(Arrays.asList(options.split(" ", -1)));
        return command;
    }

    @Override
    public void close() throws IOException {
        web.stop(0);
        silent.close();
        down.close();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(Path::toFile).forEach(File::delete);
        }
        Files.delete(folder);
    }
}
