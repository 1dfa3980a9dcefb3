package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastConnection;
import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HandfastParameters add to SSLParameters, and that all of it arrives in the handshake. */
class HandfastParametersTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA);
    private static final SSLContext SERVER =
            Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256), CA.localhost(KeyKind.RSA));

    /** Without a port nothing is resumed. */
    private static EnginePair pair() {
        return new EnginePair(CLIENT.createSSLEngine("localhost", -1), SERVER.createSSLEngine());
    }

    private static void set(SSLEngine engine, Consumer<HandfastParameters> setting) {
        HandfastParameters parameters = HandfastParameters.of(engine.getSSLParameters());
        setting.accept(parameters);
        engine.setSSLParameters(parameters);
    }

    private static HandfastSession session(SSLEngine engine) {
        return HandfastSession.of(engine.getSession());
    }

    private static EnginePair connected(EnginePair pair) {
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        return pair;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void namedGroups(String version) {
        EnginePair pair = pair();
        pair.client.setEnabledProtocols(new String[] {version});
        set(pair.client, wanted -> wanted.setNamedGroups(new String[] {"no-such-group", "secp384r1", "x25519"}));
        set(pair.server, wanted -> wanted.setNamedGroups(new String[] {"secp384r1"}));
        connected(pair);
        assertEquals(Optional.of("secp384r1"), session(pair.client).namedGroup());
        assertEquals(Optional.of("secp384r1"), session(pair.server).namedGroup());
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, secp256r1, false",
        "secp384r1, secp384r1, false",
        "'', x25519, true",
        "no-such-group, x25519, true",
        "x448, x25519, true"
    })
    void keySharesApartFromGroups(String share, String chosen, boolean retried) {
        EnginePair pair = pair();
        set(pair.client, wanted -> {
            wanted.setNamedGroups(new String[] {"x25519", "secp256r1", "secp384r1"});
            wanted.setKeyShareGroups(share.isEmpty() ? new String[0] : new String[] {share});
        });
        connected(pair);
        assertEquals(Optional.of(chosen), session(pair.client).namedGroup());
        assertEquals(retried, session(pair.client).helloRetryRequest());
        assertEquals(retried, session(pair.server).helloRetryRequest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void signatureSchemes(String version) {
        EnginePair pair = pair();
        pair.client.setEnabledProtocols(new String[] {version});
        set(
                pair.client,
                wanted -> wanted.setSignatureSchemes(
                        new String[] {"rsa_pss_rsae_sha384", "rsa_pss_rsae_sha256", "ecdsa_secp256r1_sha256"}));
        set(pair.server, wanted -> wanted.setSigningSchemes(new String[] {"rsa_pss_rsae_sha256"}));
        connected(pair);
        assertEquals(Optional.of("rsa_pss_rsae_sha256"), session(pair.client).peerSignatureScheme());
        assertEquals(Optional.empty(), session(pair.server).peerSignatureScheme(), "the client showed no certificate");
        assertFalse(session(pair.client).resumed());
        assertTrue(session(pair.client).extendedMasterSecret());
    }

    @Test
    void schemesToSignWithAreNoSchemesToAccept() {
        EnginePair pair = pair();
        set(pair.client, wanted -> wanted.setSigningSchemes(new String[] {"rsa_pss_rsae_sha512"}));
        connected(pair);
        assertEquals(Optional.of("ecdsa_secp256r1_sha256"), session(pair.client).peerSignatureScheme());
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3,true", "TLSv1.3,false", "TLSv1.2,true", "TLSv1.2,false"})
    void abortInsteadOfAnEmptyCertificate(String version, boolean abort) {
        EnginePair pair = pair();
        pair.client.setEnabledProtocols(new String[] {version});
        set(pair.client, wanted -> wanted.setAbortWithoutCertificate(abort));
        pair.server.setWantClientAuth(true);
        pair.handshake();
        assertEquals(abort, pair.clientFault != null);
        assertEquals(abort, pair.serverFault != null);
        if (abort) {
            assertTrue(String.valueOf(pair.clientFault).contains("none that suits"), () -> "" + pair.clientFault);
            assertTrue(String.valueOf(pair.serverFault).contains("handshake_failure"), () -> "" + pair.serverFault);
        }
    }

    @Test
    void whatWasNotSetLeavesTheConnectionAsItWas() {
        SSLEngine engine = CLIENT.createSSLEngine("localhost", 443);
        set(engine, wanted -> {
            wanted.setNamedGroups(new String[] {"x448"});
            wanted.setTicketCount(0);
        });
        SSLParameters plain = new SSLParameters();
        engine.setSSLParameters(plain);
        HandfastParameters more = new HandfastParameters();
        more.setAbortWithoutCertificate(true);
        engine.setSSLParameters(more);
        HandfastParameters read = HandfastParameters.of(engine.getSSLParameters());
        assertArrayEquals(new String[] {"x448"}, read.getNamedGroups());
        assertEquals(Optional.of(0), read.getTicketCount());
        assertEquals(Optional.of(true), read.getAbortWithoutCertificate());
        assertNull(read.getSigningSchemes());
        assertNull(read.getKeyShareGroups());
        assertNull(read.getSignatureSchemes());
    }

    @Test
    void theParametersOfOneConnectionServeAnother() {
        SSLEngine one = CLIENT.createSSLEngine("localhost", 443);
        set(one, wanted -> wanted.setSigningSchemes(new String[] {"ed25519"}));
        SSLEngine other = CLIENT.createSSLEngine("localhost", 443);
        other.setSSLParameters(one.getSSLParameters());
        assertArrayEquals(
                new String[] {"ed25519"},
                HandfastParameters.of(other.getSSLParameters()).getSigningSchemes());
    }

    @Test
    void aCopyHasTheStandardPartToo() {
        SSLParameters standard = new SSLParameters(new String[] {"TLS_AES_128_GCM_SHA256"}, new String[] {"TLSv1.3"});
        standard.setWantClientAuth(true);
        standard.setServerNames(List.of(new SNIHostName("name.example")));
        standard.setSNIMatchers(List.of(SNIHostName.createSNIMatcher(".*")));
        standard.setEndpointIdentificationAlgorithm("HTTPS");
        standard.setApplicationProtocols(new String[] {"h2"});
        standard.setUseCipherSuitesOrder(false);
        standard.setEnableRetransmissions(false);
        standard.setMaximumPacketSize(2000);
        HandfastParameters copy = HandfastParameters.of(standard);
        assertArrayEquals(standard.getCipherSuites(), copy.getCipherSuites());
        assertArrayEquals(standard.getProtocols(), copy.getProtocols());
        assertTrue(copy.getWantClientAuth());
        assertEquals(standard.getServerNames(), copy.getServerNames());
        assertEquals(1, copy.getSNIMatchers().size());
        assertEquals("HTTPS", copy.getEndpointIdentificationAlgorithm());
        assertArrayEquals(new String[] {"h2"}, copy.getApplicationProtocols());
        assertFalse(copy.getUseCipherSuitesOrder());
        assertFalse(copy.getEnableRetransmissions());
        assertEquals(2000, copy.getMaximumPacketSize());
    }

    @Test
    void namesThatCannotBeMeant() {
        HandfastParameters parameters = new HandfastParameters();
        String[][] wrong = {{"x25519", "x25519"}, {""}, {" "}, {null}};
        for (String[] names : wrong) {
            assertThrows(IllegalArgumentException.class, () -> parameters.setNamedGroups(names));
            assertThrows(IllegalArgumentException.class, () -> parameters.setSignatureSchemes(names));
            assertThrows(IllegalArgumentException.class, () -> parameters.setKeyShareGroups(names));
            assertThrows(IllegalArgumentException.class, () -> parameters.setSigningSchemes(names));
        }
        assertNull(parameters.getNamedGroups());
        assertThrows(IllegalArgumentException.class, () -> parameters.setTicketCount(-1));
        assertThrows(IllegalArgumentException.class, () -> parameters.setTicketCount(256));
        parameters.setNamedGroups(new String[] {"x25519"});
        parameters.setNamedGroups(null);
        assertNull(parameters.getNamedGroups());
    }

    @Test
    void connectionsAreReadable() throws Exception {
        EnginePair pair = pair();
        HandfastConnection connection = HandfastConnection.of(pair.client);
        assertTrue(connection.session().isEmpty());
        connected(pair);
        assertEquals(
                pair.client.getSession(), connection.session().orElseThrow().session());
        try (SSLSocket socket = (SSLSocket) CLIENT.getSocketFactory().createSocket()) {
            assertTrue(HandfastConnection.of(socket).session().isEmpty());
        }
    }

    @Test
    void foreignObjectsAreRefused() throws Exception {
        SSLContext foreign = Contexts.context(Contexts.jdk(), CA);
        SSLEngine engine = foreign.createSSLEngine();
        SSLSession session = engine.getSession();
        Exception told = assertThrows(IllegalArgumentException.class, () -> HandfastConnection.of(engine));
        assertTrue(String.valueOf(told).contains("another provider"));
        assertThrows(IllegalArgumentException.class, () -> HandfastSession.of(session));
        try (SSLSocket socket = (SSLSocket) foreign.getSocketFactory().createSocket()) {
            assertThrows(IllegalArgumentException.class, () -> HandfastConnection.of(socket));
        }
    }
}
