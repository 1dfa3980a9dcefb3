/*
 * @test
 * @summary the provider offers exactly the documented services, and no KeyStore that would shadow the JDK's
 * @library /lib
 * @build Expect
 * @run main/othervm ServicesTest
 */
import io.handfast.HandfastProvider;
import java.security.Provider;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

public class ServicesTest {
    public static void main(String[] arguments) throws Exception {
        Provider provider = new HandfastProvider();
        Expect.equal("Handfast", provider.getName(), "the provider's name");
        Set<String> services = new TreeSet<>();
        for (Provider.Service service : provider.getServices()) {
            services.add(service.getType() + " " + service.getAlgorithm());
        }
        Expect.equal(
                new TreeSet<>(Set.of(
                        "SSLContext TLS",
                        "SSLContext TLSv1.3",
                        "SSLContext TLSv1.2",
                        "SSLContext Default",
                        "KeyManagerFactory PKIX",
                        "KeyManagerFactory NewSunX509",
                        "KeyManagerFactory SunX509",
                        "TrustManagerFactory PKIX",
                        "TrustManagerFactory SunX509")),
                services,
                "services");
        for (String name : new String[] {"TLS", "TLSv1.3", "TLSv1.2", "Default"}) {
            Expect.equal(provider, SSLContext.getInstance(name, provider).getProvider(), name);
        }
        for (String name : new String[] {"PKIX", "NewSunX509", "SunX509"}) {
            Expect.equal(provider, KeyManagerFactory.getInstance(name, provider).getProvider(), name);
        }
        for (String name : new String[] {"PKIX", "SunPKIX", "X509", "X.509", "SunX509"}) {
            Expect.equal(
                    provider, TrustManagerFactory.getInstance(name, provider).getProvider(), name);
        }
    }
}
