/*
 * @test
 * @summary jdk.tls.client.protocols and jdk.tls.server.protocols say what each role enables, as with the JDK's provider
 * @library /lib
 * @run main/othervm -Djdk.tls.client.protocols=TLSv1.2 -Djdk.tls.server.protocols=TLSv1.3 ProtocolsTest
 */
import java.util.List;
import javax.net.ssl.SSLEngine;

public class ProtocolsTest {
    public static void main(String[] arguments) throws Exception {
        for (var provider : BothProviders.all()) {
            SSLEngine engine = Contexts.context(provider).createSSLEngine();
            engine.setUseClientMode(true);
            Expect.equal(List.of("TLSv1.2"), List.of(engine.getEnabledProtocols()), "clients of " + provider);
            engine.setUseClientMode(false);
            Expect.equal(List.of("TLSv1.3"), List.of(engine.getEnabledProtocols()), "servers of " + provider);
        }
    }
}
