package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.EarlyDataStatus;
import io.handfast.HandfastConnection;
import io.handfast.HandfastParameters;
import io.handfast.tools.certificates.KeyKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Early data with OpenSSL in both roles: taken, and passed over (RFC 8446 §2.3, §4.2.10, §8). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EarlyDataTest {
    private static final byte[] EARLY = "the early bird catches the worm".getBytes(StandardCharsets.US_ASCII);

    /** Early data as OpenSSL's client sends it, by way of a server of ours, which answers and tells what was early. */
    private static final class Site implements AutoCloseable {
        final BlockingQueue<byte[]> early = new LinkedBlockingQueue<>();
        final LocalServer server;
        final Path session = Files.createTempFile("handfast", ".session");
        final Path content = Files.createTempFile("handfast", ".early");

        Site(String... groups) throws Exception {
            SSLContext context = Stack.HANDFAST.context(
                    Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
            Files.write(content, EARLY);
            server = LocalServer.start(
                    context,
                    parameters -> {
                        HandfastParameters ours = HandfastParameters.of(parameters);
                        ours.setMaxEarlyDataSize(10_000);
                        ours.setNamedGroups(groups);
                        return ours;
                    },
                    socket -> {
                        early.add(HandfastConnection.of(socket).readEarlyData());
                        Talk.reverse(socket);
                    });
        }

        /** One connection; what OpenSSL says of it. */
        String connection(String... options) throws Exception {
            List<String> all = new ArrayList<>(List.of("-tls1_3"));
            all.addAll(List.of(options));
            try (OpenSslClient client = OpenSslClient.start(server.port(), all)) {
                client.process().await("SSL handshake has read");
                client.process().type("handfast\n");
                client.process().await("tsafdnah");
                client.process().input().close();
                assertEquals(Optional.empty(), server.next().failure());
                return client.process().text();
            }
        }

        byte[] received() throws InterruptedException {
            byte[] received = early.poll(20, TimeUnit.SECONDS);
            return received == null ? new byte[] {-1} : received;
        }

        @Override
        public void close() throws Exception {
            server.close();
            Files.delete(session);
            Files.delete(content);
        }
    }

    @Test
    void openSslSendsItOnceAndNotTwice() throws Exception {
        try (Site site = new Site("x25519")) {
            String session = site.session.toString();
            assertTrue(site.connection("-sess_out", session).contains("Max Early Data: 10000"));
            assertEquals(0, site.received().length);
            String first = site.connection("-sess_in", session, "-early_data", site.content.toString());
            assertTrue(first.contains("Early data was accepted"), first);
            assertArrayEquals(EARLY, site.received());
            // The same ticket again: it still opens the session, but brings nothing early.
            String second = site.connection("-sess_in", session, "-early_data", site.content.toString());
            assertTrue(second.contains("Early data was rejected"), second);
            assertTrue(second.contains("Reused, TLSv1.3"), second);
            assertEquals(0, site.received().length);
        }
    }

    @Test
    void ourServerPassesOverItWhenItAsksForAnotherShare() throws Exception {
        try (Site site = new Site("secp384r1")) {
            String session = site.session.toString();
            site.connection("-sess_out", session);
            site.received();
            String said = site.connection("-sess_in", session, "-early_data", site.content.toString());
            assertTrue(said.contains("Early data was rejected"), said);
            assertTrue(said.contains("Reused, TLSv1.3"), said);
            assertEquals(0, site.received().length);
        }
    }

    @ParameterizedTest(name = "retried: {0}")
    @ValueSource(booleans = {false, true})
    void ourClientSendsIt(boolean retried) throws Exception {
        SSLContext context = Stack.HANDFAST.context(Optional.empty(), Pki.pki().root());
        // The server knows one of our groups only, and not the one that we send a share for at once.
        List<String> options = new ArrayList<>(List.of("-tls1_3", "-early_data", "-max_early_data", "1000"));
        if (retried) {
            options.addAll(List.of("-groups", "P-384"));
        }
        try (OpenSslServer server = OpenSslServer.start("server-P256", options)) {
            assertEquals(EarlyDataStatus.NOT_OFFERED, connection(context, server, "one"));
            EarlyDataStatus wanted = retried ? EarlyDataStatus.REJECTED : EarlyDataStatus.ACCEPTED;
            assertEquals(wanted, connection(context, server, "two"));
            assertEquals(wanted, connection(context, server, "three"));
            server.awaitReceived("Finished", 3);
            if (!retried) {
                server.awaitReceived("EndOfEarlyData", 2);
                server.process().await(new String(EARLY, StandardCharsets.US_ASCII));
            }
            assertEquals(!retried, server.process().text().contains(new String(EARLY, StandardCharsets.US_ASCII)));
            assertEquals(retried ? 0 : 2, server.received("EndOfEarlyData"));
        }
    }

    private static EarlyDataStatus connection(SSLContext context, OpenSslServer server, String line) throws Exception {
        try (SSLSocket socket = Talk.connect(context, Wishes.of(Protocol.TLS13), server.port())) {
            HandfastConnection connection = HandfastConnection.of(socket);
            connection.sendEarlyData(EARLY);
            socket.startHandshake();
            Talk.send(socket, "late " + line);
            server.process().await("late " + line);
            // Tickets come before what the server says.
            server.process().type(line + "\n");
            assertEquals(line, Talk.receive(socket));
            return connection.earlyDataStatus();
        }
    }
}
