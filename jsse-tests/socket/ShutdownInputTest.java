/*
 * @test
 * @summary shutdownInput before the peer's goodbye throws, reads are then -1, and writing goes on
 * @library /lib
 * @run main ShutdownInputTest
 */
import javax.net.ssl.SSLException;

public class ShutdownInputTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.connected(version)) {
                java.io.InputStream in = pair.client.getInputStream();
                Expect.thrown(SSLException.class, pair.client::shutdownInput);
                Expect.that(pair.client.isInputShutdown(), "shut down");
                Expect.equal(-1, in.read(), "read");
                pair.transfer(pair.client, pair.server, 1000);
            }
            try (SocketPair pair = SocketPair.connected(version)) {
                pair.server.shutdownOutput();
                Expect.equal(-1, pair.client.getInputStream().read(), "the goodbye");
                pair.client.shutdownInput();
                Expect.that(pair.client.isInputShutdown(), "shut down");
            }
        }
    }
}
