/*
 * @test
 * @summary after shutdownOutput a TLS 1.3 socket goes on reading; what its peer writes arrives
 * @library /lib
 * @run main ShutdownOutputTest
 */
import java.net.SocketException;

public class ShutdownOutputTest {
    public static void main(String[] arguments) throws Exception {
        try (SocketPair pair = SocketPair.connected("TLSv1.3")) {
            pair.client.getOutputStream().write(Bytes.random(100));
            pair.client.shutdownOutput();
            Expect.that(pair.client.isOutputShutdown() && !pair.client.isInputShutdown(), "half closed");
            Expect.that(!pair.client.isClosed(), "not closed");
            Expect.equalBytes(Bytes.random(100), pair.server.getInputStream().readAllBytes(), "all that was sent");
            pair.transfer(pair.server, pair.client, 60_000);
            Expect.thrown(
                    SocketException.class, () -> pair.client.getOutputStream().write(1));
            pair.server.shutdownOutput();
            Expect.equal(-1, pair.client.getInputStream().read(), "the second goodbye");
        }
        try (SocketPair pair = SocketPair.connected("TLSv1.2")) {
            pair.client.shutdownOutput();
            Expect.equal(-1, pair.server.getInputStream().read(), "the goodbye");
            Expect.equal(-1, pair.client.getInputStream().read(), "its answer");
        }
    }
}
