package io.handfast.tools.certificates;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder with throw-away certificates: a root, and under an intermediate of each key type a server and a client (RFC 5280).
 *
 * @param folder where the files are
 * @param leaves the intermediates, who can still sign, and of each the leaves' files by serial number, without the ending
 */
public record CertificateFolder(Path folder, Map<CertificateAuthority, Map<BigInteger, String>> leaves) {
    /** The file with the names of leaves that are to be shown as revoked, one a line. */
    public static final String REVOKED = "revoked.txt";

    public CertificateFolder {
        leaves = Map.copyOf(leaves);
    }

    /**
     * Writes {@code root.pem} and {@code trust.p12}, and {@code .key}, {@code .csr}, {@code .crt}, {@code .chain} and
     * {@code .p12} of {@code server-RSA}, {@code client-RSA} and so on. They are good for a week.
     *
     * @param hosts the names and addresses of the servers
     * @param responder the URI of an OCSP responder for the leaves to name; empty for none
     * @throws IllegalArgumentException if one of the hosts cannot be named in a certificate; nothing has been written then
     */
    public static CertificateFolder fill(Path folder, List<String> hosts, String responder)
            throws IOException, GeneralSecurityException {
        // All is made before the first file is written: what is in the folder fits together, before and after.
        Map<String, byte[]> files = new LinkedHashMap<>();
        CertificateAuthority root = CertificateAuthority.root("Handfast throw-away root", KeyKind.P256);
        files.put("root.pem", bytes(Credential.pem(root.certificate())));
        files.put("trust.p12", bytes(Credential.trustStore(root.certificate())));
        Map<CertificateAuthority, Map<BigInteger, String>> leaves = new HashMap<>();
        for (KeyKind kind : KeyKind.values()) {
            CertificateAuthority above = root.intermediate("Handfast throw-away " + kind, kind);
            Map<BigInteger, String> names = new HashMap<>();
            LeafProfile server = LeafProfile.server("server " + kind, kind, hosts.toArray(new String[0]));
            LeafProfile client = LeafProfile.client("client " + kind, kind);
            for (LeafProfile profile : List.of(server, client)) {
                String name = (profile.client() ? "client-" : "server-") + kind;
                Credential leaf = above.issue(profile.withResponder(responder));
                leaf.pemFiles(name).forEach((file, content) -> files.put(file, bytes(content)));
                files.put(
                        name + ".csr",
                        bytes(Credential.pem(
                                "CERTIFICATE REQUEST",
                                CertificateAuthority.request(leaf, profile).getEncoded())));
                files.put(name + ".p12", bytes(leaf.keyStore()));
                names.put(leaf.leaf().getSerialNumber(), name);
            }
            leaves.put(above, Map.copyOf(names));
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return new CertificateFolder(folder, leaves);
    }

    /** Whether somebody has written the leaf's name into {@link #REVOKED}; looked up each time. */
    boolean isRevoked(String name) throws IOException {
        Path list = folder.resolve(REVOKED);
        return Files.exists(list)
                && Files.readAllLines(list).stream().map(String::strip).anyMatch(name::equals);
    }

    private static byte[] bytes(String pem) {
        return pem.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(KeyStore store) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, Credential.PASSWORD.toCharArray());
        return out.toByteArray();
    }
}
