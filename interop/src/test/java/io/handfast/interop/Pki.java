package io.handfast.interop;

import io.handfast.tools.certificates.CertificateAuthority;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import io.handfast.tools.certificates.LeafProfile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of one test run, in memory and as files for the programs that read files (RFC 5280).
 *
 * <p>Every leaf has an intermediate of its own key type above it, so that each type also signs a certificate.
 */
public final class Pki {

    /** The name that good server certificates carry; tests resolve it to loopback by themselves. */
    public static final String HOST = "www.handfast.test";

    private static final Pki ONLY = make();

    private final Path directory;
    private final X509Certificate root;
    private final Map<KeyKind, Credential> servers = new EnumMap<>(KeyKind.class);
    private final Map<KeyKind, Credential> clients = new EnumMap<>(KeyKind.class);
    private final Credential wrongName;
    private final Credential expired;
    private final Credential untrusted;
    private final Credential direct;

    private Pki(Path directory) throws IOException, GeneralSecurityException {
        this.directory = directory;
        CertificateAuthority top = CertificateAuthority.root("Interop root", KeyKind.P256);
        root = top.certificate();
        Files.writeString(directory.resolve("root.pem"), Credential.pem(root));
        for (KeyKind kind : KeyKind.values()) {
            CertificateAuthority above = top.intermediate("Interop " + kind, kind);
            servers.put(kind, written("server-" + kind, above.issue(serverLeaf(kind))));
            clients.put(kind, written("client-" + kind, above.issue(LeafProfile.client("client " + kind, kind))));
        }
        CertificateAuthority above = top.intermediate("Interop odd ones", KeyKind.P256);
        wrongName = written(
                "wrong-name", above.issue(LeafProfile.server("wrong name", KeyKind.P256, "wrong.handfast.test")));
        expired = written("expired", above.issue(serverLeaf(KeyKind.P256).expired()));
        written(
                "expired-client",
                above.issue(LeafProfile.client("late client", KeyKind.P256).expired()));
        direct = written("direct", top.issue(serverLeaf(KeyKind.P256)));
        untrusted = written(
                "untrusted",
                CertificateAuthority.root("Some other root", KeyKind.P256)
                        .intermediate("Some other authority", KeyKind.P256)
                        .issue(serverLeaf(KeyKind.P256)));
    }

    public static Pki pki() {
        return ONLY;
    }

    /** Where {@code root.pem}, {@code server-RSA.crt}, {@code .key}, {@code .chain} and the like are. */
    public Path directory() {
        return directory;
    }

    public X509Certificate root() {
        return root;
    }

    public Credential server(KeyKind kind) {
        return required(servers.get(kind), kind);
    }

    public Credential client(KeyKind kind) {
        return required(clients.get(kind), kind);
    }

    /** Trusted, but for another host; files {@code wrong-name}. */
    Credential wrongName() {
        return wrongName;
    }

    /** Trusted, but out of date; files {@code expired}. */
    Credential expired() {
        return expired;
    }

    /** In order, but from nobody we know; files {@code untrusted}. */
    Credential untrusted() {
        return untrusted;
    }

    /** Issued by the root itself, without an intermediate; files {@code direct}. */
    Credential direct() {
        return direct;
    }

    private static LeafProfile serverLeaf(KeyKind kind) {
        return LeafProfile.server("server " + kind, kind, HOST, "localhost", "127.0.0.1");
    }

    private Credential written(String name, Credential credential) throws IOException, GeneralSecurityException {
        credential.writeTo(directory, name);
        return credential;
    }

    private static Credential required(@Nullable Credential credential, KeyKind kind) {
        if (credential == null) {
            throw new IllegalStateException("no credential for " + kind);
        }
        return credential;
    }

    private static Pki make() {
        try {
            Path directory = Files.createTempDirectory("handfast-interop");
            Pki pki = new Pki(directory);
            removeAtExit(directory);
            return pki;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the test certificates could not be made", e);
        }
    }

    private static void removeAtExit(Path directory) throws IOException {
        directory.toFile().deleteOnExit();
        try (var files = Files.list(directory)) {
            files.map(Path::toFile).forEach(File::deleteOnExit);
        }
    }
}
