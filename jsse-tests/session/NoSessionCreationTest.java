/*
 * @test
 * @summary with setEnableSessionCreation(false) only an earlier session will do; otherwise the handshake fails
 * @library /lib
 * @run main NoSessionCreationTest
 */
import javax.net.ssl.SSLHandshakeException;

public class NoSessionCreationTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (int who = 0; who < 2; who++) {
                Resumption contexts = new Resumption(version);
                EnginePair refused = contexts.unconnected();
                refused.sides()[who].engine.setEnableSessionCreation(false);
                Expect.that(!refused.sides()[who].engine.getEnableSessionCreation(), "read back");
                Expect.thrown(SSLHandshakeException.class, refused::settle);
                contexts.connect();
                EnginePair resuming = contexts.unconnected();
                resuming.sides()[who].engine.setEnableSessionCreation(false);
                resuming.handshake();
                Expect.that(Resumption.resumed(resuming), "resumed");
                resuming.exchange();

                // The other side does not know the session that is offered.
                EnginePair forgotten = new EnginePair(
                        contexts.client.createSSLEngine("localhost", 443),
                        Contexts.context().createSSLEngine());
                forgotten.client.engine.setEnabledProtocols(new String[] {version});
                forgotten.sides()[who].engine.setEnableSessionCreation(false);
                Expect.thrown(SSLHandshakeException.class, forgotten::settle);
            }
        }
    }
}
