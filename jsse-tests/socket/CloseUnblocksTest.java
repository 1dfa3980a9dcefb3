/*
 * @test
 * @summary close from another thread ends a blocked read, a blocked write and a blocked handshake, on layered sockets too
 * @library /lib
 * @run main/timeout=120 CloseUnblocksTest
 */
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

public class CloseUnblocksTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.connected(version)) {
                ends(pair, pair.client, () -> pair.client.getInputStream().read());
            }
            try (SocketPair pair = SocketPair.connected(version)) {
                byte[] much = new byte[100_000];
                ends(pair, pair.client, () -> {
                    while (true) {
                        pair.client.getOutputStream().write(much);
                    }
                });
            }
            try (SocketPair pair = SocketPair.of(version)) {
                ends(pair, pair.client, pair.client::startHandshake);
            }
            try (PlainPair plain = new PlainPair();
                    SocketPair pair = SocketPair.of(version)) {
                SSLSocket layered = layered(plain.client, "localhost");
                ends(pair, layered, layered::startHandshake);
            }
            try (PlainPair plain = new PlainPair();
                    SocketPair pair = SocketPair.of(version)) {
                SSLSocket layered = layered(plain.client, "localhost");
                pair.transfer(layered, layered(plain.server, null), 1000);
                ends(pair, layered, () -> layered.getInputStream().read());
            }
            try (SocketPair pair = SocketPair.of(version)) {
                ends(pair, pair.server, pair.server::startHandshake);
            }
        }
    }

    /** A client's socket over a connected one, or a server's if there is no host. */
    private static SSLSocket layered(Socket beneath, String host) throws Exception {
        SSLSocketFactory factory = Contexts.context().getSocketFactory();
        return (SSLSocket)
                (host == null
                        ? factory.createSocket(beneath, null, true)
                        : factory.createSocket(beneath, host, beneath.getPort(), true));
    }

    private static void ends(SocketPair pair, SSLSocket socket, Expect.Action blocking) throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        Thread[] blocked = new Thread[1];
        Future<?> future = pair.async(() -> {
            blocked[0] = Thread.currentThread();
            entered.countDown();
            try {
                blocking.run();
            } catch (Exception e) {
                throw e;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
            return null;
        });
        entered.await();
        // A thread in a system call counts as runnable: look for the frame that it blocks in.
        long until = System.nanoTime() + 5_000_000_000L;
        while (System.nanoTime() < until && !inSocket(blocked[0])) {
            Thread.onSpinWait();
        }
        long begin = System.nanoTime();
        socket.close();
        Exception ended = SocketPair.failure(future);
        Expect.that(
                ended instanceof SocketException || ended instanceof javax.net.ssl.SSLException, "a failure: " + ended);
        Expect.that(System.nanoTime() - begin < 10_000_000_000L, "close does not wait for a peer that is silent");
        Expect.that(socket.isClosed(), "the socket is closed");
    }

    private static boolean inSocket(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().equals("park") || frame.getMethodName().equals("poll")) {
                return true;
            }
        }
        return false;
    }
}
