package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.handfast.HandfastParameters;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sockets make the next connection's key share while they wait for the peer (RFC 8446 §4.2.8). */
@Timeout(60)
class KeysAheadTest {
    private static final int PATIENCE_MILLIS = 20_000;

    /** Keys are made ahead while connections follow each other within a second, which a loaded machine may miss at times. */
    private static final int TRIES = 100;

    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);

    private final CountingRandom ofClients = new CountingRandom();
    private final CountingRandom ofServers = new CountingRandom();
    private final SSLContext clients = context(ofClients);
    private final SSLContext servers = context(ofServers);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Counts what is drawn: a hello takes as much each time, and so does a key. */
    private static final class CountingRandom extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final AtomicInteger drawn = new AtomicInteger();

        @Override
        public void nextBytes(byte[] bytes) {
            drawn.addAndGet(bytes.length);
            super.nextBytes(bytes);
        }
    }

    /** A connected socket that notes how much its side had drawn when it first wrote. */
    private static final class NotingSocket extends SocketOver {
        private final CountingRandom random;
        private int atFirstWrite = -1;

        NotingSocket(Socket under, CountingRandom random) {
            super(under);
            this.random = random;
        }

        @Override
        void write(OutputStream out, byte[] source, int offset, int length) throws IOException {
            if (atFirstWrite < 0) {
                atFirstWrite = random.drawn.get();
            }
            out.write(source, offset, length);
        }
    }

    private static SSLContext context(SecureRandom random) {
        return Contexts.context(Contexts.HANDFAST, "TLS", random, CA, CA.localhost(KeyKind.EC_P256));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** What the two sides draw for a handshake, up to their first flight. */
    private record Drawn(int byClient, int byServer) {}

    private Drawn handshake(String version) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket connected = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket accepted = listener.accept()) {
            connected.setSoTimeout(PATIENCE_MILLIS);
            accepted.setSoTimeout(PATIENCE_MILLIS);
            // So that the first flight leaves before tickets are made, which draw as well.
            accepted.setTcpNoDelay(true);
            NotingSocket clientWire = new NotingSocket(connected, ofClients);
            NotingSocket serverWire = new NotingSocket(accepted, ofServers);
            int clientBefore = ofClients.drawn.get();
            int serverBefore = ofServers.drawn.get();
            // Without a name, so that none is resumed.
            SSLSocket client = (SSLSocket) clients.getSocketFactory().createSocket(clientWire, null, -1, true);
            HandfastParameters wish = HandfastParameters.of(client.getSSLParameters());
            wish.setProtocols(new String[] {version});
            wish.setNamedGroups(new String[] {"x25519", "secp256r1"});
            client.setSSLParameters(wish);
            SSLSocket server = (SSLSocket) servers.getSocketFactory().createSocket(serverWire, null, true);
            server.setUseClientMode(false);
            Future<Integer> read = threads.submit(() -> client.getInputStream().read());
            server.getOutputStream().write(7);
            assertEquals(7, read.get());
            return new Drawn(clientWire.atFirstWrite - clientBefore, serverWire.atFirstWrite - serverBefore);
        }
    }

    /** In TLS 1.2 the client makes its key when it has seen the server's, which is not its first flight. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3, 32, 32", "TLSv1.2, 0, 32"})
    void afterTwoHandshakesTheKeyOfTheNextLiesReady(String version, int clientsKey, int serversKey) throws Exception {
        Drawn first = handshake(version);
        List<Drawn> later = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            Drawn next = handshake(version);
            if (next.byClient == first.byClient - clientsKey && next.byServer == first.byServer - serversKey) {
                assertEquals(first, later.isEmpty() ? null : later.get(0), "the second has nothing that lies ready");
                return;
            }
            later.add(next);
        }
        fail("each handshake makes its own keys: " + first + ", then " + later);
    }
}
