/*
 * @test
 * @summary jdk.tls.disabledAlgorithms takes versions and suites from the defaults and from what is supported
 * @library /lib
 * @run main/othervm DisabledAlgorithmsTest
 */
import java.security.Security;
import java.util.List;
import javax.net.ssl.SSLContext;

public class DisabledAlgorithmsTest {
    public static void main(String[] arguments) throws Exception {
        Security.setProperty(
                "jdk.tls.disabledAlgorithms",
                Security.getProperty("jdk.tls.disabledAlgorithms")
                        + ", TLSv1.2, TLS_AES_128_GCM_SHA256, ChaCha20-Poly1305");
        for (var provider : BothProviders.all()) {
            SSLContext context = Contexts.context(provider);
            List<String> suites = List.of(context.getDefaultSSLParameters().getCipherSuites());
            Expect.that(suites.contains("TLS_AES_256_GCM_SHA384"), "what is left, of " + provider);
            Expect.that(!suites.contains("TLS_AES_128_GCM_SHA256"), "a suite by name, of " + provider);
            Expect.that(
                    suites.stream().noneMatch(suite -> suite.contains("CHACHA20")), "suites by cipher, of " + provider);
            EnginePair pair = BothProviders.pair(provider, provider, "TLSv1.2");
            Expect.that(!BothProviders.agree(pair), "TLS 1.2 is not spoken by " + provider);
            Expect.that(BothProviders.agree(BothProviders.pair(provider, provider, "TLSv1.3")), "TLS 1.3 is");
        }
    }
}
