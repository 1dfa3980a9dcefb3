package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastSession;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.SecretKey;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and bindings for protocols above the connection (RFC 5705, RFC 8446 §7.5, RFC 5929, RFC 9266). */
class KeyingMaterialTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA);
    private static final SSLContext SERVER = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));
    private static final String LABEL = "EXPERIMENTAL-handfast";
    private static final byte[] CONTEXT = "context".getBytes(StandardCharsets.US_ASCII);

    private static EnginePair connected(String version) {
        EnginePair pair = new EnginePair(CLIENT.createSSLEngine("localhost", -1), SERVER.createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        pair.handshake();
        assertNull(pair.clientFault);
        return pair;
    }

    private static HandfastSession client(EnginePair pair) {
        return HandfastSession.of(pair.client.getSession());
    }

    private static HandfastSession server(EnginePair pair) {
        return HandfastSession.of(pair.server.getSession());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void bothEndsExportTheSame(String version) throws SSLException {
        EnginePair pair = connected(version);
        Set<String> distinct = new HashSet<>();
        for (byte[] context : new byte[][] {null, {}, CONTEXT}) {
            byte[] exported = client(pair).exportKeyingMaterialData(LABEL, context, 48);
            assertEquals(48, exported.length);
            assertArrayEquals(exported, server(pair).exportKeyingMaterialData(LABEL, context, 48));
            distinct.add(Arrays.toString(exported));
        }
        // RFC 5705 §4: no context is not an empty one; RFC 8446 §7.5: it is
        assertEquals(version.equals("TLSv1.3") ? 2 : 3, distinct.size());
        assertFalse(Arrays.equals(
                client(pair).exportKeyingMaterialData(LABEL, null, 48),
                client(pair).exportKeyingMaterialData(LABEL + "2", null, 48)));
        SecretKey key = server(pair).exportKeyingMaterialKey("AES", LABEL, CONTEXT, 32);
        assertEquals("AES", key.getAlgorithm());
        assertArrayEquals(client(pair).exportKeyingMaterialData(LABEL, CONTEXT, 32), key.getEncoded());
    }

    @Test
    void anotherConnectionExportsOtherKeys() throws SSLException {
        assertFalse(Arrays.equals(
                client(connected("TLSv1.3")).exportKeyingMaterialData(LABEL, null, 32),
                client(connected("TLSv1.3")).exportKeyingMaterialData(LABEL, null, 32)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void argumentsOutOfBounds(String version) {
        HandfastSession session = client(connected(version));
        String tooLong = "x".repeat(250);
        assertThrows(IllegalArgumentException.class, () -> session.exportKeyingMaterialData(LABEL, null, 0));
        assertThrows(IllegalArgumentException.class, () -> session.exportKeyingMaterialData(LABEL, null, -1));
        assertThrows(IllegalArgumentException.class, () -> session.exportKeyingMaterialData("", null, 1));
        assertThrows(IllegalArgumentException.class, () -> session.exportKeyingMaterialData("ü", null, 1));
        if (version.equals("TLSv1.3")) {
            assertThrows(IllegalArgumentException.class, () -> session.exportKeyingMaterialData(tooLong, null, 1));
            assertThrows(
                    IllegalArgumentException.class, () -> session.exportKeyingMaterialData(LABEL, null, 255 * 48 + 1));
        } else {
            assertThrows(
                    IllegalArgumentException.class, () -> session.exportKeyingMaterialData("key expansion", null, 1));
            assertThrows(
                    IllegalArgumentException.class, () -> session.exportKeyingMaterialData(LABEL, new byte[65536], 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void onlyWhileThereIsAConnection(String version) throws SSLException {
        EnginePair pair = new EnginePair(CLIENT.createSSLEngine("localhost", -1), SERVER.createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        pair.client.beginHandshake();
        HandfastSession early = HandfastSession.of(pair.client.getHandshakeSession());
        assertThrows(IllegalStateException.class, () -> early.exportKeyingMaterialData(LABEL, null, 1));
        assertEquals(Optional.empty(), early.channelBinding("tls-exporter"));
        HandfastSession none = HandfastSession.of(pair.client.getSession());
        assertThrows(IllegalStateException.class, () -> none.exportKeyingMaterialData(LABEL, null, 1));
        pair.handshake();
        HandfastSession session = client(pair);
        assertEquals(1, session.exportKeyingMaterialData(LABEL, null, 1).length);
        pair.client.closeOutbound();
        pair.server.closeOutbound();
        pair.handshake();
        assertTrue(pair.client.isInboundDone());
        assertThrows(IllegalStateException.class, () -> session.exportKeyingMaterialData(LABEL, null, 1));
        assertEquals(Optional.empty(), session.channelBinding("tls-unique"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void notFromASocketThatWasClosed(String version) throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (SSLServerSocket listener = (SSLServerSocket)
                        SERVER.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket socket =
                        (SSLSocket) CLIENT.getSocketFactory().createSocket("localhost", listener.getLocalPort())) {
            CountDownLatch closed = new CountDownLatch(1);
            Future<Integer> serving = threads.submit(() -> {
                try (SSLSocket accepted = (SSLSocket) listener.accept()) {
                    int first = accepted.getInputStream().read();
                    closed.await();
                    return first;
                }
            });
            socket.setEnabledProtocols(new String[] {version});
            socket.getOutputStream().write(5);
            HandfastSession session = HandfastSession.of(socket.getSession());
            assertEquals(1, session.exportKeyingMaterialData(LABEL, null, 1).length);
            // The peer has not said goodbye by then.
            socket.close();
            closed.countDown();
            assertThrows(IllegalStateException.class, () -> session.exportKeyingMaterialData(LABEL, null, 1));
            assertEquals(Optional.empty(), session.channelBinding("tls-exporter"));
            assertEquals(Optional.empty(), session.channelBinding("tls-unique"));
            assertEquals(version, socket.getSession().getProtocol());
            assertEquals(5, serving.get());
        } finally {
            threads.shutdownNow();
        }
    }

    /** ExtendedSSLSession has the methods from JDK 25 on; there a program calls them without knowing us. */
    @Test
    void theStandardMethodsAreOurs() throws Exception {
        EnginePair pair = connected("TLSv1.3");
        Optional<Method> standard = Arrays.stream(ExtendedSSLSession.class.getMethods())
                .filter(method -> method.getName().equals("exportKeyingMaterialData"))
                .findFirst();
        assertEquals(Runtime.version().feature() >= 25, standard.isPresent());
        if (standard.isPresent()) {
            assertArrayEquals(client(pair).exportKeyingMaterialData(LABEL, CONTEXT, 20), (byte[])
                    standard.get().invoke(pair.server.getSession(), LABEL, CONTEXT, 20));
        }
    }

    @Test
    @Spec("RFC8446-E.1-2")
    void bindings13() throws Exception {
        EnginePair pair = connected("TLSv1.3");
        byte[] binding = client(pair).channelBinding("tls-exporter").orElseThrow();
        assertArrayEquals(client(pair).exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32), binding);
        assertArrayEquals(binding, server(pair).channelBinding("tls-exporter").orElseThrow());
        assertEquals(Optional.empty(), client(pair).channelBinding("tls-unique"), "not in TLS 1.3");
    }

    @Test
    void bindings12() throws Exception {
        EnginePair pair = connected("TLSv1.2");
        byte[] unique = client(pair).channelBinding("tls-unique").orElseThrow();
        assertEquals(12, unique.length);
        assertArrayEquals(unique, server(pair).channelBinding("tls-unique").orElseThrow());
        assertArrayEquals(
                client(pair).channelBinding("tls-exporter").orElseThrow(),
                server(pair).exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32));
        assertThrows(IllegalArgumentException.class, () -> client(pair).channelBinding("tls-unique-for-telnet"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aResumedConnectionHasItsOwn(String version) throws Exception {
        byte[][] bindings = new byte[2][];
        for (int i = 0; i < 2; i++) {
            EnginePair pair = new EnginePair(CLIENT.createSSLEngine("localhost", 4433), SERVER.createSSLEngine());
            pair.client.setEnabledProtocols(new String[] {version});
            pair.handshake();
            assertEquals(i == 1, client(pair).resumed());
            for (String type : new String[] {"tls-exporter", "tls-unique", "tls-server-end-point"}) {
                Optional<byte[]> ours = client(pair).channelBinding(type);
                Optional<byte[]> theirs = server(pair).channelBinding(type);
                assertEquals(type.equals("tls-unique") && version.equals("TLSv1.3"), ours.isEmpty());
                assertEquals(ours.map(Arrays::toString), theirs.map(Arrays::toString), type);
            }
            bindings[i] = client(pair).channelBinding("tls-exporter").orElseThrow();
        }
        assertFalse(Arrays.equals(bindings[0], bindings[1]));
    }

    @ParameterizedTest
    @CsvSource({"EC_P256, SHA-256", "EC_P384, SHA-384", "RSA, SHA-256", "RSASSA_PSS, SHA-256", "ED25519, ''"})
    void serverEndPoint(KeyKind signer, String digest) throws Exception {
        TestCa ca = TestCa.of(signer);
        EnginePair pair = new EnginePair(
                Contexts.context(Contexts.HANDFAST, ca).createSSLEngine("localhost", -1),
                Contexts.context(Contexts.HANDFAST, ca, ca.localhost(signer)).createSSLEngine());
        pair.handshake();
        Optional<byte[]> binding = client(pair).channelBinding("tls-server-end-point");
        assertEquals(digest.isEmpty(), binding.isEmpty());
        assertEquals(
                binding.map(Arrays::toString),
                server(pair).channelBinding("tls-server-end-point").map(Arrays::toString));
        if (binding.isPresent()) {
            byte[] encoded = pair.client.getSession().getPeerCertificates()[0].getEncoded();
            assertArrayEquals(MessageDigest.getInstance(digest).digest(encoded), binding.get());
        }
    }
}
