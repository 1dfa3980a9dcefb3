/*
 * @test
 * @summary completion listeners are told once, with the session, on a thread of their own; a removed one is not
 * @library /lib
 * @run main ListenersTest
 */
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.HandshakeCompletedListener;

public class ListenersTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.of(version)) {
                CompletableFuture<HandshakeCompletedEvent> first = new CompletableFuture<>();
                CompletableFuture<Thread> second = new CompletableFuture<>();
                AtomicInteger removed = new AtomicInteger();
                AtomicInteger times = new AtomicInteger();
                HandshakeCompletedListener leaving = event -> removed.incrementAndGet();
                pair.client.addHandshakeCompletedListener(leaving);
                pair.client.addHandshakeCompletedListener(first::complete);
                pair.client.addHandshakeCompletedListener(event -> {
                    times.incrementAndGet();
                    second.complete(Thread.currentThread());
                });
                pair.client.removeHandshakeCompletedListener(leaving);
                pair.handshake();
                HandshakeCompletedEvent event = first.get(30, TimeUnit.SECONDS);
                Expect.that(event.getSocket() == pair.client, "the event names the socket");
                Expect.equal(pair.client.getSession(), event.getSession(), "session");
                Expect.equal(pair.client.getSession().getCipherSuite(), event.getCipherSuite(), "suite");
                Expect.equalBytes(
                        Contexts.localhost().certificate().getEncoded(),
                        event.getPeerCertificates()[0].getEncoded(),
                        "the peer's certificate");
                Expect.that(second.get(30, TimeUnit.SECONDS) != Thread.currentThread(), "another thread");
                pair.exchange();
                Expect.equal(1, times.get(), "times told");
                Expect.equal(0, removed.get(), "times that the removed one was told");
                Expect.thrown(
                        IllegalArgumentException.class, () -> pair.client.removeHandshakeCompletedListener(leaving));
                Expect.thrown(IllegalArgumentException.class, () -> pair.client.addHandshakeCompletedListener(null));
            }
        }
    }
}
