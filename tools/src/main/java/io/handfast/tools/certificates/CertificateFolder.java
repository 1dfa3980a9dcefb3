package io.handfast.tools.certificates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/** Fills a folder with throw-away certificates: a root, and a server and a client of each key type (RFC 5280). */
public final class CertificateFolder {

    private CertificateFolder() {}

    /**
     * Writes {@code root.pem}, and {@code .key}, {@code .crt} and {@code .chain} of {@code server-RSA}, {@code client-RSA}
     * and so on. They are good for a week.
     *
     * @param hosts the names and addresses of the servers
     */
    public static void fill(Path folder, List<String> hosts) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        CertificateAuthority root = CertificateAuthority.root("Handfast throw-away root", KeyKind.P256);
        Files.writeString(folder.resolve("root.pem"), Credential.pem(root.certificate()));
        for (KeyKind kind : KeyKind.values()) {
            CertificateAuthority above = root.intermediate("Handfast throw-away " + kind, kind);
            above.issue(LeafProfile.server(hosts.get(0), kind, hosts.toArray(new String[0])))
                    .writeTo(folder, "server-" + kind);
            above.issue(LeafProfile.client("client " + kind, kind)).writeTo(folder, "client-" + kind);
        }
    }
}
