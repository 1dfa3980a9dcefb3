/*
 * @test
 * @summary 300 connections at once, each on threads of its own: virtual ones over a single carrier where the JDK has them
 * @key once
 * @library /lib
 * @run main/othervm/timeout=240 -Djdk.virtualThreadScheduler.parallelism=1 -Djdk.virtualThreadScheduler.maxPoolSize=1 ManyConnectionsTest
 */
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

public class ManyConnectionsTest {
    private static final int CONNECTIONS = 300;

    public static void main(String[] arguments) throws Exception {
        SSLContext context = Contexts.context();
        ExecutorService threads = threads();
        CountDownLatch connected = new CountDownLatch(CONNECTIONS);
        List<Future<?>> clients = new ArrayList<>();
        try (SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < CONNECTIONS; i++) {
                byte[] content = Bytes.random(1000 + i);
                clients.add(threads.submit(() -> {
                    try (SSLSocket socket =
                            (SSLSocket) context.getSocketFactory().createSocket("localhost", listener.getLocalPort())) {
                        socket.setSoTimeout(120_000);
                        socket.startHandshake();
                        connected.countDown();
                        Expect.that(connected.await(120, TimeUnit.SECONDS), "all are connected at once");
                        socket.getOutputStream().write(content);
                        socket.shutdownOutput();
                        Expect.equalBytes(content, socket.getInputStream().readAllBytes(), "the echo");
                    }
                    return null;
                }));
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                SSLSocket socket = (SSLSocket) listener.accept();
                threads.submit(() -> {
                    try (socket) {
                        socket.setSoTimeout(120_000);
                        socket.getOutputStream().write(socket.getInputStream().readAllBytes());
                    }
                    return null;
                });
            }
            for (Future<?> client : clients) {
                client.get(120, TimeUnit.SECONDS);
            }
        }
        threads.shutdownNow();
    }

    /** A virtual thread for each task from JDK 21 on. */
    private static ExecutorService threads() throws Exception {
        return Runtime.version().feature() < 21
                ? Executors.newCachedThreadPool()
                : (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
    }
}
