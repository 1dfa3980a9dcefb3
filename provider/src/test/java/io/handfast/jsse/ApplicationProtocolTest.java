package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastSession;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server's choice of the application protocol: who makes it, and who knows of it in time (RFC 7301 §3.2). */
@Timeout(60)
class ApplicationProtocolTest {
    private static final String CHALLENGE = "acme-tls/1";
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity ORDINARY = CA.localhost(KeyKind.EC_P256);
    private static final Identity CHALLENGED = CA.localhost(KeyKind.EC_P256);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA);

    /** Shows another certificate to who wants to see a challenge met (RFC 8737 §3), and notes what it was asked for. */
    private static final class ByProtocol extends X509ExtendedKeyManager {
        final List<String> protocols = new ArrayList<>();

        private @Nullable String choose(String keyType, @Nullable String protocol) {
            protocols.add(String.valueOf(protocol));
            if (!keyType.equals("EC")) {
                return null;
            }
            return CHALLENGE.equals(protocol) ? CHALLENGE : "ordinary";
        }

        private static Identity identity(String alias) {
            return alias.equals(CHALLENGE) ? CHALLENGED : ORDINARY;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            assertNotNull(engine);
            return choose(keyType, engine.getHandshakeApplicationProtocol());
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            assertNotNull(socket);
            return choose(keyType, ((SSLSocket) socket).getHandshakeApplicationProtocol());
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

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
        public X509Certificate[] getCertificateChain(String alias) {
            return identity(alias).chainArray();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identity(alias).privateKey();
        }
    }

    private static SSLContext server(KeyManager keys) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS", Contexts.HANDFAST);
        context.init(new KeyManager[] {keys}, null, null);
        return context;
    }

    private static SSLParameters with(SSLParameters parameters, String... protocols) {
        parameters.setApplicationProtocols(protocols);
        return parameters;
    }

    private static EnginePair offering(SSLContext server, String version, String... protocols) {
        EnginePair pair = new EnginePair(CLIENT.createSSLEngine("localhost", 443), server.createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        pair.client.setSSLParameters(with(pair.client.getSSLParameters(), protocols));
        return pair;
    }

    private static void assertKnown(List<String> protocols, String expected) {
        assertFalse(protocols.isEmpty());
        protocols.forEach(each -> assertEquals(expected, each));
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, acme-tls/1, false",
        "TLSv1.3, acme-tls/1, true",
        "TLSv1.3, h2, false",
        "TLSv1.3, h2, true",
        "TLSv1.2, acme-tls/1, false",
        "TLSv1.2, h2, false"
    })
    void theKeyManagerOfAnEngineKnowsIt(String version, String protocol, boolean selector) throws Exception {
        ByProtocol keys = new ByProtocol();
        EnginePair pair = offering(server(keys), version, protocol);
        if (selector) {
            pair.server.setHandshakeApplicationProtocolSelector((engine, offered) -> offered.get(0));
        } else {
            pair.server.setSSLParameters(with(pair.server.getSSLParameters(), CHALLENGE, "h2"));
        }
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        assertKnown(keys.protocols, protocol);
        Identity expected = protocol.equals(CHALLENGE) ? CHALLENGED : ORDINARY;
        assertEquals(expected.certificate(), pair.client.getSession().getPeerCertificates()[0]);
        assertEquals(protocol, pair.server.getApplicationProtocol());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theKeyManagerOfASocketKnowsIt(String version) throws Exception {
        ByProtocol keys = new ByProtocol();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (SSLServerSocket listener = (SSLServerSocket)
                server(keys).getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSSLParameters(with(listener.getSSLParameters(), CHALLENGE, "h2"));
            Future<Integer> serving = threads.submit(() -> {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                    return socket.getInputStream().read();
                }
            });
            try (SSLSocket socket =
                    (SSLSocket) CLIENT.getSocketFactory().createSocket("localhost", listener.getLocalPort())) {
                socket.setEnabledProtocols(new String[] {version});
                socket.setSSLParameters(with(socket.getSSLParameters(), CHALLENGE));
                socket.getOutputStream().write(3);
                assertEquals(3, serving.get());
                assertEquals(CHALLENGED.certificate(), socket.getSession().getPeerCertificates()[0]);
            }
        } finally {
            threads.shutdownNow();
        }
        assertKnown(keys.protocols, CHALLENGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aSelectorKnowsTheSuite(String version) throws Exception {
        EnginePair pair = offering(server(new ByProtocol()), version, "h2");
        List<String> suites = new ArrayList<>();
        pair.server.setHandshakeApplicationProtocolSelector((engine, offered) -> {
            suites.add(engine.getHandshakeSession().getCipherSuite());
            return "h2";
        });
        pair.handshake();
        assertNull(pair.clientFault);
        assertEquals(List.of(pair.server.getSession().getCipherSuite()), suites);
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, gamma, false",
        "TLSv1.3, gamma, true",
        "TLSv1.3, long, false",
        "TLSv1.3, long, true",
        "TLSv1.2, gamma, false",
        "TLSv1.2, gamma, true",
        "TLSv1.2, long, false",
        "TLSv1.2, long, true"
    })
    void aSelectorsAnswerMustHaveBeenOffered(String version, String name, boolean resumption) throws Exception {
        String answer = name.equals("long") ? "x".repeat(256) : name;
        SSLContext client = Contexts.context(Contexts.HANDFAST, CA);
        SSLContext server = server(new ByProtocol());
        EnginePair pair = null;
        for (String each : resumption ? List.of("alpha", "beta", answer) : List.of(answer)) {
            pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
            pair.client.setEnabledProtocols(new String[] {version});
            pair.client.setSSLParameters(with(pair.client.getSSLParameters(), "alpha", "beta"));
            BiFunction<SSLEngine, List<String>, String> selector = (engine, offered) -> each;
            pair.server.setHandshakeApplicationProtocolSelector(selector);
            pair.handshake();
            if (each.equals("beta")) {
                assertTrue(HandfastSession.of(pair.server.getSession()).resumed());
            }
        }
        assertNotNull(pair);
        assertInstanceOf(SSLHandshakeException.class, pair.serverFault);
        String said = String.valueOf(pair.serverFault);
        assertTrue(said.contains("(no_application_protocol)"), said);
        assertTrue(said.contains("selector chose"), said);
        String told = String.valueOf(pair.clientFault);
        assertTrue(told.contains("no_application_protocol"), told);
        assertTrue(said.length() < 500, "such a name is not shown in full");
    }
}
