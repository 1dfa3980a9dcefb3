/*
 * @test
 * @summary without a common application protocol the server fails with no_application_protocol, and the client is told
 * @library /lib
 * @run main NoCommonApplicationProtocolTest
 */
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

public class NoCommonApplicationProtocolTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.of(version);
            offer(pair.client.engine, "h2");
            offer(pair.server.engine, "imap");
            fails(pair);
            EnginePair selecting = EnginePair.of(version);
            offer(selecting.client.engine, "h2");
            selecting.server.engine.setHandshakeApplicationProtocolSelector((engine, offered) -> null);
            fails(selecting);
        }
    }

    private static void fails(EnginePair pair) throws Exception {
        Expect.thrown(SSLHandshakeException.class, pair::settle);
        pair.client.arrive(pair.server.wrap());
        SSLHandshakeException told = Expect.thrown(SSLHandshakeException.class, () -> {
            while (true) {
                pair.client.unwrap();
            }
        });
        Expect.contains(told.getMessage(), "no_application_protocol");
    }

    private static void offer(SSLEngine engine, String... protocols) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        engine.setSSLParameters(parameters);
    }
}
