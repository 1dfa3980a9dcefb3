package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastConnection;
import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.PreSharedKey;
import io.handfast.PreSharedKeys;
import io.handfast.RawPublicKeys;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys without certificates, in both versions and roles (RFC 7250). */
class RawPublicKeysTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Map<KeyKind, KeyPair> KEYS = new EnumMap<>(KeyKind.class);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));
    private static final SSLContext SERVER = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));
    private static final KeyPair EC = key(KeyKind.EC_P256);
    private static final KeyPair OTHER = KeyKind.EC_P256.generate();

    private static synchronized KeyPair key(KeyKind kind) {
        return KEYS.computeIfAbsent(kind, KeyKind::generate);
    }

    private static RawPublicKeys showing(KeyPair pair) {
        return RawPublicKeys.none().show(pair.getPrivate(), pair.getPublic());
    }

    private static RawPublicKeys trusting(KeyPair pair) {
        return RawPublicKeys.none().trust(pair.getPublic());
    }

    private static EnginePair pair(
            String version, @Nullable RawPublicKeys ofClient, @Nullable RawPublicKeys ofServer, boolean clientToo) {
        EnginePair pair = new EnginePair(CLIENT.createSSLEngine("localhost", 443), SERVER.createSSLEngine());
        set(pair.client, wanted -> {
            wanted.setProtocols(new String[] {version});
            wanted.setRawPublicKeys(ofClient);
            wanted.setEndpointIdentificationAlgorithm("HTTPS");
        });
        set(pair.server, wanted -> {
            wanted.setRawPublicKeys(ofServer);
            wanted.setNeedClientAuth(clientToo);
        });
        return pair;
    }

    private static void set(SSLEngine engine, Consumer<HandfastParameters> setting) {
        HandfastParameters parameters = HandfastParameters.of(engine.getSSLParameters());
        setting.accept(parameters);
        engine.setSSLParameters(parameters);
    }

    private static EnginePair connected(EnginePair pair) throws SSLException {
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        byte[] content = "plain keys".getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(content, EnginePair.transfer(pair.client, pair.server, content));
        assertArrayEquals(content, EnginePair.transfer(pair.server, pair.client, content));
        return pair;
    }

    private static HandfastSession session(SSLEngine engine) {
        return HandfastSession.of(engine.getSession());
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, EC_P256",
        "TLSv1.3, EC_P384",
        "TLSv1.3, RSA",
        "TLSv1.3, RSASSA_PSS",
        "TLSv1.3, ED25519",
        "TLSv1.3, ED448",
        "TLSv1.2, EC_P256",
        "TLSv1.2, RSA",
        "TLSv1.2, ED25519"
    })
    void bothSides(String version, KeyKind kind) throws Exception {
        KeyPair client = EC;
        KeyPair server = key(kind);
        EnginePair pair = connected(pair(
                version,
                trusting(server).show(client.getPrivate(), client.getPublic()),
                showing(server).trust(client.getPublic()),
                true));
        assertEquals(Optional.of(server.getPublic()), session(pair.client).peerPublicKey());
        assertEquals(Optional.of(client.getPublic()), session(pair.server).peerPublicKey());
        assertTrue(session(pair.client).peerShowedRawPublicKey());
        assertTrue(session(pair.server).peerShowedRawPublicKey());
        assertThrows(
                SSLPeerUnverifiedException.class, () -> pair.client.getSession().getPeerCertificates());
        assertThrows(
                SSLPeerUnverifiedException.class, () -> pair.client.getSession().getPeerPrincipal());
        assertEquals(Optional.empty(), session(pair.client).channelBinding("tls-server-end-point"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void oneSideOnly(String version) throws Exception {
        EnginePair server = connected(pair(version, trusting(EC), showing(EC), true));
        assertTrue(session(server.client).peerShowedRawPublicKey());
        assertFalse(session(server.server).peerShowedRawPublicKey());
        assertEquals(1, server.server.getSession().getPeerCertificates().length - 1, "leaf and intermediate");
        EnginePair client = connected(pair(version, showing(EC), trusting(EC), true));
        assertFalse(session(client.client).peerShowedRawPublicKey());
        assertTrue(session(client.server).peerShowedRawPublicKey());
        assertNotNull(client.client.getSession().getPeerCertificates());
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, true", "TLSv1.3, false", "TLSv1.2, true", "TLSv1.2, false"})
    @Spec({"RFC8446-4.4.2.2-1", "RFC8446-4.4.2.3-1"})
    void certificatesWithAPeerThatDoesNotKnowRawKeys(String version, boolean clientKnows) throws Exception {
        RawPublicKeys keys = trusting(EC).show(EC.getPrivate(), EC.getPublic());
        EnginePair pair = connected(clientKnows ? pair(version, keys, null, true) : pair(version, null, keys, true));
        assertFalse(session(pair.client).peerShowedRawPublicKey());
        assertFalse(session(pair.server).peerShowedRawPublicKey());
        assertEquals(
                Optional.of(keyOfTheClientsCertificate()), session(pair.server).peerPublicKey());
    }

    private static PublicKey keyOfTheClientsCertificate() throws Exception {
        EnginePair plain = connected(pair("TLSv1.3", null, null, true));
        return plain.server.getSession().getPeerCertificates()[0].getPublicKey();
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, untrusted server,   The server's raw EC key is not trusted",
        "TLSv1.2, untrusted server,   The server's raw EC key is not trusted",
        "TLSv1.3, untrusted client,   The client's raw EC key is not trusted",
        "TLSv1.2, untrusted client,   The client's raw EC key is not trusted",
        "TLSv1.3, verifier fails,     judging the server's raw public key failed",
        "TLSv1.3, certificate server, we take raw public keys only",
        "TLSv1.2, certificate server, we take raw public keys only",
        "TLSv1.3, certificate client, the client shows its key in no form that this server takes",
        "TLSv1.2, certificate client, the client shows its key in no form that this server takes",
        "TLSv1.3, old client,         the client takes no form in which this server shows its key",
        "TLSv1.2, old client,         the client takes no form in which this server shows its key"
    })
    void refusals(String version, String what, String reason) {
        EnginePair pair = switch (what) {
            case "untrusted server" -> pair(version, trusting(OTHER), showing(EC), false);
            case "untrusted client" -> pair(version, showing(EC), trusting(OTHER), true);
            case "verifier fails" ->
                pair(
                        version,
                        RawPublicKeys.none().trust((key, name) -> {
                            throw new IllegalStateException("no mood");
                        }),
                        showing(EC),
                        false);
            case "certificate server" -> pair(version, trusting(EC).certificatesToo(false), null, false);
            case "certificate client" -> pair(version, null, trusting(EC).certificatesToo(false), true);
            default -> pair(version, null, showing(EC).certificatesToo(false), false);
        };
        pair.handshake();
        assertNotNull(pair.clientFault);
        assertNotNull(pair.serverFault);
        String said = pair.clientFault.getMessage() + pair.serverFault.getMessage();
        assertTrue(said.toLowerCase(Locale.ROOT).contains(reason.toLowerCase(Locale.ROOT)), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aClientWithoutAKeyIsLetInWhereItNeedsNone(String version) throws Exception {
        EnginePair pair = pair(version, trusting(EC), showing(EC).trust(OTHER.getPublic()), false);
        set(pair.server, wanted -> wanted.setWantClientAuth(true));
        connected(pair);
        assertTrue(session(pair.client).peerShowedRawPublicKey());
    }

    /** What could only be refused is not asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aClientThatHasACertificateAloneIsLetInWithout(String version) throws Exception {
        EnginePair pair = pair(version, null, trusting(EC).certificatesToo(false), false);
        set(pair.server, wanted -> wanted.setWantClientAuth(true));
        connected(pair);
        assertNull(pair.client.getSession().getLocalCertificates());
        assertEquals(Optional.empty(), session(pair.server).peerPublicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void nothingIsResumed(String version) throws Exception {
        for (int i = 0; i < 2; i++) {
            EnginePair pair = connected(pair(version, trusting(EC), showing(EC), false));
            assertFalse(session(pair.client).resumed());
            assertEquals(Optional.of(EC.getPublic()), session(pair.client).peerPublicKey());
        }
    }

    @Test
    void aSessionWithACertificateIsNoWayRoundRawKeys() throws Exception {
        SSLContext client = Contexts.context(Contexts.HANDFAST, CA);
        EnginePair first =
                connected(new EnginePair(client.createSSLEngine("localhost", 443), SERVER.createSSLEngine()));
        assertNotNull(first.client.getSession().getPeerCertificates());
        EnginePair strict = new EnginePair(client.createSSLEngine("localhost", 443), SERVER.createSSLEngine());
        set(strict.client, wanted -> wanted.setRawPublicKeys(trusting(EC).certificatesToo(false)));
        assertNotNull(strict.handshake().clientFault);
    }

    @Test
    void theDecisionHearsKeyAndName() throws Exception {
        List<Object> heard = new ArrayList<>();
        RawPublicKeys deciding = RawPublicKeys.none().trust((key, name) -> heard.add(List.of(key, name)));
        EnginePair pair = pair(
                "TLSv1.3",
                deciding.show(OTHER.getPrivate(), OTHER.getPublic()),
                deciding.show(EC.getPrivate(), EC.getPublic()),
                true);
        set(pair.client, wanted -> wanted.setServerNames(List.of(new SNIHostName("sensor.example"))));
        connected(pair);
        assertEquals(
                List.of(
                        List.of(EC.getPublic(), Optional.of("sensor.example")),
                        List.of(OTHER.getPublic(), Optional.empty())),
                heard);
    }

    @Test
    void ofSeveralKeysTheOneThatThePeerVerifiesIsShown() throws Exception {
        KeyPair rsa = key(KeyKind.RSA);
        RawPublicKeys both = showing(EC).show(rsa.getPrivate(), rsa.getPublic());
        EnginePair pair = pair("TLSv1.3", trusting(rsa), both, false);
        set(pair.client, wanted -> wanted.setSignatureSchemes(new String[] {"rsa_pss_rsae_sha256"}));
        connected(pair);
        EnginePair none = pair("TLSv1.3", trusting(rsa).certificatesToo(false), both, false);
        set(none.client, wanted -> wanted.setSignatureSchemes(new String[] {"ed25519"}));
        assertNotNull(none.handshake().serverFault);
    }

    @Test
    void theAlgorithmRulesHoldForRawKeysToo() {
        EnginePair pair = pair("TLSv1.3", trusting(EC), showing(EC), false);
        set(pair.client, wanted -> wanted.setAlgorithmConstraints(new NoKeysOf(EC.getPublic())));
        pair.handshake();
        assertNotNull(pair.clientFault);
        String said = String.valueOf(pair.clientFault.getMessage());
        assertTrue(said.contains("algorithm rules forbid"), said);
    }

    @Test
    void afterTheHandshakeTheKeyIsShownInTheSameForm() throws Exception {
        EnginePair pair = pair("TLSv1.3", showing(EC), trusting(EC).certificatesToo(false), false);
        set(pair.client, wanted -> wanted.setPostHandshakeAuthentication(true));
        set(pair.server, wanted -> wanted.setWantClientAuth(true));
        connected(pair);
        HandfastConnection.of(pair.server).requestClientAuthentication();
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        assertFalse(HandfastConnection.of(pair.server).clientAuthenticationPending());
        assertEquals(Optional.of(EC.getPublic()), session(pair.server).peerPublicKey());
    }

    /** A server that takes a key agreed outside of TLS answers nothing about forms, and silence means X.509 (RFC 7250 §4.2). */
    @Test
    void afterAHandshakeByAPreSharedKeyACertificateIsShown() throws Exception {
        PreSharedKeys keys = PreSharedKeys.of(PreSharedKey.of(new byte[] {7}, new byte[32]));
        EnginePair pair = pair("TLSv1.3", showing(EC), trusting(EC), false);
        set(pair.client, wanted -> {
            wanted.setPostHandshakeAuthentication(true);
            wanted.setPreSharedKeys(keys);
        });
        set(pair.server, wanted -> {
            wanted.setWantClientAuth(true);
            wanted.setPreSharedKeys(keys);
        });
        connected(pair);
        assertTrue(session(pair.server).preSharedKeyIdentity().isPresent());
        HandfastConnection.of(pair.server).requestClientAuthentication();
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault, () -> String.valueOf(pair.serverFault));
        assertFalse(HandfastConnection.of(pair.server).clientAuthenticationPending());
        assertFalse(session(pair.server).peerShowedRawPublicKey());
        assertEquals(
                Optional.of(keyOfTheClientsCertificate()), session(pair.server).peerPublicKey());
    }

    /** Without client authentication nothing is agreed about the client's key, nor by a pre-shared key. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterTheHandshakeNothingIsAskedForThatCouldOnlyBeRefused(boolean preShared) throws Exception {
        EnginePair pair = pair("TLSv1.3", showing(EC), trusting(EC).certificatesToo(false), false);
        PreSharedKeys keys = PreSharedKeys.of(PreSharedKey.of(new byte[] {7}, new byte[32]));
        set(pair.client, wanted -> {
            wanted.setPostHandshakeAuthentication(true);
            wanted.setPreSharedKeys(preShared ? keys : null);
        });
        set(pair.server, wanted -> {
            wanted.setWantClientAuth(preShared);
            wanted.setPreSharedKeys(preShared ? keys : null);
        });
        connected(pair);
        HandfastConnection connection = HandfastConnection.of(pair.server);
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, connection::requestClientAuthentication);
        assertTrue(String.valueOf(refusal.getMessage()).contains("raw public keys only"), refusal::toString);
        assertFalse(connection.clientAuthenticationPending());
        connected(pair);
    }

    @Test
    void mistakesOfTheProgram() {
        assertThrows(IllegalArgumentException.class, () -> RawPublicKeys.none().trust(new PublicKey[0]));
        assertFalse(showing(EC).toString().contains(EC.getPrivate().toString()));
    }

    /** Constraints of a program that does not like one key. */
    private record NoKeysOf(Key key) implements AlgorithmConstraints {
        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key asked) {
            return !asked.equals(key);
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
            return true;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives,
                String algorithm,
                Key asked,
                @Nullable AlgorithmParameters parameters) {
            return !asked.equals(key);
        }
    }
}
