/*
 * @test
 * @summary closing either stream closes the socket, with a goodbye
 * @library /lib
 * @run main ClosingStreamsTest
 */
public class ClosingStreamsTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.connected(version)) {
                pair.client.getInputStream().close();
                Expect.that(pair.client.isClosed(), "closed by its input stream");
                Expect.equal(-1, pair.server.getInputStream().read(), "the goodbye");
            }
            try (SocketPair pair = SocketPair.connected(version)) {
                pair.server.getOutputStream().close();
                Expect.that(pair.server.isClosed(), "closed by its output stream");
                Expect.equal(-1, pair.client.getInputStream().read(), "the goodbye");
            }
        }
    }
}
