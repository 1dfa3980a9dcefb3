/*
 * @test
 * @summary properties that would take protections away, or are told otherwise here, are not read: see docs/properties.md
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.useExtendedMasterSecret=false -Djsse.enableSNIExtension=false -Djdk.tls.client.disableExtensions=status_request,signature_algorithms_cert NotReadTest
 */
import java.security.Security;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SNIHostName;

public class NotReadTest {
    private static final String[] SUITES = {
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
    };

    public static void main(String[] arguments) throws Exception {
        Security.setProperty("jdk.tls.legacyAlgorithms", "AES_128_GCM");
        for (var provider : BothProviders.all()) {
            boolean reads = provider == BothProviders.jdk();
            for (String version : Contexts.VERSIONS) {
                EnginePair pair = new EnginePair(
                        Contexts.context(provider).createSSLEngine("localhost.example", 443),
                        Contexts.context().createSSLEngine());
                pair.client.engine.setEnabledProtocols(new String[] {"TLSv1.2", version});
                Hello hello = Hello.of(pair);
                Expect.equal(!reads, hello.has(Hello.EXTENDED_MASTER_SECRET), "useExtendedMasterSecret, " + provider);
                Expect.equal(!reads, hello.has(Hello.STATUS_REQUEST), "disableExtensions, " + provider);
                Expect.equal(!reads, hello.has(Hello.SERVER_NAME), "enableSNIExtension, " + provider);
            }
            EnginePair pair = BothProviders.pair(Contexts.provider(), provider, "TLSv1.2");
            pair.client.engine.setEnabledCipherSuites(SUITES);
            pair.server.engine.setEnabledCipherSuites(SUITES);
            pair.handshake();
            Expect.equal(SUITES[reads ? 1 : 0], pair.server.engine.getSession().getCipherSuite(), "legacyAlgorithms");
        }
        withoutName();
    }

    /** What takes the place of jsse.enableSNIExtension, as the table says. */
    private static void withoutName() throws Exception {
        for (boolean named : new boolean[] {true, false}) {
            EnginePair pair = EnginePair.of("TLSv1.3");
            var parameters = pair.client.engine.getSSLParameters();
            parameters.setServerNames(named ? List.of(new SNIHostName("localhost")) : Collections.emptyList());
            pair.client.engine.setSSLParameters(parameters);
            Expect.equal(named, Hello.of(pair).has(Hello.SERVER_NAME), "a name in the hello");
        }
    }
}
