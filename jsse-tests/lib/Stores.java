import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key store with a chain root, intermediate, leaf for localhost, and a trust store with the root alone; made by the
 * keytool of the JDK under test, in the test's scratch directory.
 */
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
        Stores stores = new Stores(Path.of("keys.p12").toAbsolutePath(), Path.of("trust.p12").toAbsolutePath());
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
        pair("root", "CN=Test Root", "-ext", "bc:c");
        pair("intermediate", "CN=Test Intermediate", "-ext", "bc:c", "-signer", "root");
        pair(
                "leaf",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-ext",
                "eku=serverAuth,clientAuth",
                "-signer",
                "intermediate");
        keytool("-exportcert", "-alias", "root", "-keystore", keys.toString(), "-file", "root.cer");
        keytool("-delete", "-alias", "root", "-keystore", keys.toString());
        keytool("-delete", "-alias", "intermediate", "-keystore", keys.toString());
        keytool("-importcert", "-noprompt", "-alias", "root", "-file", "root.cer", "-keystore", trust.toString());
    }

    private void pair(String alias, String subject, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair", "-alias", alias, "-dname", subject, "-keyalg", "EC", "-groupname", "secp256r1"));
        arguments.addAll(List.of("-validity", "30", "-keystore", keys.toString()));
        arguments.addAll(List.of(options));
        keytool(arguments.toArray(String[]::new));
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("test.jdk", System.getProperty("java.home")), "bin", "keytool")
                .toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool failed: " + String.join(" ", command) + "\n" + output);
        }
    }
}
