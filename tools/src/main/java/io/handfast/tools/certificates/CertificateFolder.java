package io.handfast.tools.certificates;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder with throw-away certificates: a root, and under an intermediate of each key type a server and a client (RFC 5280).
 *
 * @param folder where the files are
 * @param authorities the intermediates, who can still sign
 * @param names the leaves' files by serial number, without the ending
 */
public record CertificateFolder(Path folder, List<CertificateAuthority> authorities, Map<BigInteger, String> names) {
    /** The file with the names of leaves that are to be shown as revoked, one a line. */
    public static final String REVOKED = "revoked.txt";

    public CertificateFolder {
        authorities = List.copyOf(authorities);
        names = Map.copyOf(names);
    }

    /**
     * Writes {@code root.pem} and {@code trust.p12}, and {@code .key}, {@code .csr}, {@code .crt}, {@code .chain} and
     * {@code .p12} of {@code server-RSA}, {@code client-RSA} and so on. They are good for a week.
     *
     * @param hosts the names and addresses of the servers
     * @param responder the URI of an OCSP responder for the leaves to name; empty for none
     */
    public static CertificateFolder fill(Path folder, List<String> hosts, String responder)
            throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        CertificateAuthority root = CertificateAuthority.root("Handfast throw-away root", KeyKind.P256);
        Files.writeString(folder.resolve("root.pem"), Credential.pem(root.certificate()));
        store(folder.resolve("trust.p12"), Credential.trustStore(root.certificate()));
        List<CertificateAuthority> authorities = new ArrayList<>();
        Map<BigInteger, String> names = new HashMap<>();
        for (KeyKind kind : KeyKind.values()) {
            CertificateAuthority above = root.intermediate("Handfast throw-away " + kind, kind);
            authorities.add(above);
            LeafProfile server = LeafProfile.server(hosts.get(0), kind, hosts.toArray(new String[0]));
            LeafProfile client = LeafProfile.client("client " + kind, kind);
            for (LeafProfile profile : List.of(server, client)) {
                String name = (profile.client() ? "client-" : "server-") + kind;
                Credential leaf = above.issue(profile.withResponder(responder));
                leaf.writeTo(folder, name);
                Files.writeString(
                        folder.resolve(name + ".csr"),
                        Credential.pem(
                                "CERTIFICATE REQUEST",
                                CertificateAuthority.request(leaf, profile).getEncoded()));
                store(folder.resolve(name + ".p12"), leaf.keyStore());
                names.put(leaf.leaf().getSerialNumber(), name);
            }
        }
        return new CertificateFolder(folder, authorities, names);
    }

    /** Whether somebody has written the leaf's name into {@link #REVOKED}; looked up each time. */
    boolean isRevoked(String name) throws IOException {
        Path list = folder.resolve(REVOKED);
        return Files.exists(list)
                && Files.readAllLines(list).stream().map(String::strip).anyMatch(name::equals);
    }

    private static void store(Path file, KeyStore store) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, Credential.PASSWORD.toCharArray());
        }
    }
}
