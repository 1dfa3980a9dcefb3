package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.ClientHelloAnswer;
import io.handfast.ClientHelloCallback;
import io.handfast.ClientHelloView;
import io.handfast.HandfastContext;
import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server's program decides by the ClientHello what this client meets (RFC 8446 §4.1.2). */
class ClientHelloCallbackTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity USUAL =
            CA.leaf(KeyKind.EC_P256).dns("usual.example").issue();
    private static final Identity OTHER =
            CA.leaf(KeyKind.EC_P256).dns("other.example").issue();
    private static final Identity CLIENT =
            CA.leaf(KeyKind.EC_P256).subject("CN=client").clientAuth().issue();

    private final AtomicInteger calls = new AtomicInteger();

    private static HandfastContext builder(Identity identity) throws Exception {
        return HandfastContext.builder()
                .keyStore(TestCa.keyStore(identity), TestCa.PASSWORD.toCharArray())
                .trustStore(CA.trustStore());
    }

    private SSLContext server(ClientHelloCallback callback) throws Exception {
        return builder(USUAL)
                .clientHello(hello -> {
                    calls.incrementAndGet();
                    return callback.answer(hello);
                })
                .build();
    }

    private static SSLEngine client(SSLContext context, String name, String... protocols) {
        SSLEngine engine = context.createSSLEngine("usual.example", 443);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        engine.setSSLParameters(parameters);
        engine.setEnabledProtocols(protocols);
        return engine;
    }

    private static EnginePair meet(SSLContext client, SSLContext server, String name, String protocol) {
        return new EnginePair(client(client, name, protocol), server.createSSLEngine()).handshake();
    }

    private static void assertMet(EnginePair pair, Identity identity) throws Exception {
        assertNull(pair.serverFault, () -> String.valueOf(pair.serverFault));
        assertNull(pair.clientFault, () -> String.valueOf(pair.clientFault));
        assertEquals(identity.certificate(), pair.client.getSession().getPeerCertificates()[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aContextForEachName(String protocol) throws Exception {
        SSLContext other = builder(OTHER).needClientAuthentication().build();
        SSLContext server = server(hello -> hello.serverName().equals(Optional.of("other.example"))
                ? ClientHelloAnswer.context(other)
                : ClientHelloAnswer.proceed());
        SSLContext client = builder(CLIENT).build();
        EnginePair usual = meet(client, server, "usual.example", protocol);
        assertMet(usual, USUAL);
        assertSame(server.getServerSessionContext(), usual.server.getSession().getSessionContext());
        EnginePair changed = meet(client, server, "other.example", protocol);
        assertMet(changed, OTHER);
        assertEquals(CLIENT.certificate(), changed.server.getSession().getPeerCertificates()[0]);
        assertSame(other.getServerSessionContext(), changed.server.getSession().getSessionContext());
        assertEquals(2, calls.get());
        // A session of one context is not one of the other.
        EnginePair again = meet(client, server, "other.example", protocol);
        assertMet(again, OTHER);
        assertTrue(HandfastSession.of(again.client.getSession()).resumed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void parametersForEachClient(String protocol) throws Exception {
        HandfastParameters parameters = new HandfastParameters();
        parameters.setNeedClientAuth(true);
        parameters.setApplicationProtocols(new String[] {"special"});
        parameters.setNamedGroups(new String[] {"x448"});
        SSLContext server = server(hello -> ClientHelloAnswer.parameters(parameters));
        SSLEngine client = client(builder(CLIENT).build(), "usual.example", protocol);
        SSLParameters offered = client.getSSLParameters();
        offered.setApplicationProtocols(new String[] {"usual", "special"});
        client.setSSLParameters(offered);
        EnginePair pair = new EnginePair(client, server.createSSLEngine()).handshake();
        assertMet(pair, USUAL);
        assertEquals("special", pair.client.getApplicationProtocol());
        assertEquals(
                "x448",
                HandfastSession.of(pair.server.getSession()).namedGroup().orElse(""));
        assertEquals(CLIENT.certificate(), pair.server.getSession().getPeerCertificates()[0]);
        assertTrue(pair.server.getSSLParameters().getNeedClientAuth());
        // In TLS 1.3 the group costs another ClientHello, about which nobody is asked again.
        assertEquals(1, calls.get());
    }

    /** Neither a parameter of our own class nor a plain one weakens by what nobody said. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3, true", "TLSv1.2, true", "TLSv1.3, false", "TLSv1.2, false"})
    void whatTheAnswerDoesNotSayStays(String protocol, boolean ours) throws Exception {
        SSLParameters answer = ours ? new HandfastParameters() : new SSLParameters();
        answer.setProtocols(new String[] {protocol});
        SSLContext server = server(hello -> ClientHelloAnswer.parameters(answer));
        SSLEngine accepting = demanding(server);
        SSLContext known = builder(CLIENT).applicationProtocols("h2").build();
        EnginePair pair = new EnginePair(client(known, "usual.example", protocol), accepting).handshake();
        assertMet(pair, USUAL);
        assertEquals("h2", pair.client.getApplicationProtocol());
        assertEquals(CLIENT.certificate(), pair.server.getSession().getPeerCertificates()[0]);
        SSLParameters left = accepting.getSSLParameters();
        assertTrue(left.getUseCipherSuitesOrder());
        assertEquals(8192, left.getMaximumPacketSize());
        SSLEngine stranger = client(builder(USUAL).keyManagers().build(), "usual.example", protocol);
        EnginePair refused = new EnginePair(stranger, demanding(server)).handshake();
        assertTrue(String.valueOf(assertFault(refused.serverFault).getMessage()).contains("certificate"));
    }

    private static SSLEngine demanding(SSLContext server) {
        SSLEngine engine = server.createSSLEngine();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setNeedClientAuth(true);
        parameters.setApplicationProtocols(new String[] {"h2"});
        parameters.setMaximumPacketSize(8192);
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void anAnswerOfOurClassTakesBackWhatItSays(String protocol) throws Exception {
        HandfastParameters parameters = new HandfastParameters();
        parameters.setNeedClientAuth(false);
        parameters.setApplicationProtocols(new String[0]);
        parameters.setMaximumPacketSize(0);
        SSLContext server = server(hello -> ClientHelloAnswer.parameters(HandfastParameters.of(parameters)));
        SSLContext anybody =
                builder(USUAL).keyManagers().applicationProtocols("h2").build();
        SSLEngine accepting = demanding(server);
        assertMet(new EnginePair(client(anybody, "usual.example", protocol), accepting).handshake(), USUAL);
        assertEquals("", accepting.getApplicationProtocol());
        assertEquals(0, accepting.getSSLParameters().getApplicationProtocols().length);
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, ed25519, true",
        "TLSv1.2, ed25519, true",
        "TLSv1.3, ecdsa_secp256r1_sha256, false",
        "TLSv1.2, ecdsa_secp256r1_sha256, false",
    })
    void theAnswersWishesAboutTheChainAreEnforced(String protocol, String scheme, boolean refused) throws Exception {
        HandfastParameters parameters = new HandfastParameters();
        parameters.setNeedClientAuth(true);
        parameters.setCertificateSignatureSchemes(new String[] {scheme});
        SSLContext server = server(hello -> ClientHelloAnswer.parameters(parameters));
        EnginePair pair = meet(builder(CLIENT).build(), server, "usual.example", protocol);
        assertEquals(refused, pair.serverFault != null, () -> String.valueOf(pair.serverFault));
        if (refused) {
            String reason = String.valueOf(assertFault(pair.serverFault).getMessage());
            assertTrue(reason.contains("of certificates the program accepts"), reason);
        }
    }

    @Test
    void theAnswersPaddingIsThatOfTheRecords() throws Exception {
        HandfastParameters parameters = new HandfastParameters();
        parameters.setRecordPadding(4096);
        SSLContext server = server(hello -> ClientHelloAnswer.parameters(parameters));
        EnginePair pair = meet(builder(CLIENT).build(), server, "usual.example", "TLSv1.3");
        assertMet(pair, USUAL);
        ByteBuffer network = ByteBuffer.allocate(pair.server.getSession().getPacketBufferSize());
        // A record is its header, the padded content, the type and the tag.
        assertEquals(
                5 + 4096 + 1 + 16,
                pair.server.wrap(ByteBuffer.wrap(new byte[10]), network).bytesProduced());
    }

    @Test
    void theViewShowsWhatIsOffered() throws Exception {
        AtomicReference<ClientHelloView> seen = new AtomicReference<>();
        SSLContext server = server(hello -> {
            seen.set(hello);
            return ClientHelloAnswer.proceed();
        });
        SSLContext context = builder(CLIENT)
                .cipherSuites("TLS_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
                .groups("x25519", "secp256r1")
                .applicationProtocols("h2", "http/1.1")
                .build();
        HandfastParameters schemes = HandfastParameters.of(context.getDefaultSSLParameters());
        schemes.setSignatureSchemes(new String[] {"ecdsa_secp256r1_sha256", "rsa_pss_rsae_sha256"});
        SSLEngine client = client(context, "usual.example", "TLSv1.3", "TLSv1.2");
        schemes.setServerNames(client.getSSLParameters().getServerNames());
        client.setSSLParameters(schemes);
        assertMet(new EnginePair(client, server.createSSLEngine()).handshake(), USUAL);
        ClientHelloView view = assertNotNullView(seen.get());
        assertEquals("usual.example", view.serverName().orElse(""));
        assertEquals(List.of("h2", "http/1.1"), view.applicationProtocols());
        assertEquals(List.of("TLSv1.3", "TLSv1.2"), view.versions());
        assertEquals(List.of("x25519", "secp256r1"), view.groups());
        assertEquals(List.of("ecdsa_secp256r1_sha256", "rsa_pss_rsae_sha256"), view.signatureSchemes());
        assertEquals(
                List.of("TLS_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
                view.cipherSuites().subList(0, 2));
    }

    private static ClientHelloView assertNotNullView(@Nullable ClientHelloView view) {
        assertNotNull(view);
        return view;
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, unrecognized_name, nobody of that name here",
        "TLSv1.2, unrecognized_name, nobody of that name here",
        "TLSv1.3, access_denied, not from there",
    })
    void aRefusalSendsItsAlert(String protocol, String alert, String reason) throws Exception {
        SSLContext server = server(hello -> ClientHelloAnswer.refuse(alert, reason));
        EnginePair pair = meet(builder(CLIENT).build(), server, "usual.example", protocol);
        assertEquals(
                "(" + alert + ") " + reason,
                String.valueOf(assertFault(pair.serverFault).getMessage()));
        assertTrue(String.valueOf(assertFault(pair.clientFault).getMessage()).contains(alert));
    }

    private static Exception assertFault(@Nullable Exception fault) {
        assertNotNull(fault);
        return fault;
    }

    @Test
    void whatTheCallbackThrowsEndsTheConnection() throws Exception {
        SSLContext server = server(hello -> {
            throw new IllegalStateException("a callback that fails");
        });
        EnginePair pair = meet(builder(CLIENT).build(), server, "usual.example", "TLSv1.3");
        assertNotNull(pair.serverFault);
        assertTrue(String.valueOf(assertFault(pair.clientFault).getMessage()).contains("internal_error"));
        SSLContext unknown = server(hello -> ClientHelloAnswer.refuse("no_such_alert", "x"));
        assertNotNull(meet(builder(CLIENT).build(), unknown, "usual.example", "TLSv1.3").serverFault);
        SSLContext foreign = server(hello -> ClientHelloAnswer.context(foreignContext()));
        EnginePair mixed = meet(builder(CLIENT).build(), foreign, "usual.example", "TLSv1.3");
        assertTrue(String.valueOf(assertFault(mixed.serverFault).getMessage()).contains("not of Handfast"));
    }

    private static SSLContext foreignContext() {
        return Contexts.context(Contexts.jdk(), CA, OTHER);
    }

    @Test
    void itIsAskedInATaskAndNotUnderALock() throws Exception {
        AtomicReference<SSLEngine> engine = new AtomicReference<>();
        SSLContext server = server(hello -> {
            // Under the engine's lock another thread could not look at the engine.
            ExecutorService another = Executors.newSingleThreadExecutor();
            try {
                Future<String> status = another.submit(() ->
                        assertNotNullEngine(engine.get()).getHandshakeStatus().name());
                assertEquals("NEED_TASK", status.get(5, TimeUnit.SECONDS));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                another.shutdownNow();
            }
            return ClientHelloAnswer.proceed();
        });
        SSLEngine accepted = server.createSSLEngine();
        engine.set(accepted);
        EnginePair pair = new EnginePair(client(builder(CLIENT).build(), "usual.example", "TLSv1.3"), accepted);
        assertMet(pair.handshake(), USUAL);
        assertEquals(1, calls.get());
    }

    private static SSLEngine assertNotNullEngine(@Nullable SSLEngine engine) {
        assertNotNull(engine);
        return engine;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void socketsAskToo(String protocol) throws Exception {
        SSLContext other = builder(OTHER).build();
        SSLContext server = server(hello -> ClientHelloAnswer.context(other));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (SSLServerSocket listening = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Callable<SSLSession> accepting = () -> {
                try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                    accepted.startHandshake();
                    accepted.getOutputStream().write(1);
                    return accepted.getSession();
                }
            };
            Future<SSLSession> session = pool.submit(accepting);
            try (SSLSocket socket = (SSLSocket) builder(CLIENT)
                    .build()
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                socket.setEnabledProtocols(new String[] {protocol});
                socket.startHandshake();
                assertEquals(OTHER.certificate(), socket.getSession().getPeerCertificates()[0]);
                assertEquals(1, socket.getInputStream().read());
            }
            assertSame(
                    other.getServerSessionContext(),
                    session.get(10, TimeUnit.SECONDS).getSessionContext());
            assertEquals(1, calls.get());
        } finally {
            pool.shutdownNow();
        }
    }
}
