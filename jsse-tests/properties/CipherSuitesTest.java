/*
 * @test
 * @summary jdk.tls.client.cipherSuites and jdk.tls.server.cipherSuites are the suites enabled by default, in order
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.client.cipherSuites=TLS_AES_256_GCM_SHA384,TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,NONSENSE -Djdk.tls.server.cipherSuites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_AES_128_GCM_SHA256 CipherSuitesTest
 */
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

public class CipherSuitesTest {
    public static void main(String[] arguments) throws Exception {
        List<String> clients = List.of("TLS_AES_256_GCM_SHA384", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256");
        List<String> servers = List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256");
        for (var provider : BothProviders.all()) {
            SSLContext context = Contexts.context(provider);
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(true);
            Expect.equal(clients, List.of(engine.getEnabledCipherSuites()), "clients of " + provider);
            engine.setUseClientMode(false);
            Expect.equal(servers, List.of(engine.getEnabledCipherSuites()), "servers of " + provider);
            Expect.equal(clients, List.of(context.getSocketFactory().getDefaultCipherSuites()), "factory");
            Expect.equal(servers, List.of(context.getServerSocketFactory().getDefaultCipherSuites()), "factory");
            Expect.that(engine.getSupportedCipherSuites().length > 2, "more can be enabled");
        }
    }
}
