/*
 * @test
 * @summary a read that times out throws a bare SocketTimeoutException, and the next goes on where it stopped
 * @library /lib
 * @run main ReadTimeoutTest
 */
import java.net.SocketTimeoutException;

public class ReadTimeoutTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.connected(version)) {
                for (int round = 0; round < 3; round++) {
                    pair.client.setSoTimeout(30);
                    SocketTimeoutException late = Expect.thrown(
                            SocketTimeoutException.class,
                            () -> pair.client.getInputStream().read());
                    Expect.equal(SocketTimeoutException.class, late.getClass(), "class of the exception");
                    Expect.that(!pair.client.isClosed(), "the socket stays open");
                    pair.client.setSoTimeout(30_000);
                    pair.exchange();
                }
            }
        }
    }
}
