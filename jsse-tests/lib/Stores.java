import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;

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

    private void create() throws Exception {
        Authority authority = Authority.create("Test Root");
        save(Authority.keys(authority.issue("EC", "localhost", "127.0.0.1")), keys);
        save(authority.trust(), trust);
    }

    private static void save(KeyStore entries, Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (String alias : Collections.list(entries.aliases())) {
            KeyStore.ProtectionParameter protection =
                    entries.isKeyEntry(alias) ? new KeyStore.PasswordProtection(PASSWORD.toCharArray()) : null;
            store.setEntry(alias, entries.getEntry(alias, protection), protection);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }
}
