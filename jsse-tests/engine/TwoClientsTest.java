/*
 * @test
 * @summary two clients refuse each other with SSLHandshakeException and an alert; so does a server that gets a server's messages
 * @library /lib
 * @run main TwoClientsTest
 */
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;

public class TwoClientsTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair clients = EnginePair.of(version);
            clients.server.engine.setUseClientMode(true);
            Expect.thrown(SSLHandshakeException.class, clients::settle);
            refused(clients);

            // What a server says to its client reaches another server.
            EnginePair right = EnginePair.of(version);
            right.server.arrive(right.client.wrap());
            while (right.client.inbox.length == 0) {
                right.step(right.server);
            }
            SSLEngine other = Contexts.context().createSSLEngine();
            EnginePair servers = new EnginePair(Contexts.context().createSSLEngine(), other);
            servers.server.arrive(right.client.inbox);
            servers.server.engine.beginHandshake();
            Expect.thrown(SSLHandshakeException.class, () -> {
                for (int i = 0; i < 5; i++) {
                    servers.step(servers.server);
                }
            });
            refused(servers);
        }
    }

    private static void refused(EnginePair pair) throws Exception {
        for (Side side : pair.sides()) {
            if (side.engine.isInboundDone()) {
                byte[] alert = side.wrap();
                Expect.equal(10, (int) alert[alert.length - 1], "the alert is unexpected_message");
                return;
            }
        }
        throw new AssertionError("neither engine has refused");
    }
}
