package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastProvider;
import io.handfast.HandshakeEvent;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs ask for, and what of it arrives in the handshake. */
class SettingsTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA);
    private static final SSLContext SERVER = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));

    private static SSLEngine engine() {
        SSLEngine engine = CLIENT.createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        return engine;
    }

    private static EnginePair pair() {
        return new EnginePair(engine(), SERVER.createSSLEngine());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TLSv9", "tlsv1.3", "DTLSv1.2"})
    void unknownProtocols(String name) {
        assertThrows(IllegalArgumentException.class, () -> engine().setEnabledProtocols(new String[] {name}));
    }

    @Test
    void nullsAreRefusedAndNothingChanges() {
        SSLEngine engine = engine();
        String[] suites = engine.getEnabledCipherSuites();
        assertThrows(IllegalArgumentException.class, () -> engine.setEnabledProtocols(null));
        assertThrows(IllegalArgumentException.class, () -> engine.setEnabledCipherSuites(null));
        assertThrows(IllegalArgumentException.class, () -> engine.setEnabledCipherSuites(new String[] {null}));
        assertThrows(
                IllegalArgumentException.class,
                () -> engine.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256", "TLS_NO_SUCH_SUITE"}));
        SSLParameters half = new SSLParameters(new String[] {"TLS_AES_128_GCM_SHA256"}, new String[] {"TLSv9"});
        assertThrows(IllegalArgumentException.class, () -> engine.setSSLParameters(half));
        assertArrayEquals(suites, engine.getEnabledCipherSuites());
    }

    @Test
    void obsoleteProtocolsAreDropped() {
        SSLEngine engine = engine();
        engine.setEnabledProtocols(new String[] {"SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.2"});
        assertArrayEquals(new String[] {"TLSv1.2", "TLSv1"}, engine.getEnabledProtocols());
        assertArrayEquals(new String[] {"TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"}, engine.getSupportedProtocols());
    }

    @Test
    void gettersGiveFreshArrays() {
        SSLEngine engine = engine();
        assertNotSame(engine.getEnabledCipherSuites(), engine.getEnabledCipherSuites());
        Arrays.fill(engine.getEnabledProtocols(), "spoilt");
        Arrays.fill(engine.getSupportedCipherSuites(), "spoilt");
        assertArrayEquals(new String[] {"TLSv1.3", "TLSv1.2"}, engine.getEnabledProtocols());
        assertFalse(List.of(engine.getSupportedCipherSuites()).contains("spoilt"));
    }

    @ParameterizedTest
    @CsvSource({"TLS,TLSv1.3 TLSv1.2", "TLSv1.3,TLSv1.3 TLSv1.2", "TLSv1.2,TLSv1.2"})
    void contextsByVersion(String algorithm, String expected) {
        SSLEngine engine = Contexts.context(Contexts.HANDFAST, algorithm, CA).createSSLEngine();
        engine.setUseClientMode(true);
        assertEquals(expected, String.join(" ", engine.getEnabledProtocols()));
        engine.setUseClientMode(false);
        assertEquals("TLSv1.3 TLSv1.2", String.join(" ", engine.getEnabledProtocols()), "servers take all");
    }

    @Test
    void needAndWantExcludeEachOther() {
        SSLEngine engine = engine();
        engine.setWantClientAuth(true);
        engine.setNeedClientAuth(true);
        assertTrue(engine.getNeedClientAuth());
        assertFalse(engine.getWantClientAuth());
        engine.setWantClientAuth(true);
        assertFalse(engine.getNeedClientAuth());
        engine.setNeedClientAuth(false);
        assertFalse(engine.getWantClientAuth());
    }

    @Test
    void parametersComeBackAsTheyWent() {
        SSLParameters sent = new SSLParameters();
        sent.setCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384"});
        sent.setProtocols(new String[] {"TLSv1.3"});
        sent.setNeedClientAuth(true);
        sent.setServerNames(List.of(new SNIHostName("asked.example")));
        sent.setSNIMatchers(List.of(SNIHostName.createSNIMatcher(".*")));
        sent.setEndpointIdentificationAlgorithm("HTTPS");
        sent.setApplicationProtocols(new String[] {"h2"});
        sent.setUseCipherSuitesOrder(false);
        SSLEngine engine = engine();
        engine.setSSLParameters(sent);
        SSLParameters read = engine.getSSLParameters();
        assertArrayEquals(sent.getCipherSuites(), read.getCipherSuites());
        assertArrayEquals(sent.getProtocols(), read.getProtocols());
        assertTrue(read.getNeedClientAuth());
        assertEquals(sent.getServerNames(), read.getServerNames());
        assertEquals(1, read.getSNIMatchers().size());
        assertEquals("HTTPS", read.getEndpointIdentificationAlgorithm());
        assertArrayEquals(new String[] {"h2"}, read.getApplicationProtocols());
        assertFalse(read.getUseCipherSuitesOrder());
    }

    @Test
    void theHostIsTheNameAskedForUnlessNamesAreGiven() {
        assertEquals(
                List.of(new SNIHostName("localhost")),
                engine().getSSLParameters().getServerNames());
        SSLEngine literal = CLIENT.createSSLEngine("127.0.0.1", 443);
        literal.setUseClientMode(true);
        assertNull(literal.getSSLParameters().getServerNames());

        EnginePair pair = pair();
        SSLParameters named = pair.client.getSSLParameters();
        named.setServerNames(List.of(new SNIHostName("other.example")));
        pair.client.setSSLParameters(named);
        AskedName asked = new AskedName();
        SSLParameters listening = pair.server.getSSLParameters();
        listening.setSNIMatchers(List.of(asked));
        pair.server.setSSLParameters(listening);
        pair.handshake();
        assertNull(pair.serverFault);
        assertEquals("other.example", asked.name);
    }

    /** Takes any name, and remembers it. */
    private static final class AskedName extends SNIMatcher {
        private @Nullable String name;

        AskedName() {
            super(0);
        }

        @Override
        public boolean matches(javax.net.ssl.SNIServerName serverName) {
            name = new SNIHostName(serverName.getEncoded()).getAsciiName();
            return true;
        }
    }

    @Test
    void aNameThatNoMatcherTakesIsRefused() {
        EnginePair pair = pair();
        SSLParameters listening = pair.server.getSSLParameters();
        listening.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("www\\.example\\.com")));
        pair.server.setSSLParameters(listening);
        pair.handshake();
        assertTrue(String.valueOf(pair.serverFault).contains("unrecognized_name"));
        assertTrue(String.valueOf(pair.clientFault).contains("unrecognized_name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theProgramChoosesTheApplicationProtocol(String version) {
        for (String choice : new String[] {"b", "", null}) {
            EnginePair pair = pair();
            pair.client.setEnabledProtocols(new String[] {version});
            SSLParameters offer = pair.client.getSSLParameters();
            offer.setApplicationProtocols(new String[] {"a", "b"});
            pair.client.setSSLParameters(offer);
            pair.server.setHandshakeApplicationProtocolSelector((engine, offered) -> {
                assertEquals(List.of("a", "b"), offered);
                assertEquals(version, engine.getHandshakeSession().getProtocol());
                return choice;
            });
            pair.handshake();
            if (choice == null) {
                assertTrue(String.valueOf(pair.serverFault).contains("no_application_protocol"));
                assertNull(pair.client.getApplicationProtocol());
            } else {
                assertNull(pair.serverFault);
                assertEquals(choice, pair.client.getApplicationProtocol());
                assertEquals(choice, pair.server.getApplicationProtocol());
            }
        }
    }

    @Test
    void constraintsOfTheUserCount() {
        EnginePair pair = pair();
        SSLParameters strict = pair.client.getSSLParameters();
        strict.setAlgorithmConstraints(new Forbidding(Set.of("TLS_AES_128_GCM_SHA256", "x25519")));
        pair.client.setSSLParameters(strict);
        pair.handshake();
        assertNull(pair.clientFault);
        assertEquals("TLS_AES_256_GCM_SHA384", pair.client.getSession().getCipherSuite());

        EnginePair hopeless = pair();
        hopeless.client.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
        hopeless.client.setSSLParameters(
                constrained(hopeless.client, new Forbidding(Set.of("TLS_AES_128_GCM_SHA256"))));
        assertThrows(SSLHandshakeException.class, hopeless.client::beginHandshake);
    }

    private static SSLParameters constrained(SSLEngine engine, AlgorithmConstraints constraints) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setAlgorithmConstraints(constraints);
        return parameters;
    }

    /** Forbids algorithms by name. */
    private record Forbidding(Set<String> names) implements AlgorithmConstraints {
        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
            return !names.contains(algorithm);
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return true;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
            return !names.contains(algorithm);
        }
    }

    @Test
    void beforeTheHandshakeThereIsNoSession() {
        SSLSession none = engine().getSession();
        assertEquals("SSL_NULL_WITH_NULL_NULL", none.getCipherSuite());
        assertEquals("NONE", none.getProtocol());
        assertFalse(none.isValid());
        assertEquals(0, none.getId().length);
        assertNull(engine().getHandshakeSession());
    }

    @Test
    void listenersOfOneProviderHearItsConnections() {
        List<HandshakeEvent> heard = new CopyOnWriteArrayList<>();
        HandfastProvider watched = new HandfastProvider().listener(event -> {
            heard.add(event);
            throw new IllegalStateException("a listener that fails must not matter");
        });
        new EnginePair(Contexts.context(watched, CA).createSSLEngine("localhost", 443), SERVER.createSSLEngine())
                .handshake();
        assertEquals(
                EnumSet.of(
                        HandshakeEvent.Kind.MESSAGE,
                        HandshakeEvent.Kind.READ_KEYS,
                        HandshakeEvent.Kind.WRITE_KEYS,
                        HandshakeEvent.Kind.ESTABLISHED),
                EnumSet.copyOf(heard.stream().map(HandshakeEvent::kind).toList()));
        assertEquals(
                1,
                Collections.frequency(
                        heard.stream().map(HandshakeEvent::kind).toList(), HandshakeEvent.Kind.ESTABLISHED));
        assertTrue(heard.stream().allMatch(HandshakeEvent::client), "the server belongs to another provider");
        assertEquals("ClientHello", heard.get(0).name());
    }
}
