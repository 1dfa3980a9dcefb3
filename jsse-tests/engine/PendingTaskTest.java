/*
 * @test
 * @summary while a delegated task is open, wrap and unwrap answer NEED_TASK at once and move nothing; the task is handed out once
 * @library /lib
 * @run main PendingTaskTest
 */
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

public class PendingTaskTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            X509ExtendedTrustManager slow = new ForwardingTrust(Contexts.trustManager(), () -> {
                entered.countDown();
                Expect.that(leave.await(30, TimeUnit.SECONDS), "the test lets go of the trust manager");
            });
            EnginePair pair = new EnginePair(
                    Contexts.context(new KeyManager[0], new TrustManager[] {slow})
                            .createSSLEngine("localhost", 443),
                    Contexts.context().createSSLEngine());
            pair.client.engine.setEnabledProtocols(new String[] {version});
            pair.client.engine.beginHandshake();
            Thread running = null;
            while (entered.getCount() > 0) {
                if (pair.client.status() == HandshakeStatus.NEED_TASK) {
                    Runnable task = pair.client.engine.getDelegatedTask();
                    Expect.that(task != null, "there is a task");
                    Expect.that(pair.client.engine.getDelegatedTask() == null, "it is handed out once");
                    blocked(pair.client);
                    running = new Thread(task);
                    running.setDaemon(true);
                    running.start();
                    while (running.isAlive() && !entered.await(5, TimeUnit.MILLISECONDS)) {
                        Expect.that(true, "either it ends or it reaches the trust manager");
                    }
                } else {
                    pair.step(pair.client);
                }
                pair.step(pair.server);
            }
            blocked(pair.client);
            leave.countDown();
            running.join(30_000);
            pair.move();
            pair.exchange();
        }
    }

    private static void blocked(Side side) throws Exception {
        Expect.equal(HandshakeStatus.NEED_TASK, side.status(), "handshake status");
        byte[] kept = side.inbox;
        side.unwrap();
        side.expectLast(Status.OK, HandshakeStatus.NEED_TASK);
        Expect.equalBytes(kept, side.inbox, "the inbox");
        Expect.equal(0, side.wrap().length, "bytes wrapped");
        side.expectLast(Status.OK, HandshakeStatus.NEED_TASK);
    }
}
