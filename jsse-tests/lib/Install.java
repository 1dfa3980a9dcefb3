import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Locale;
import java.util.ServiceLoader;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How Handfast is installed in this JVM. "./handfast test" runs the tests in each install, and names it by the property
 * {@code contract.install}; a JVM that is not installed so fails every test that asks for a context.
 */
public enum Install {
    /** On the class path and first in java.security: whoever names no provider gets it. */
    FIRST {
        @Override
        Provider find() {
            Provider first = Security.getProviders()[0];
            Expect.equal(NAME, first.getName(), "the first provider of java.security");
            return first;
        }

        @Override
        SSLContext context(String protocol) throws GeneralSecurityException {
            return SSLContext.getInstance(protocol);
        }

        @Override
        KeyManagerFactory keys() throws GeneralSecurityException {
            return KeyManagerFactory.getInstance("PKIX");
        }

        @Override
        TrustManagerFactory trust() throws GeneralSecurityException {
            return TrustManagerFactory.getInstance("PKIX");
        }
    },

    /** On the class path, added behind the JDK's own: whoever names it gets it. */
    NAMED {
        @Override
        Provider find() {
            Security.addProvider(new io.handfast.HandfastProvider());
            Provider[] all = Security.getProviders();
            Expect.equal(NAME, all[all.length - 1].getName(), "the last provider of java.security");
            return all[all.length - 1];
        }

        @Override
        SSLContext context(String protocol) throws GeneralSecurityException {
            return SSLContext.getInstance(protocol, NAME);
        }

        @Override
        KeyManagerFactory keys() throws GeneralSecurityException {
            return KeyManagerFactory.getInstance("PKIX", NAME);
        }

        @Override
        TrustManagerFactory trust() throws GeneralSecurityException {
            return TrustManagerFactory.getInstance("PKIX", NAME);
        }
    },

    /** On the module path, where the JDK finds its service; java.security does not know of it. */
    MODULE {
        private Provider found;

        @Override
        Provider find() {
            Expect.equal(null, Security.getProvider(NAME), "a provider of java.security");
            found = ServiceLoader.load(ModuleLayer.boot(), Provider.class).stream()
                    .filter(service -> service.type().getModule().getName().equals("io.handfast"))
                    .map(ServiceLoader.Provider::get)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no module of this JVM offers Handfast"));
            return found;
        }

        @Override
        SSLContext context(String protocol) throws GeneralSecurityException {
            return SSLContext.getInstance(protocol, found);
        }

        @Override
        KeyManagerFactory keys() throws GeneralSecurityException {
            return KeyManagerFactory.getInstance("PKIX", found);
        }

        @Override
        TrustManagerFactory trust() throws GeneralSecurityException {
            return TrustManagerFactory.getInstance("PKIX", found);
        }
    },

    /** As FIRST, from the one jar that needs no other: no class of Bouncy Castle is there but what is in it. */
    STANDALONE {
        @Override
        Provider find() {
            for (String name : new String[] {"org.bouncycastle.LICENSE", "org.bouncycastle.crypto.Digest"}) {
                try {
                    Class<?> other = Class.forName(name, false, ClassLoader.getSystemClassLoader());
                    throw new AssertionError(other + " comes from another jar than Handfast's");
                } catch (ClassNotFoundException alone) {
                    Expect.equal(name, alone.getMessage(), "the class that is not there");
                }
            }
            return FIRST.find();
        }

        @Override
        SSLContext context(String protocol) throws GeneralSecurityException {
            return FIRST.context(protocol);
        }

        @Override
        KeyManagerFactory keys() throws GeneralSecurityException {
            return FIRST.keys();
        }

        @Override
        TrustManagerFactory trust() throws GeneralSecurityException {
            return FIRST.trust();
        }
    };

    private static final String NAME = "Handfast";
    private static final Install CURRENT = byProperty();

    private Provider provider;

    /** The install of this JVM. */
    public static Install current() {
        return CURRENT;
    }

    /** Handfast as it is installed, which is looked for once and must be there. */
    public Provider provider() {
        synchronized (this) {
            if (provider == null) {
                Provider installed = find();
                Expect.equal(
                        this == MODULE,
                        installed.getClass().getModule().isNamed(),
                        installed.getClass() + " is of a named module");
                Expect.equal(io.handfast.HandfastProvider.class, installed.getClass(), "the provider's class");
                provider = installed;
            }
            return provider;
        }
    }

    abstract Provider find();

    /** A context, asked for as programs of this install do; not initialised. */
    abstract SSLContext context(String protocol) throws GeneralSecurityException;

    abstract KeyManagerFactory keys() throws GeneralSecurityException;

    abstract TrustManagerFactory trust() throws GeneralSecurityException;

    private static Install byProperty() {
        String name = System.getProperty("contract.install", "");
        return Arrays.stream(values())
                .filter(install -> install.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("-Dcontract.install is one of " + Arrays.toString(values())));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
