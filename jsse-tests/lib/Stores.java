import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Files of a key store with an identity for localhost and of a trust store with its root, in the scratch directory. */
public final class Stores {
    public static final String PASSWORD = "changeit";

    private final Path keys;
    private final Path trust;

    private Stores(Path keys, Path trust) {
        this.keys = keys;
        this.trust = trust;
    }

    /** Makes both stores, or finds them where an earlier call made them. */
    public static Stores make() throws Exception {
        Stores stores = new Stores(
                Path.of("keys.p12").toAbsolutePath(), Path.of("trust.p12").toAbsolutePath());
        if (!Files.exists(stores.trust)) {
            stores.create();
        }
        return stores;
    }

    public Path keys() {
        return keys;
    }

    public Path trust() {
        return trust;
    }

    /** The standard properties that name both stores, as options of a JVM. */
    public List<String> options() {
        return List.of(
                "-Djavax.net.ssl.keyStore=" + keys,
                "-Djavax.net.ssl.keyStorePassword=" + PASSWORD,
                "-Djavax.net.ssl.trustStore=" + trust,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    /** A context of the Handfast provider with these keys and this trust. */
    public SSLContext context() throws Exception {
        java.security.Provider provider = new io.handfast.HandfastProvider();
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX", provider);
        keyManagers.init(load(keys), PASSWORD.toCharArray());
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX", provider);
        trustManagers.init(load(trust));
        SSLContext context = SSLContext.getInstance("TLS", provider);
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private void create() throws Exception {
        Authority authority = Authority.create("Test Root");
        save(Authority.keys(authority.issue("EC", "localhost", "127.0.0.1")), keys);
        save(authority.trust(), trust);
    }

    private static void save(KeyStore store, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }
}
