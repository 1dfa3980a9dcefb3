package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.TlsException;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What managers see, and that nobody waits for them but the handshake. */
@Timeout(60)
class CallbacksTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity IDENTITY = CA.localhost(KeyKind.EC_P256);
    private static final SSLContext SERVER = Contexts.context(Contexts.HANDFAST, CA, IDENTITY);

    /** What a test does while a chain is being checked; exactly one of engine and socket is there. */
    private interface Check {
        void check(X509Certificate[] chain, @Nullable SSLEngine engine, @Nullable SSLSocket socket)
                throws CertificateException;
    }

    /** A trust manager that leaves the decision to the test. */
    private static final class Trusting extends X509ExtendedTrustManager {
        private final Check check;

        Trusting(Check check) {
            this.check = check;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new IllegalStateException("not the method for this");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new IllegalStateException("not the method for this");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check.check(chain, null, (SSLSocket) socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check.check(chain, null, (SSLSocket) socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check.check(chain, engine, null);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check.check(chain, engine, null);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static SSLContext client(Check check) {
        return context(null, check);
    }

    private static SSLContext context(@Nullable KeyManager keys, Check check) {
        try {
            SSLContext context = SSLContext.getInstance("TLS", Contexts.HANDFAST);
            KeyManager[] keyManagers = keys == null ? new KeyManager[0] : new KeyManager[] {keys};
            context.init(keyManagers, new TrustManager[] {new Trusting(check)}, null);
            return context;
        } catch (NoSuchAlgorithmException | KeyManagementException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theHandshakeSessionTellsWhatIsKnownAndLivesOn(String version) throws Exception {
        CompletableFuture<ExtendedSSLSession> seen = new CompletableFuture<>();
        EnginePair pair = new EnginePair(
                client((chain, engine, socket) -> {
                            assertNotNull(engine);
                            ExtendedSSLSession session = (ExtendedSSLSession) engine.getHandshakeSession();
                            assertEquals(version, session.getProtocol());
                            assertEquals("localhost", session.getPeerHost());
                            assertEquals(List.of(new SNIHostName("localhost")), session.getRequestedServerNames());
                            assertEquals(chain.length, 2);
                            session.putValue("noted", "by the trust manager");
                            seen.complete(session);
                        })
                        .createSSLEngine("localhost", 443),
                SERVER.createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        pair.handshake();
        assertNull(pair.clientFault);
        assertSame(seen.get(), pair.client.getSession());
        assertEquals("by the trust manager", pair.client.getSession().getValue("noted"));
        assertNull(pair.client.getHandshakeSession());
    }

    @Test
    void anEngineAnswersAtOnceWhileATaskRuns() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        SSLContext slow = client((chain, engine, socket) -> {
            entered.countDown();
            try {
                assertTrue(release.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new CertificateException(e);
            }
        });
        SSLEngine client = slow.createSSLEngine("localhost", 443);
        client.setUseClientMode(true);
        SSLEngine server = SERVER.createSSLEngine();
        server.setUseClientMode(false);
        ByteBuffer toServer = ByteBuffer.allocate(40_000);
        ByteBuffer toClient = ByteBuffer.allocate(40_000);
        client.wrap(ByteBuffer.allocate(0), toServer);
        server.unwrap(toServer.flip(), ByteBuffer.allocate(0));
        server.getDelegatedTask().run();
        while (server.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            server.wrap(ByteBuffer.allocate(0), toClient);
        }
        toClient.flip();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> running = null;
            while (entered.getCount() > 0) {
                if (client.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                    Runnable task = client.getDelegatedTask();
                    if (task != null) {
                        running = threads.submit(task);
                    }
                    if (entered.await(20, TimeUnit.MILLISECONDS)) {
                        break;
                    }
                } else {
                    client.unwrap(toClient, ByteBuffer.allocate(0));
                }
            }
            assertNotNull(running);
            // The trust manager waits, but nobody here does.
            assertEquals(HandshakeStatus.NEED_TASK, client.getHandshakeStatus());
            assertNull(client.getDelegatedTask());
            ByteBuffer some = ByteBuffer.allocate(20_000);
            assertEquals(0, client.wrap(ByteBuffer.allocate(10), some).bytesProduced());
            assertEquals(
                    0, client.unwrap(some.duplicate(), ByteBuffer.allocate(10)).bytesConsumed());
            client.closeOutbound();
            // user_canceled, then close_notify
            assertEquals(Status.OK, client.wrap(ByteBuffer.allocate(0), some).getStatus());
            assertEquals(
                    Status.CLOSED, client.wrap(ByteBuffer.allocate(0), some).getStatus());
            assertTrue(client.isOutboundDone());
            release.countDown();
            running.get();
            assertEquals(HandshakeStatus.NOT_HANDSHAKING, client.getHandshakeStatus());
        } finally {
            release.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void aTrustManagerThatFailsInAnyWayDoesNotConsent() {
        EnginePair pair = new EnginePair(
                client((chain, engine, socket) -> {
                            throw new IllegalStateException("out of order");
                        })
                        .createSSLEngine("localhost", 443),
                SERVER.createSSLEngine());
        pair.handshake();
        assertTrue(String.valueOf(pair.clientFault).contains("out of order"));
        assertNotNull(pair.clientFault);
        assertInstanceOf(IllegalStateException.class, pair.clientFault.getCause());
        assertTrue(String.valueOf(pair.serverFault).contains("certificate_unknown"));
    }

    /** Programs decide by the cause whether another attempt makes sense, as OkHttp does. */
    @Test
    void whatATrustManagerThrowsIsTheCause() throws Exception {
        CertificateException refusal = new CertificateException("not this one");
        SSLContext refusing = client((chain, engine, socket) -> {
            throw refusal;
        });
        EnginePair pair =
                new EnginePair(refusing.createSSLEngine("localhost", 443), SERVER.createSSLEngine()).handshake();
        SSLException fault = pair.clientFault;
        assertNotNull(fault);
        assertSame(refusal, fault.getCause());
        assertInstanceOf(TlsException.class, fault.getSuppressed()[0]);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (SSLServerSocket listener = (SSLServerSocket)
                        SERVER.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket socket =
                        (SSLSocket) refusing.getSocketFactory().createSocket("localhost", listener.getLocalPort())) {
            Future<SSLException> serving = threads.submit(() -> {
                try (SSLSocket accepted = (SSLSocket) listener.accept()) {
                    return assertThrows(SSLException.class, accepted.getInputStream()::read);
                }
            });
            assertSame(
                    refusal,
                    assertThrows(SSLHandshakeException.class, socket::startHandshake)
                            .getCause());
            assertTrue(String.valueOf(serving.get().getMessage()).contains("certificate_unknown"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPlainKeyManagerServesEngines() {
        SSLContext server = context(new PlainKeys(IDENTITY), (chain, engine, socket) -> {
            throw new CertificateException("no client is asked");
        });
        EnginePair pair = new EnginePair(
                Contexts.context(Contexts.HANDFAST, CA).createSSLEngine("localhost", 443), server.createSSLEngine());
        pair.handshake();
        assertNull(pair.clientFault);
        assertEquals(1, pair.serverFinished);
        assertEquals(IDENTITY.certificate(), pair.server.getSession().getLocalCertificates()[0]);
    }

    /** A key manager from before engines. */
    private record PlainKeys(Identity identity) implements X509KeyManager {
        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return keyType.equals("EC") ? "the only one" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return identity.chainArray();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identity.privateKey();
        }
    }

    @Test
    void aCallbackCannotUseTheSocketThatIsBeingMade() throws Exception {
        CompletableFuture<String> suiteInside = new CompletableFuture<>();
        SSLContext client = client((chain, engine, socket) -> {
            assertNotNull(socket);
            assertEquals("localhost", socket.getHandshakeSession().getPeerHost());
            suiteInside.complete(socket.getSession().getCipherSuite());
            assertThrows(SSLException.class, () -> socket.getOutputStream().write(1));
        });
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (SSLServerSocket listener = (SSLServerSocket)
                SERVER.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Integer> serving = threads.submit(() -> {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                    return socket.getInputStream().read();
                }
            });
            try (Socket socket = client.getSocketFactory().createSocket("localhost", listener.getLocalPort())) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(3);
                assertEquals(3, serving.get());
            }
            assertEquals("SSL_NULL_WITH_NULL_NULL", suiteInside.get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closingASocketDoesNotWaitForItsTrustManager() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        SSLContext slow = client((chain, engine, socket) -> {
            entered.countDown();
            try {
                assertTrue(release.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new CertificateException(e);
            }
        });
        ExecutorService threads = Executors.newCachedThreadPool();
        try (SSLServerSocket listener = (SSLServerSocket)
                SERVER.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Integer> serving = threads.submit(() -> {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                    return socket.getInputStream().read();
                }
            });
            SSLSocket socket = (SSLSocket) slow.getSocketFactory().createSocket("localhost", listener.getLocalPort());
            Future<?> shaking = threads.submit(() -> {
                socket.startHandshake();
                return null;
            });
            assertTrue(entered.await(20, TimeUnit.SECONDS));
            socket.close();
            assertTrue(socket.isClosed());
            assertFalse(shaking.isDone());
            release.countDown();
            ExecutionException ended = assertThrows(ExecutionException.class, shaking::get);
            assertInstanceOf(IOException.class, ended.getCause());
            ExecutionException heard = assertThrows(ExecutionException.class, serving::get);
            assertInstanceOf(SSLException.class, heard.getCause());
        } finally {
            release.countDown();
            threads.shutdownNow();
        }
    }
}
