/*
 * @test
 * @summary a context from a throw-away class loader, used for a handshake, leaves nothing behind that holds the loader
 * @key once
 * @library /lib
 * @comment JDKs later than 17 keep such links by soft references: these are let go at once here
 * @run main/othervm -XX:SoftRefLRUPolicyMSPerMB=0 ClassLoaderLeakTest
 */
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.Provider;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;

public class ClassLoaderLeakTest {
    public static void main(String[] arguments) throws Exception {
        WeakReference<ClassLoader> loader = use();
        for (int round = 0; round < 50 && loader.get() != null; round++) {
            System.gc();
            byte[] pressure = new byte[5_000_000];
            Expect.equal(5_000_000, pressure.length, "some garbage more");
        }
        Expect.equal(null, loader.get(), "the class loader of the provider");
    }

    private static WeakReference<ClassLoader> use() throws Exception {
        URL[] jars = {
            new File(System.getProperty("handfast.jar")).toURI().toURL(),
            new File(System.getProperty("bcprov.jar")).toURI().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(jars, new WithoutProvider())) {
            Provider provider = (Provider) loader.loadClass("io.handfast.HandfastProvider")
                    .getDeclaredConstructor()
                    .newInstance();
            Expect.that(provider.getClass().getClassLoader() == loader, "a provider of its own");
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX", provider);
            keys.init(Authority.keys(Contexts.localhost()), Stores.PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", provider);
            trust.init(Contexts.authority().trust());
            for (String version : Contexts.VERSIONS) {
                SSLContext context = SSLContext.getInstance("TLS", provider);
                context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
                for (String expected : new String[] {"full", "resumed"}) {
                    EnginePair pair = EnginePair.of(context, version).handshake();
                    pair.exchange();
                    Expect.equal(expected.equals("resumed"), resumed(loader, pair), version + " resumed");
                }
            }
            return new WeakReference<>(loader);
        }
    }

    /** What the loader's own view of the session says. */
    private static Object resumed(ClassLoader loader, EnginePair pair) throws Exception {
        Class<?> view = loader.loadClass("io.handfast.HandfastSession");
        Object session = view.getMethod("of", SSLSession.class).invoke(null, pair.client.engine.getSession());
        return view.getMethod("resumed").invoke(session);
    }

    /** The JDK alone: the platform's own loader would find the provider, because it is a module of this JVM. */
    private static final class WithoutProvider extends ClassLoader {
        WithoutProvider() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.handfast.") || name.startsWith("org.bouncycastle.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
