/*
 * @test
 * @summary the role may change until the handshake begins; then setUseClientMode throws and changes nothing
 * @library /lib
 * @run main ModeChangeTest
 */
import javax.net.ssl.SSLEngine;

public class ModeChangeTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.of(version);
            SSLEngine client = pair.client.engine;
            client.setUseClientMode(false);
            Expect.that(!client.getUseClientMode(), "it is a server for a while");
            client.setUseClientMode(true);
            client.beginHandshake();
            refused(client);
            pair.handshake();
            refused(client);
            Expect.thrown(IllegalArgumentException.class, () -> pair.server.engine.setUseClientMode(true));
            pair.exchange();
        }
    }

    private static void refused(SSLEngine engine) {
        Expect.thrown(IllegalArgumentException.class, () -> engine.setUseClientMode(false));
        Expect.that(engine.getUseClientMode(), "the role is as it was");
    }
}
