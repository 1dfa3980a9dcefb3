package io.handfast.tools.certificates;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A private key with its certificate chain, leaf first and without the root (RFC 8446 §4.4.2).
 *
 * @param key the leaf's private key
 * @param chain the leaf, then each issuer up to but not including the trust anchor
 */
public record Credential(PrivateKey key, List<X509Certificate> chain) {

    /** The password of every key store this room makes; the keys are throw-away ones. */
    public static final String PASSWORD = "throw-away";

    /** Where in a key store of ours the key is. */
    public static final String ENTRY = "leaf";

    private static final String ANCHOR = "anchor";

    /** Where in a trust store of ours the first anchor is. */
    public static final String FIRST_ANCHOR = ANCHOR + 0;

    public Credential {
        chain = List.copyOf(chain);
    }

    public X509Certificate leaf() {
        return chain.get(0);
    }

    /** A key store in memory with this one entry, protected with {@link #PASSWORD}. */
    public KeyStore keyStore() throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry(ENTRY, key, PASSWORD.toCharArray(), chain.toArray(new Certificate[0]));
        return store;
    }

    /** A key store in memory that trusts exactly these anchors. */
    public static KeyStore trustStore(X509Certificate... anchors) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (int i = 0; i < anchors.length; i++) {
            store.setCertificateEntry(ANCHOR + i, anchors[i]);
        }
        return store;
    }

    /**
     * Writes {@code NAME.key}, {@code NAME.crt} (the leaf) and {@code NAME.chain} (its issuers) in PEM form.
     *
     * @return the common path of the three files, without the ending
     */
    public Path writeTo(Path directory, String name) throws IOException, GeneralSecurityException {
        for (Map.Entry<String, String> file : pemFiles(name).entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
        return directory.resolve(name);
    }

    /** What {@link #writeTo} writes: the content of each file by its name. */
    Map<String, String> pemFiles(String name) throws GeneralSecurityException {
        StringBuilder issuers = new StringBuilder();
        for (X509Certificate issuer : chain.subList(1, chain.size())) {
            issuers.append(pem(issuer));
        }
        return Map.of(
                name + ".key", pem("PRIVATE KEY", key.getEncoded()),
                name + ".crt", pem(leaf()),
                name + ".chain", issuers.toString());
    }

    /** One certificate in PEM form (RFC 7468 §5). */
    public static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
