package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.handfast.ClientHelloAnswer;
import io.handfast.HandfastContext;
import io.handfast.HandfastParameters;
import io.handfast.HandfastProvider;
import io.handfast.HandfastSession;
import io.handfast.HandfastTicketKeys;
import io.handfast.HandshakeEvent;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts made with settings of their own, and ticket keys that several of them share. */
class HandfastContextTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);

    private static HandfastContext client() throws GeneralSecurityException {
        return HandfastContext.builder().trustStore(CA.trustStore());
    }

    private static HandfastContext server() throws GeneralSecurityException {
        return HandfastContext.builder()
                .keyStore(TestCa.keyStore(CA.localhost(KeyKind.EC_P256)), TestCa.PASSWORD.toCharArray())
                .trustStore(CA.trustStore());
    }

    private static byte[] key(int seed, int length) {
        byte[] key = new byte[length];
        new Random(seed).nextBytes(key);
        return key;
    }

    /** One context in both roles: what its clients check about servers is nothing that its servers check about clients. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serversPassOverTheIdentificationOfClients(boolean givenBack) throws GeneralSecurityException {
        SSLContext context = server().needClientAuthentication()
                .endpointIdentification("HTTPS")
                .build();
        SSLEngine server = context.createSSLEngine();
        if (givenBack) {
            // As servers do that want to add something, some of them before they choose the role.
            server.setSSLParameters(server.getSSLParameters());
        }
        EnginePair pair = new EnginePair(context.createSSLEngine("localhost", -1), server).handshake();
        assertNull(pair.clientFault, () -> String.valueOf(pair.clientFault));
        assertNull(pair.serverFault, () -> String.valueOf(pair.serverFault));
        assertEquals("HTTPS", pair.client.getSSLParameters().getEndpointIdentificationAlgorithm());
        assertNull(server.getSSLParameters().getEndpointIdentificationAlgorithm());
        EnginePair wrong = new EnginePair(context.createSSLEngine("other.example", -1), context.createSSLEngine());
        assertTrue(String.valueOf(wrong.handshake().clientFault).contains("other.example"));
    }

    /** As the documentation of HttpsConfigurator has it; a server takes them in one of these ways. */
    @ParameterizedTest
    @ValueSource(strings = {"engine", "copy", "before the mode", "answer", "answer with a context"})
    void theContextsParametersAreNoWishOfAServer(String way) throws Exception {
        SSLContext context = server().endpointIdentification("HTTPS").build();
        SSLEngine server = context.createSSLEngine();
        SSLParameters wanted =
                way.equals("before the mode") ? server.getSSLParameters() : context.getDefaultSSLParameters();
        assertEquals("HTTPS", wanted.getEndpointIdentificationAlgorithm());
        wanted.setNeedClientAuth(true);
        server.setUseClientMode(false);
        if (way.startsWith("answer")) {
            HandfastParameters asking = HandfastParameters.of(server.getSSLParameters());
            ClientHelloAnswer answer = way.equals("answer")
                    ? ClientHelloAnswer.parameters(wanted)
                    : ClientHelloAnswer.context(context).with(wanted);
            asking.setClientHelloCallback(hello -> answer);
            server.setSSLParameters(asking);
        } else {
            server.setSSLParameters(way.equals("copy") ? HandfastParameters.of(wanted) : wanted);
        }
        EnginePair pair = new EnginePair(context.createSSLEngine("localhost", -1), server).handshake();
        assertNull(pair.serverFault, () -> String.valueOf(pair.serverFault));
        assertNull(pair.clientFault, () -> String.valueOf(pair.clientFault));
        assertTrue(server.getSession().getPeerCertificates().length > 0);
        assertNull(server.getSSLParameters().getEndpointIdentificationAlgorithm());
    }

    @Test
    void norAreTheyOfAServerSocket() throws Exception {
        SSLContext context = server().endpointIdentification("HTTPS").build();
        try (SSLServerSocket sockets =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket()) {
            sockets.setSSLParameters(context.getDefaultSSLParameters());
            assertNull(sockets.getSSLParameters().getEndpointIdentificationAlgorithm());
            // What it accepts may be clients, and those check.
            sockets.setUseClientMode(true);
            assertEquals("HTTPS", sockets.getSSLParameters().getEndpointIdentificationAlgorithm());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theParametersOfOneContextAreAWishOfAnothersClient(boolean copied) throws GeneralSecurityException {
        SSLParameters wanted = client().endpointIdentification("HTTPS").build().getDefaultSSLParameters();
        SSLEngine client = client().build().createSSLEngine("other.example", -1);
        client.setUseClientMode(true);
        client.setSSLParameters(copied ? HandfastParameters.of(wanted) : wanted);
        EnginePair pair = new EnginePair(client, server().build().createSSLEngine()).handshake();
        assertTrue(String.valueOf(pair.clientFault).contains("other.example"), () -> String.valueOf(pair.clientFault));
    }

    /** Also where the context's were at hand, and where they come again afterwards. */
    @ParameterizedTest
    @ValueSource(strings = {"of the context", "before the mode", "plain", "then those of the context"})
    void aServerThatReallyAsksIsGivenIt(String way) throws GeneralSecurityException {
        SSLContext context = server().needClientAuthentication()
                .endpointIdentification("HTTPS")
                .build();
        SSLEngine server = context.createSSLEngine("other.example", -1);
        SSLParameters wanted = switch (way) {
            case "before the mode" -> server.getSSLParameters();
            case "plain" -> new SSLParameters();
            default -> context.getDefaultSSLParameters();
        };
        wanted.setEndpointIdentificationAlgorithm("HTTPS");
        wanted.setNeedClientAuth(true);
        server.setSSLParameters(wanted);
        server.setUseClientMode(false);
        if (way.startsWith("then")) {
            SSLParameters again = context.getDefaultSSLParameters();
            again.setNeedClientAuth(true);
            server.setSSLParameters(again);
        }
        EnginePair pair = new EnginePair(context.createSSLEngine("localhost", -1), server).handshake();
        assertTrue(String.valueOf(pair.serverFault).contains("other.example"), () -> String.valueOf(pair.serverFault));
    }

    @Test
    void aServerChecksTheNameThatItsOwnParametersAskFor() throws GeneralSecurityException {
        SSLContext context = server().needClientAuthentication()
                .endpointIdentification("HTTPS")
                .build();
        SSLEngine server = context.createSSLEngine("other.example", -1);
        server.setUseClientMode(false);
        SSLParameters wanted = server.getSSLParameters();
        wanted.setEndpointIdentificationAlgorithm("HTTPS");
        server.setSSLParameters(wanted);
        EnginePair pair = new EnginePair(context.createSSLEngine("localhost", -1), server).handshake();
        assertTrue(String.valueOf(pair.serverFault).contains("other.example"), () -> String.valueOf(pair.serverFault));
    }

    @Test
    void connectionsBeginWithTheSettings() throws GeneralSecurityException {
        HandfastParameters wanted = new HandfastParameters();
        wanted.setProtocols(new String[] {"TLSv1.2"});
        wanted.setCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"});
        // Before TLS 1.3 they are for the curve of the server's certificate as well.
        wanted.setNamedGroups(new String[] {"secp384r1", "secp256r1"});
        wanted.setApplicationProtocols(new String[] {"h2"});
        wanted.setEndpointIdentificationAlgorithm("HTTPS");
        SSLContext context = client().parameters(wanted).build();
        SSLEngine engine = context.createSSLEngine("localhost", -1);
        assertEquals("HTTPS", engine.getSSLParameters().getEndpointIdentificationAlgorithm());
        assertArrayEquals(
                new String[] {"TLSv1.2"}, context.getDefaultSSLParameters().getProtocols());
        HandfastParameters served = new HandfastParameters();
        served.setNamedGroups(new String[] {"secp384r1"});
        served.setApplicationProtocols(new String[] {"http/1.1", "h2"});
        EnginePair pair =
                new EnginePair(engine, server().parameters(served).build().createSSLEngine());
        pair.handshake();
        assertNull(pair.clientFault);
        assertEquals(
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", engine.getSession().getCipherSuite());
        assertEquals(
                Optional.of("secp384r1"),
                HandfastSession.of(engine.getSession()).namedGroup());
        assertEquals("h2", engine.getApplicationProtocol());
    }

    @Test
    void whatCannotBeMeantIsRefused() throws GeneralSecurityException {
        SSLParameters wrong = new SSLParameters(new String[] {"TLS_NO_SUCH_SUITE"});
        HandfastContext builder = client().parameters(wrong);
        assertThrows(KeyManagementException.class, builder::build);
    }

    /** HttpClient copies the parameters it is given into plain ones, and those of the context as well. */
    @Test
    void aClientThatCopiesParametersKeepsTheSettings() throws Exception {
        List<String> groups = new CopyOnWriteArrayList<>();
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(server().build()));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        https.setExecutor(threads);
        https.createContext("/", exchange -> {
            SSLSession session = ((com.sun.net.httpserver.HttpsExchange) exchange).getSSLSession();
            groups.add(HandfastSession.of(session).namedGroup().orElse("none"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        https.start();
        try {
            HandfastParameters wanted = new HandfastParameters();
            wanted.setNamedGroups(new String[] {"x448", "secp521r1"});
            wanted.setKeyShareGroups(new String[] {"secp521r1"});
            List<HandshakeEvent> heard = new CopyOnWriteArrayList<>();
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(HandfastContext.builder(new HandfastProvider().listener(heard::add))
                            .trustStore(CA.trustStore())
                            .parameters(wanted)
                            .build())
                    .build();
            URI uri = new URI("https", null, "localhost", https.getAddress().getPort(), "/", null, null);
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
            assertEquals(
                    204,
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
            assertEquals(List.of("secp521r1"), groups);
            assertTrue(heard.stream().anyMatch(event -> event.kind() == HandshakeEvent.Kind.ESTABLISHED));
        } finally {
            https.stop(0);
            threads.shutdownNow();
        }
    }

    private static boolean resumes(SSLContext client, SSLContext server, String version) throws SSLException {
        EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        // Tickets of TLS 1.3 come after the handshake.
        EnginePair.transfer(pair.server, pair.client, new byte[] {1});
        return HandfastSession.of(pair.client.getSession()).resumed();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,48", "TLSv1.3,80", "TLSv1.2,48", "TLSv1.2,80"})
    void serversThatShareKeysOpenEachOthersTickets(String version, int length) throws Exception {
        byte[] old = key(1, length);
        byte[] fresh = key(2, length);
        HandfastTicketKeys first = HandfastTicketKeys.of(old);
        HandfastTicketKeys second = HandfastTicketKeys.of(old);
        SSLContext one = server().ticketKeys(first).build();
        SSLContext other = server().ticketKeys(second).build();
        SSLContext client = client().build();
        assertEquals(false, resumes(client, one, version));
        assertEquals(true, resumes(client, other, version));
        // Rotation: known everywhere first, then in use; the old key still opens.
        first.replace(old, fresh);
        second.replace(fresh, old);
        assertEquals(true, resumes(client, other, version));
        assertEquals(true, resumes(client, one, version), "a ticket under the new key");
        assertEquals(true, resumes(client, other, version));
        // Tickets left over from before are used up, or superseded.
        first.replace(fresh);
        second.replace(fresh);
        assertEquals(true, resumes(client, other, version));
        second.replace(key(3, length));
        assertEquals(false, resumes(client, other, version), "a key that is gone opens nothing");
    }

    @Test
    void contextsWithoutSharedKeysDoNot() throws Exception {
        SSLContext client = client().build();
        assertEquals(false, resumes(client, server().build(), "TLSv1.3"));
        assertEquals(false, resumes(client, server().build(), "TLSv1.3"));
    }

    @Test
    void sharedKeysAndEarlyDataExcludeEachOther() throws Exception {
        HandfastParameters early = new HandfastParameters();
        early.setMaxEarlyDataSize(1000);
        HandfastContext builder = server().ticketKeys(HandfastTicketKeys.of(key(1, 80)));
        SSLEngine engine = builder.build().createSSLEngine();
        assertThrows(IllegalArgumentException.class, () -> engine.setSSLParameters(early));
        builder.parameters(early);
        assertThrows(KeyManagementException.class, builder::build);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 47, 49, 64, 79, 81})
    void keysOfOtherLengths(int length, @TempDir Path directory) throws Exception {
        assertThrows(IllegalArgumentException.class, () -> HandfastTicketKeys.of(key(1, length)));
        Path file = Files.write(directory.resolve("ticket.key"), key(1, length));
        assertThrows(IllegalArgumentException.class, () -> HandfastTicketKeys.read(file));
    }

    @Test
    void keysOutOfFiles(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("ticket.key"), key(7, 80));
        SSLContext one = server().ticketKeys(HandfastTicketKeys.read(file)).build();
        SSLContext other =
                server().ticketKeys(HandfastTicketKeys.of(key(7, 80))).build();
        SSLContext client = client().build();
        assertEquals(false, resumes(client, one, "TLSv1.3"));
        assertEquals(true, resumes(client, other, "TLSv1.3"));
        byte[] sameName = key(7, 80);
        Arrays.fill(sameName, 20, 80, (byte) 1);
        assertThrows(IllegalArgumentException.class, () -> HandfastTicketKeys.of(key(7, 80), sameName));
        assertThrows(IllegalArgumentException.class, () -> HandfastTicketKeys.of());
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, 0, 0", "TLSv1.3, 1, 1", "TLSv1.3, 5, 5", "TLSv1.2, 0, 0", "TLSv1.2, 1, 1", "TLSv1.2, 5, 1"})
    void asManyTicketsAsAskedFor(String version, int count, int sent) throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        HandfastParameters wanted = new HandfastParameters();
        wanted.setTicketCount(count);
        SSLContext server = hearingTickets(heard).parameters(wanted).build();
        SSLContext client = client().build();
        assertEquals(false, resumes(client, server, version));
        assertEquals(sent, heard.size());
        // Before TLS 1.3 a session without a ticket has an id.
        assertEquals(count > 0 || version.equals("TLSv1.2"), resumes(client, server, version));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0, 0"})
    void aTicketOfARetiredKeyIsReplacedOnlyWhereTicketsAreIssued(int count, int sent) throws Exception {
        byte[] old = key(1, 80);
        byte[] fresh = key(2, 80);
        HandfastTicketKeys issuing = HandfastTicketKeys.of(old);
        SSLContext client = client().build();
        assertEquals(false, resumes(client, server().ticketKeys(issuing).build(), "TLSv1.2"));
        List<String> heard = new CopyOnWriteArrayList<>();
        HandfastParameters wanted = new HandfastParameters();
        wanted.setTicketCount(count);
        SSLContext renewing = hearingTickets(heard)
                .ticketKeys(HandfastTicketKeys.of(fresh, old))
                .parameters(wanted)
                .build();
        assertEquals(true, resumes(client, renewing, "TLSv1.2"));
        assertEquals(sent, heard.size());
    }

    private static HandfastContext hearingTickets(List<String> heard) throws GeneralSecurityException {
        HandfastProvider watched = new HandfastProvider().listener(event -> {
            if (event.name().equals("NewSessionTicket")) {
                heard.add(event.name());
            }
        });
        return HandfastContext.builder(watched)
                .keyStore(TestCa.keyStore(CA.localhost(KeyKind.EC_P256)), TestCa.PASSWORD.toCharArray())
                .trustStore(CA.trustStore());
    }
}
