/*
 * @test
 * @summary the first read or write shakes hands, and so does getSession
 * @library /lib
 * @run main ImplicitHandshakeTest
 */
import java.util.concurrent.Future;

public class ImplicitHandshakeTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.of(version)) {
                pair.exchange();
                Expect.equal(version, pair.server.getSession().getProtocol(), "version");
            }
            try (SocketPair pair = SocketPair.of(version)) {
                Future<Integer> reading =
                        pair.async(() -> pair.server.getInputStream().read());
                Expect.equal(version, pair.client.getSession().getProtocol(), "getSession shakes hands");
                Expect.that(pair.client.getSession().isValid(), "the session is valid");
                pair.client.getOutputStream().write(77);
                Expect.equal(77, SocketPair.get(reading), "the byte");
            }
        }
    }
}
