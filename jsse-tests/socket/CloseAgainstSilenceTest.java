/*
 * @test
 * @summary close never hangs on a peer that neither answers nor reads
 * @library /lib
 * @run main/timeout=120 CloseAgainstSilenceTest
 */
import java.util.concurrent.Future;

public class CloseAgainstSilenceTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.connected(version)) {
                Future<?> writing = pair.async(() -> {
                    while (true) {
                        pair.client.getOutputStream().write(new byte[100_000]);
                    }
                });
                pair.server.getInputStream().read();
                long begin = System.nanoTime();
                pair.client.close();
                pair.client.close();
                Expect.that(System.nanoTime() - begin < 10_000_000_000L, "close comes back");
                SocketPair.failure(writing);
            }
            try (SocketPair pair = SocketPair.of(version)) {
                pair.client.close();
                Expect.that(pair.client.isClosed(), "closed before the handshake");
            }
        }
    }
}
