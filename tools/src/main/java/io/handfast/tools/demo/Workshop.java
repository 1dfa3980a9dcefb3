package io.handfast.tools.demo;

import io.handfast.tools.certificates.CertificateAuthority;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import io.handfast.tools.certificates.LeafProfile;
import io.handfast.tools.process.Leftovers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;

/**
 * The folder in which one demo run lives: its certificates and the page to serve; closing it removes it.
 *
 * @param directory the folder itself
 * @param root the only trust anchor of the run
 * @param server the server's key and chain
 * @param body the page, found as {@code /body} by {@code openssl s_server -HTTP}
 */
record Workshop(Path directory, X509Certificate root, Credential server, Body body) implements AutoCloseable {

    /** Makes a root, an intermediate and a leaf for {@code localhost}, and a page. */
    static Workshop open() throws IOException, GeneralSecurityException {
        Path directory = Files.createTempDirectory("handfast-demo");
        Leftovers.add(directory, () -> remove(directory));
        CertificateAuthority root = CertificateAuthority.root("Handfast demo root", KeyKind.P256);
        CertificateAuthority intermediate = root.intermediate("Handfast demo intermediate", KeyKind.RSA);
        Credential server =
                intermediate.issue(LeafProfile.server("Handfast demo server", KeyKind.RSA, "localhost", "127.0.0.1"));
        server.writeTo(directory, "server");
        Files.writeString(directory.resolve("root.pem"), Credential.pem(root.certificate()));
        store(Credential.trustStore(root.certificate()), directory.resolve("trust.p12"));
        Body body = Body.random();
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        response.writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: "
                        + body.bytes().length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        response.writeBytes(body.bytes());
        Files.write(directory.resolve("body"), response.toByteArray());
        return new Workshop(directory, root.certificate(), server, body);
    }

    /** Trusts what this PEM file says, and nothing else; the result is a store for {@code javax.net.ssl.trustStore}. */
    static Path trustStoreOf(Path pem) throws IOException, GeneralSecurityException {
        X509Certificate[] trusted;
        try (var in = Files.newInputStream(pem)) {
            trusted = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
        }
        if (trusted.length == 0) {
            throw new CertificateException("there is no certificate in it");
        }
        Path file = Files.createTempFile("handfast-demo", ".p12");
        file.toFile().deleteOnExit();
        store(Credential.trustStore(trusted), file);
        return file;
    }

    Path trustStore() {
        return directory.resolve("trust.p12");
    }

    @Override
    public void close() throws IOException {
        remove(directory);
        // Not before: if the JVM ends amid that, the rest is removed all the same.
        Leftovers.remove(directory);
    }

    /** Removes what another thread may be removing as well. */
    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            return;
        }
        Files.deleteIfExists(directory);
    }

    private static void store(KeyStore keys, Path file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            keys.store(out, Credential.PASSWORD.toCharArray());
        }
    }
}
