package io.handfast.interop.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.interop.Bodies;
import io.handfast.interop.Pki;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Many connections at once, each end of each on a virtual thread, none of which holds on to its carrier (JEP 444). */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {

    private static final int CONNECTIONS = 300;
    private static final byte[] BODY = Bodies.bytes(40_000, 27);

    @TempDir
    @Nullable
    Path home;

    @Test
    void threeHundredAtOnceAndNoneIsPinned() throws Exception {
        SSLContext clients = Install.CURRENT.clientContext();
        try (SSLServerSocket listener = (SSLServerSocket) Install.CURRENT
                        .serverContext()
                        .getServerSocketFactory()
                        .createServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress());
                Recording recording = new Recording()) {
            // The first connections, a full handshake and a resumed one, load most classes.
            talk(listener, clients, 1);
            talk(listener, clients, 1);
            recording
                    .enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            recording.start();
            talk(listener, clients, CONNECTIONS);
            recording.stop();
            Path file = Objects.requireNonNull(home).resolve("pinned.jfr");
            recording.dump(file);
            List<String> pinned = RecordingFile.readAllEvents(file).stream()
                    .filter(event -> !loadsAClass(event))
                    .map(RecordedEvent::toString)
                    .filter(event -> event.contains("io.handfast."))
                    .toList();
            assertEquals(List.of(), pinned);
        }
    }

    /** Whoever needs a class first pins its carrier while the class is loaded, whatever the program. */
    private static boolean loadsAClass(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        return stack != null
                && stack.getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName())
                        .anyMatch(type ->
                                type.startsWith("jdk.internal.loader.") || type.equals("java.lang.ClassLoader"));
    }

    /** All connections are open before the first of them speaks. */
    private static void talk(SSLServerSocket listener, SSLContext clients, int connections) throws Exception {
        CountDownLatch open = new CountDownLatch(connections);
        ExecutorService threads = virtualThreads();
        try {
            List<Future<String>> ends = new ArrayList<>();
            for (int number = 0; number < connections; number++) {
                ends.add(threads.submit(() -> serve((SSLSocket) listener.accept())));
                ends.add(threads.submit(() -> speak(clients, listener.getLocalPort(), open)));
            }
            for (Future<String> end : ends) {
                assertEquals(Bodies.digest(BODY), end.get(240, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String serve(SSLSocket socket) throws IOException {
        try (socket) {
            byte[] body = socket.getInputStream().readNBytes(BODY.length);
            socket.getOutputStream().write(body);
            return Bodies.digest(body);
        }
    }

    private static String speak(SSLContext context, int port, CountDownLatch open)
            throws IOException, InterruptedException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(Pki.HOST, port)) {
            socket.startHandshake();
            open.countDown();
            open.await();
            socket.getOutputStream().write(BODY);
            return Bodies.digest(socket.getInputStream().readAllBytes());
        }
    }

    /** What JDK 21 calls {@code Executors.newVirtualThreadPerTaskExecutor()}. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
