import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Contexts of the provider under test: Handfast as this JVM has it installed, unless the property {@code contract.provider}
 * names another provider. So a test can be held against the JDK's own, too.
 */
public final class Contexts {
    /** Both versions that are on by default. */
    public static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private static Authority authority;
    private static Authority.Identity localhost;

    private Contexts() {}

    public static Provider provider() {
        String other = System.getProperty("contract.provider");
        return other == null ? Install.current().provider() : Security.getProvider(other);
    }

    /** A context that is not initialised, of the provider under test, asked for as its install has it. */
    public static SSLContext uninitialised() throws Exception {
        return uninitialised(provider());
    }

    private static SSLContext uninitialised(Provider provider) throws Exception {
        if (!tested(provider)) {
            return SSLContext.getInstance("TLS", provider);
        }
        SSLContext context = Install.current().context("TLS");
        Expect.equal(provider, context.getProvider(), "the provider of contexts");
        return context;
    }

    /** Whether it is Handfast as installed. */
    private static boolean tested(Provider provider) {
        return System.getProperty("contract.provider") == null
                && provider == Install.current().provider();
    }

    /** The authority that all contexts made here trust. */
    public static Authority authority() throws Exception {
        synchronized (Contexts.class) {
            if (authority == null) {
                authority = Authority.create("Contract Root");
                localhost = authority.issue("EC", "localhost", "127.0.0.1");
            }
            return authority;
        }
    }

    /** The identity of localhost that all contexts made here show. */
    public static Authority.Identity localhost() throws Exception {
        authority();
        return localhost;
    }

    /** Trust in the authority, and the identity of localhost. */
    public static SSLContext context() throws Exception {
        return context(provider());
    }

    public static SSLContext context(Provider provider) throws Exception {
        return context(provider, keyManagers(localhost()), trustManagers(authority()));
    }

    /** Trust, and no keys. */
    public static SSLContext withoutKeys() throws Exception {
        return context(provider(), new KeyManager[0], trustManagers(authority()));
    }

    public static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws Exception {
        return context(provider(), keys, trust);
    }

    public static SSLContext context(Provider provider, KeyManager[] keys, TrustManager[] trust) throws Exception {
        SSLContext context = uninitialised(provider);
        context.init(keys, trust, null);
        return context;
    }

    public static KeyManager[] keyManagers(Authority.Identity... identities) throws Exception {
        return keyManagers(Authority.keys(identities));
    }

    public static KeyManager[] keyManagers(KeyStore store) throws Exception {
        Provider provider = provider();
        KeyManagerFactory factory =
                tested(provider) ? Install.current().keys() : KeyManagerFactory.getInstance("PKIX", provider);
        Expect.equal(provider, factory.getProvider(), "the provider of key managers");
        factory.init(store, Stores.PASSWORD.toCharArray());
        return factory.getKeyManagers();
    }

    public static TrustManager[] trustManagers(Authority trusted) throws Exception {
        Provider provider = provider();
        TrustManagerFactory factory =
                tested(provider) ? Install.current().trust() : TrustManagerFactory.getInstance("PKIX", provider);
        Expect.equal(provider, factory.getProvider(), "the provider of trust managers");
        factory.init(trusted.trust());
        return factory.getTrustManagers();
    }

    /** The key manager of localhost's identity. */
    public static X509ExtendedKeyManager keyManager() throws Exception {
        return (X509ExtendedKeyManager) keyManagers(localhost())[0];
    }

    /** The trust manager that trusts the authority. */
    public static X509ExtendedTrustManager trustManager() throws Exception {
        return (X509ExtendedTrustManager) trustManagers(authority())[0];
    }
}
