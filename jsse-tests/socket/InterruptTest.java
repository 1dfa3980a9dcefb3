/*
 * @test
 * @summary an interrupt of a thread that reads or writes loses nothing, and is still pending afterwards
 * @library /lib
 * @run main InterruptTest
 */
import java.util.concurrent.Future;

public class InterruptTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.connected(version)) {
                byte[] content = Bytes.random(100_000);
                Future<Boolean> writing = pair.async(() -> {
                    Thread.currentThread().interrupt();
                    pair.client.getOutputStream().write(content);
                    return Thread.interrupted();
                });
                Future<Boolean> reading = pair.async(() -> {
                    Thread.currentThread().interrupt();
                    byte[] received = pair.server.getInputStream().readNBytes(content.length);
                    Expect.equalBytes(content, received, "content");
                    return Thread.interrupted();
                });
                Expect.that(SocketPair.get(writing), "the writer's interrupt is pending");
                Expect.that(SocketPair.get(reading), "the reader's interrupt is pending");
            }
        }
    }
}
