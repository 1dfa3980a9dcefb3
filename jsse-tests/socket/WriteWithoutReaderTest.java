/*
 * @test
 * @summary SO_TIMEOUT is about reads: a write whose peer does not read waits longer than that, and close from another thread ends it
 * @library /lib
 * @run main/timeout=120 WriteWithoutReaderTest
 */
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

public class WriteWithoutReaderTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.connected(version)) {
                AtomicInteger written = new AtomicInteger();
                byte[] part = Bytes.random(16_000);
                Future<?> writing = pair.async(() -> {
                    while (true) {
                        pair.client.getOutputStream().write(part);
                        written.incrementAndGet();
                    }
                });
                pair.client.setSoTimeout(100);
                // Reads of the same socket, each as long as the timeout, until three in a row have seen no write come
                // back.
                int before = -1;
                for (int unchanged = 0; unchanged < 3; ) {
                    Expect.thrown(
                            SocketTimeoutException.class,
                            () -> pair.client.getInputStream().read());
                    unchanged = before == written.get() && before > 0 ? unchanged + 1 : 0;
                    before = written.get();
                }
                Expect.that(!writing.isDone(), "the write waits, without a failure");
                pair.client.close();
                Exception ended = SocketPair.failure(writing);
                Expect.that(ended instanceof SocketException || ended instanceof SSLException, "ended by " + ended);
                Expect.that(!(ended instanceof SocketTimeoutException), "no timeout");
            }
        }
    }
}
