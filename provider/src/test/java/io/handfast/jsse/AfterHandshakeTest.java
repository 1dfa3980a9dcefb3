package io.handfast.jsse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastConnection;
import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program can ask of a connection when the handshake is over, and the policy on groups, over engines and sockets. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AfterHandshakeTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity SERVER = CA.localhost(KeyKind.EC_P256);
    private static final Identity CLIENT = CA.localhost(KeyKind.RSA);
    private static final byte[] WORDS = "some words".getBytes(US_ASCII);

    private final SSLContext serverContext = Contexts.context(Contexts.HANDFAST, CA, SERVER);
    private final SSLContext clientContext = Contexts.context(Contexts.HANDFAST, CA, CLIENT);

    @Test
    void anEngineLearnsLateWhoTheClientIs() throws SSLException, IOException {
        EnginePair pair = pair(parameters -> parameters.setPostHandshakeAuthentication(true), parameters -> {});
        assertThrows(SSLPeerUnverifiedException.class, pair.server.getSession()::getPeerCertificates);
        HandfastConnection connection = HandfastConnection.of(pair.server);
        assertFalse(connection.clientAuthenticationPending());
        connection.requestClientAuthentication();
        assertTrue(connection.clientAuthenticationPending());
        assertArrayEquals(WORDS, relay(pair, WORDS), "both go on speaking");
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        assertFalse(connection.clientAuthenticationPending());
        assertArrayEquals(CLIENT.chainArray(), pair.server.getSession().getPeerCertificates());
        assertArrayEquals(CLIENT.chainArray(), pair.client.getSession().getLocalCertificates());
        // Programs cast the array, as they can with the JDK's: the driver of PostgreSQL does.
        assertInstanceOf(X509Certificate[].class, pair.server.getSession().getPeerCertificates());
        assertInstanceOf(X509Certificate[].class, pair.client.getSession().getLocalCertificates());
        assertEquals(1, pair.serverFinished, "there was one handshake");
        assertArrayEquals(WORDS, relay(pair, WORDS));
    }

    /** What the server seals behind its request arrives after the client has dealt with that. */
    private static byte[] relay(EnginePair pair, byte[] words) throws SSLException {
        pair.handshake();
        return EnginePair.transfer(pair.server, pair.client, words);
    }

    @Test
    void aClientThatOfferedNothingCannotBeAsked() throws SSLException {
        EnginePair pair = pair(parameters -> {}, parameters -> {});
        HandfastConnection server = HandfastConnection.of(pair.server);
        IllegalStateException refusal = assertThrows(IllegalStateException.class, server::requestClientAuthentication);
        assertTrue(refusal.toString().contains("did not offer"), refusal.toString());
        assertThrows(IllegalStateException.class, HandfastConnection.of(pair.client)::requestClientAuthentication);
        assertArrayEquals(WORDS, EnginePair.transfer(pair.client, pair.server, WORDS));
    }

    @Test
    void enginesRenewTheirKeys() throws IOException {
        EnginePair pair = pair(parameters -> {}, parameters -> {});
        for (SSLEngine engine : List.of(pair.client, pair.server)) {
            HandfastConnection.of(engine).updateKeys();
            pair.handshake();
            assertNull(pair.clientFault);
            assertNull(pair.serverFault);
            assertArrayEquals(WORDS, EnginePair.transfer(pair.client, pair.server, WORDS));
            assertArrayEquals(WORDS, EnginePair.transfer(pair.server, pair.client, WORDS));
        }
        EnginePair old = pair(parameters -> parameters.setProtocols(new String[] {"TLSv1.2"}), parameters -> {});
        assertThrows(IllegalStateException.class, HandfastConnection.of(old.client)::updateKeys);
        SSLEngine idle = clientContext.createSSLEngine();
        assertThrows(IllegalStateException.class, HandfastConnection.of(idle)::updateKeys);
        assertThrows(IllegalStateException.class, HandfastConnection.of(idle)::requestClientAuthentication);
        assertFalse(HandfastConnection.of(idle).clientAuthenticationPending());
    }

    @Test
    void aSocketAsksWhileTheClientReads() throws Exception {
        try (SSLServerSocket listener =
                        (SSLServerSocket) serverContext.getServerSocketFactory().createServerSocket(0);
                SSLSocket client = (SSLSocket)
                        clientContext.getSocketFactory().createSocket("localhost", listener.getLocalPort())) {
            CompletableFuture<Integer> echo = CompletableFuture.supplyAsync(() -> answer(client));
            try (SSLSocket server = (SSLSocket) listener.accept()) {
                server.getOutputStream().write(1);
                assertEquals(1, server.getInputStream().read());
                HandfastConnection connection = HandfastConnection.of(server);
                assertThrows(SSLPeerUnverifiedException.class, server.getSession()::getPeerCertificates);
                connection.requestClientAuthentication();
                connection.updateKeys();
                server.getOutputStream().write(2);
                assertEquals(2, server.getInputStream().read());
                assertFalse(connection.clientAuthenticationPending());
                assertArrayEquals(CLIENT.chainArray(), server.getSession().getPeerCertificates());
                server.getOutputStream().write(0);
                assertEquals(2, echo.get(30, TimeUnit.SECONDS));
            }
        }
    }

    /** Gives back every byte until a zero comes; how many there were. */
    private static int answer(SSLSocket client) {
        try {
            HandfastParameters parameters = HandfastParameters.of(client.getSSLParameters());
            parameters.setPostHandshakeAuthentication(true);
            client.setSSLParameters(parameters);
            int count = 0;
            for (int read = client.getInputStream().read();
                    read > 0;
                    read = client.getInputStream().read()) {
                client.getOutputStream().write(read);
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theFirstChoiceIsPostQuantum() throws SSLException {
        EnginePair pair = pair(parameters -> {}, parameters -> parameters.setPostQuantumRequired(true));
        assertEquals(
                "X25519MLKEM768",
                HandfastSession.of(pair.client.getSession()).namedGroup().orElseThrow());
    }

    @Test
    void aServerThatRequiresItRefusesAnythingElse() {
        EnginePair classical = faulty(
                parameters -> parameters.setNamedGroups(new String[] {"x25519", "secp256r1"}),
                parameters -> parameters.setPostQuantumRequired(true));
        assertRefusal(classical.serverFault, "post-quantum key exchange is required here");
        EnginePair old = faulty(
                parameters -> parameters.setProtocols(new String[] {"TLSv1.2"}),
                parameters -> parameters.setPostQuantumRequired(true));
        assertRefusal(old.serverFault, "post-quantum key exchange is required here");
    }

    @Test
    void aClientThatRequiresItRefusesAnythingElse() {
        // Another group is not offered, so that it is the server that finds nothing in common.
        EnginePair classical = faulty(
                parameters -> parameters.setPostQuantumRequired(true),
                parameters -> parameters.setNamedGroups(new String[] {"x25519"}));
        assertRefusal(classical.serverFault, "no common group");
        EnginePair impossible = faulty(
                parameters -> {
                    parameters.setPostQuantumRequired(true);
                    parameters.setNamedGroups(new String[] {"x25519"});
                },
                parameters -> {});
        assertRefusal(impossible.clientFault, "with the post-quantum key exchange that is required");
        EnginePair old = faulty(
                parameters -> {
                    parameters.setPostQuantumRequired(true);
                    parameters.setProtocols(new String[] {"TLSv1.2"});
                },
                parameters -> {});
        assertRefusal(old.clientFault, "with the post-quantum key exchange that is required");
    }

    @Test
    void thePropertyRequiresItForEveryConnection() {
        System.setProperty("io.handfast.postQuantum", "required");
        try {
            SSLContext strict = Contexts.context(Contexts.HANDFAST, CA, SERVER);
            SSLEngine classical = clientContext.createSSLEngine("localhost", 1);
            HandfastParameters parameters = HandfastParameters.of(classical.getSSLParameters());
            parameters.setNamedGroups(new String[] {"x25519"});
            classical.setSSLParameters(parameters);
            EnginePair pair = new EnginePair(classical, strict.createSSLEngine()).handshake();
            assertRefusal(pair.serverFault, "post-quantum key exchange is required here");
            System.setProperty("io.handfast.postQuantum", "perhaps");
            assertThrows(
                    RuntimeException.class,
                    () -> Contexts.context(Contexts.HANDFAST, CA, SERVER).createSSLEngine());
        } finally {
            System.clearProperty("io.handfast.postQuantum");
        }
    }

    private static void assertRefusal(@Nullable SSLException fault, String why) {
        assertTrue(String.valueOf(fault).contains(why), String.valueOf(fault));
    }

    private EnginePair pair(Consumer<HandfastParameters> ofClient, Consumer<HandfastParameters> ofServer) {
        EnginePair pair = faulty(ofClient, ofServer);
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        return pair;
    }

    private EnginePair faulty(Consumer<HandfastParameters> ofClient, Consumer<HandfastParameters> ofServer) {
        EnginePair pair =
                new EnginePair(clientContext.createSSLEngine("localhost", 1), serverContext.createSSLEngine());
        set(pair.client, ofClient);
        set(pair.server, ofServer);
        return pair.handshake();
    }

    private static void set(SSLEngine engine, Consumer<HandfastParameters> change) {
        HandfastParameters parameters = HandfastParameters.of(engine.getSSLParameters());
        change.accept(parameters);
        engine.setSSLParameters(parameters);
    }
}
