package io.handfast.jsse.revocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.testing.TestWeb;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies fetched from places that behave, and from places that do not (RFC 9112). */
class HttpFetchTest {
    private static final TestWeb WEB = new TestWeb();
    private static final byte[] BODY = "an answer".getBytes(StandardCharsets.US_ASCII);
    private static final int LIMIT = 1000;
    private static final Duration LONG = Duration.ofSeconds(20);

    @AfterAll
    static void closeTheWeb() throws IOException {
        WEB.close();
    }

    private static byte[] get(String uri, Duration patience) throws IOException {
        return new HttpFetch(patience, LIMIT).get(URI.create(uri));
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                arguments("length", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nan answer and more"),
                arguments("until the end", "HTTP/1.0 200 OK\r\n\r\nan answer"),
                arguments(
                        "chunks",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nan\r\n7;x=y\r\n answer\r\n0\r\n\r\n"),
                arguments("bare line ends", "HTTP/1.1 200 Fine\nContent-Length: 9\n\nan answer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void reads(String name, String answer) throws IOException {
        String place = WEB.at("/form/" + name.replace(' ', '-'), (request, out) -> out.write(TestWeb.ascii(answer)));
        assertArrayEquals(BODY, get(place, LONG));
    }

    @Test
    void postsAQuestion() throws IOException {
        String place = WEB.at("/echo", (request, out) -> out.write(TestWeb.ok(request.body())));
        assertArrayEquals(BODY, new HttpFetch(LONG, LIMIT).post(URI.create(place), "application/ocsp-request", BODY));
    }

    @Test
    void followsAFewRedirects() throws IOException {
        WEB.body("/final", BODY);
        WEB.at("/second", (request, out) -> out.write(TestWeb.ascii("HTTP/1.1 302 Found\r\nLocation: /final\r\n\r\n")));
        String first = WEB.at(
                "/first",
                (request, out) -> out.write(TestWeb.ascii(
                        "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:" + WEB.port() + "/second\r\n\r\n")));
        assertArrayEquals(BODY, get(first, LONG));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("HTTP/1.1 404 Not Found\r\n\r\n", "HTTP status 404"),
                arguments("HTTP/1.1 500 Broken\r\nContent-Length: 9\r\n\r\nan answer", "HTTP status 500"),
                arguments("220 mail.example ESMTP\r\n\r\n", "does not answer in HTTP"),
                arguments("\u0016\u0003\u0001", "ends in the middle"),
                arguments("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nan ans", "ends in the middle"),
                arguments("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", "more than the limit"),
                arguments("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "out of range"),
                arguments("HTTP/1.1 200 OK\r\nContent-Length: nine\r\n\r\n", "where a number should be"),
                arguments("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", "out of range"),
                arguments("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n", "more than the limit"),
                arguments(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nanother\r\n",
                        "chunks that do not end"),
                arguments("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1001), "more than the limit"),
                arguments("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(5000), "endless head"),
                arguments("HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000), "endless head"),
                arguments("HTTP/1.1 302 Found\r\n\r\n", "redirects to nowhere"),
                arguments("HTTP/1.1 302 Found\r\nLocation: /fault\r\n\r\n", "redirected more than 3 times"),
                arguments("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n", "not a place"),
                arguments("HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\n\r\n", "not a place"),
                arguments("HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n", "is not a URI"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refuses(String answer, String reason) {
        String place = WEB.at("/fault", (request, out) -> out.write(TestWeb.ascii(answer)));
        assertRefused(place, LONG, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ldap://127.0.0.1/", "https://127.0.0.1/", "http:///x", "file:///x", "http://u@127.0.0.1/", "x"})
    void goesNowhereElse(String place) {
        assertRefused(place, LONG, "not a place");
    }

    @Test
    void nobodyIsThere() throws IOException {
        // Taken and not listened at: a port that was merely given back may soon be somebody else's.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String place = "http://127.0.0.1:" + taken.getLocalPort() + "/";
            assertThrows(ConnectException.class, () -> get(place, LONG));
        }
    }

    @Test
    void isNotKeptWaitingBySilence() {
        assertRefused(WEB.silent("/silent"), Duration.ofMillis(200), "");
    }

    /** The last of a host's addresses answers; those before it are silent for as long as they are given. */
    @Test
    void silentAddressesLeaveTimeForTheNext() throws IOException {
        WEB.body("/many", BODY);
        List<Integer> limits = new ArrayList<>();
        HttpFetch.Network network = new HttpFetch.Network() {
            @Override
            public List<InetAddress> addresses(String host) {
                return Collections.nCopies(3, InetAddress.getLoopbackAddress());
            }

            @Override
            public void connect(Socket socket, InetSocketAddress address, int millis) throws IOException {
                limits.add(millis);
                if (limits.size() < 3) {
                    throw new SocketTimeoutException("silent");
                }
                HttpFetch.Network.super.connect(socket, address, millis);
            }
        };
        URI place = URI.create("http://many.example:" + WEB.port() + "/many");
        assertArrayEquals(BODY, new HttpFetch(LONG, LIMIT, network).get(place));
        // Nothing was waited for, so each could have had its part of nearly all the time.
        assertTrue(limits.get(0) <= LONG.toMillis() / 3 + 1, limits::toString);
        assertTrue(limits.get(1) <= LONG.toMillis() / 2, limits::toString);
        assertTrue(limits.get(2) > LONG.toMillis() / 2, limits::toString);
    }

    /** Each read of a byte would be quick enough; the whole is not. */
    @Test
    void isNotKeptWaitingByADrip() {
        String place = WEB.at("/drip", (request, out) -> drip(out, "HTTP/1.1 200 OK\r\nX-Slow: " + "y".repeat(10_000)));
        assertRefused(place, Duration.ofMillis(300), "");
    }

    private static void drip(OutputStream out, String text) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        for (byte each : TestWeb.ascii(text)) {
            out.write(each);
            out.flush();
            try {
                if (never.await(20, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Test
    void anEndlessBodyStopsAtTheLimit() {
        String place = WEB.at("/endless", (request, out) -> {
            out.write(TestWeb.ascii("HTTP/1.1 200 OK\r\n\r\n"));
            byte[] much = new byte[4096];
            while (true) {
                out.write(much);
            }
        });
        assertRefused(place, LONG, "more than the limit");
    }

    /** One question goes out for many who wait, and each waits no longer than it wants to. */
    @Test
    void manyWaitForOne() throws Exception {
        Fetches<String, String> fetches = new Fetches<>();
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch answer = new CountDownLatch(1);
        Fetches.Fetch<String> slow = () -> {
            runs.incrementAndGet();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return "done";
        };
        for (int i = 0; i < 3; i++) {
            IOException late = assertThrows(IOException.class, () -> fetches.get("key", Duration.ofMillis(50), slow));
            assertTrue(String.valueOf(late.getMessage()).contains("no answer within 50 ms"));
        }
        answer.countDown();
        assertEquals("done", fetches.get("key", LONG, slow));
        assertEquals("other", fetches.get("another", LONG, () -> "other"));
        assertTrue(runs.get() <= 2, () -> runs + " runs");
        IOException failure = assertThrows(
                IOException.class,
                () -> fetches.get("bad", LONG, () -> {
                    throw new IllegalStateException("broken");
                }));
        assertTrue(String.valueOf(failure.getMessage()).contains("broken"));
    }

    /** The system may have no thread left for a moment; that ends with the moment. */
    @Test
    void aThreadThatCannotBeStartedBlocksNothing() throws Exception {
        AtomicReference<Runnable> fault = new AtomicReference<>(() -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        Fetches<String, String> fetches = new Fetches<>(task -> {
            Objects.requireNonNull(fault.get()).run();
            task.run();
        });
        // More than may be under way at once.
        for (int i = 0; i < 100; i++) {
            String key = "key " + i;
            IOException refusal = assertThrows(AbandonedException.class, () -> fetches.get(key, LONG, () -> "done"));
            assertEquals("no thread can be started", refusal.getMessage());
            assertThrows(AbandonedException.class, () -> fetches.begin("begun", () -> "done"));
        }
        fault.set(() -> {
            throw new IllegalThreadStateException("anything else");
        });
        assertThrows(IllegalThreadStateException.class, () -> fetches.get("key 0", LONG, () -> "done"));
        fault.set(() -> {});
        assertEquals("done", fetches.get("key 0", LONG, () -> "done"));
        assertEquals("done", fetches.get("begun", LONG, () -> "done"));
    }

    @Test
    void whoeverWaitsForAThreadThatIsNotStartedIsLetGo() throws Exception {
        CompletableFuture<Fetches<String, String>> fetches = new CompletableFuture<>();
        FutureTask<IOException> joined = new FutureTask<>(() ->
                assertThrows(AbandonedException.class, () -> fetches.join().get("key", LONG, () -> "done")));
        fetches.complete(new Fetches<>(task -> {
            Thread joining = new Thread(joined);
            joining.start();
            while (joining.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            throw new OutOfMemoryError("unable to create native thread");
        }));
        assertThrows(AbandonedException.class, () -> fetches.join().get("key", LONG, () -> "done"));
        assertEquals("no thread could be started to ask", joined.get().getMessage());
    }

    private static void assertRefused(String place, Duration patience, String reason) {
        IOException refusal = assertTimeoutPreemptively(
                Duration.ofSeconds(15), () -> assertThrows(IOException.class, () -> get(place, patience)));
        assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal::toString);
    }
}
