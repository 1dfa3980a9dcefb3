package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.PreSharedKey;
import io.handfast.PreSharedKeys;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys agreed outside of TLS, as they are and imported (RFC 8446 §4.2.11, RFC 9258). */
class PreSharedKeysTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final byte[] NAME = "sensor 7".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEY = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] CONTENT = "22 degrees".getBytes(StandardCharsets.US_ASCII);
    private static final PreSharedKey PLAIN = PreSharedKey.of(NAME, KEY);
    private static final PreSharedKey IMPORTED = PLAIN.imported("house".getBytes(StandardCharsets.US_ASCII));

    private static final SSLContext WITHOUT_CERTIFICATE = Contexts.context(Contexts.HANDFAST, CA);
    private static final SSLContext WITH_CERTIFICATE =
            Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));

    private static EnginePair pair(SSLContext server, PreSharedKeys clientKeys, PreSharedKeys serverKeys) {
        EnginePair pair =
                new EnginePair(WITHOUT_CERTIFICATE.createSSLEngine("localhost", 443), server.createSSLEngine());
        set(pair.client, clientKeys);
        set(pair.server, serverKeys);
        return pair;
    }

    private static void set(SSLEngine engine, PreSharedKeys keys) {
        HandfastParameters parameters = HandfastParameters.of(engine.getSSLParameters());
        parameters.setPreSharedKeys(keys);
        engine.setSSLParameters(parameters);
    }

    private static void groups(SSLEngine engine, String... names) {
        HandfastParameters parameters = HandfastParameters.of(engine.getSSLParameters());
        parameters.setNamedGroups(names);
        engine.setSSLParameters(parameters);
    }

    private static HandfastSession session(SSLEngine engine) {
        return HandfastSession.of(engine.getSession());
    }

    static Stream<Arguments> agreements() {
        return Stream.of(
                Arguments.of("as it is", PLAIN, "TLS_AES_128_GCM_SHA256"),
                Arguments.of("for SHA-384", PLAIN.withHash("SHA-384"), "TLS_AES_256_GCM_SHA384"),
                Arguments.of("imported", IMPORTED, "TLS_AES_128_GCM_SHA256"),
                Arguments.of("imported for another hash", IMPORTED, "TLS_AES_256_GCM_SHA384"),
                Arguments.of("imported by SHA-384", IMPORTED.withHash("SHA-384"), "TLS_CHACHA20_POLY1305_SHA256"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("agreements")
    @Spec({"RFC8446-2.2-2", "RFC8446-4.2.11-2"})
    void authenticatesBothWithoutCertificates(String how, PreSharedKey key, String suite) throws Exception {
        for (boolean retry : new boolean[] {false, true}) {
            EnginePair pair = pair(WITHOUT_CERTIFICATE, PreSharedKeys.of(key), PreSharedKeys.of(key));
            pair.server.setEnabledCipherSuites(new String[] {suite});
            if (retry) {
                groups(pair.server, "secp384r1");
            }
            pair.handshake();
            assertNull(pair.clientFault, () -> "" + pair.clientFault);
            assertNull(pair.serverFault, () -> "" + pair.serverFault);
            assertArrayEquals(CONTENT, EnginePair.transfer(pair.client, pair.server, CONTENT));
            assertArrayEquals(CONTENT, EnginePair.transfer(pair.server, pair.client, CONTENT));
            assertArrayEquals(NAME, session(pair.client).preSharedKeyIdentity().orElseThrow());
            assertArrayEquals(NAME, session(pair.server).preSharedKeyIdentity().orElseThrow());
            assertEquals(retry, session(pair.client).helloRetryRequest());
            assertFalse(session(pair.client).resumed());
            assertThrows(
                    SSLPeerUnverifiedException.class,
                    () -> pair.client.getSession().getPeerCertificates());
        }
    }

    /** What the two sides bring that does not fit together: then certificates decide. */
    static Stream<Arguments> misunderstandings() {
        PreSharedKey other = PreSharedKey.of(new byte[] {1}, KEY);
        return Stream.of(
                Arguments.of("an identity that the server does not know", PLAIN, other),
                Arguments.of("imported by the client alone", IMPORTED, PLAIN),
                Arguments.of("imported by the server alone", PLAIN, IMPORTED),
                Arguments.of("another context", IMPORTED, PLAIN.imported(new byte[] {1})),
                Arguments.of("another hash", PLAIN.withHash("SHA-384"), PLAIN.withHash("SHA-384")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misunderstandings")
    void withoutACommonKeyTheCertificateDecides(String reason, PreSharedKey ofClient, PreSharedKey ofServer)
            throws Exception {
        EnginePair pair = pair(WITH_CERTIFICATE, PreSharedKeys.of(ofClient), PreSharedKeys.of(ofServer));
        pair.server.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
        pair.handshake();
        assertNull(pair.clientFault);
        assertEquals(Optional.empty(), session(pair.client).preSharedKeyIdentity());
        assertEquals(2, pair.client.getSession().getPeerCertificates().length);

        EnginePair nothing = pair(WITHOUT_CERTIFICATE, PreSharedKeys.of(ofClient), PreSharedKeys.of(ofServer));
        nothing.server.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
        nothing.handshake();
        assertNotNull(nothing.serverFault);
        assertTrue(("" + nothing.serverFault.getMessage()).contains("certificate"), nothing.serverFault::getMessage);
    }

    /** Two sides whose keys may be used alone, or not, and that have a group in common, or not. */
    private static EnginePair pairOf(boolean clientAllows, boolean serverAllows, String groupOfServer) {
        PreSharedKeys keys = PreSharedKeys.of(PLAIN);
        PreSharedKeys alone = PreSharedKeys.alsoAlone(keys);
        EnginePair pair = pair(WITHOUT_CERTIFICATE, clientAllows ? alone : keys, serverAllows ? alone : keys);
        groups(pair.client, "x25519");
        groups(pair.server, groupOfServer);
        return pair;
    }

    @Test
    @Spec({"RFC8446-4.2.8-16", "RFC8446-4.2.9-7"})
    void aKeyAloneWhereNoKeyExchangeIsPossible() throws Exception {
        EnginePair pair = pairOf(true, true, "secp384r1").handshake();
        assertNull(pair.clientFault, () -> "" + pair.clientFault);
        assertNull(pair.serverFault, () -> "" + pair.serverFault);
        assertArrayEquals(CONTENT, EnginePair.transfer(pair.client, pair.server, CONTENT));
        assertArrayEquals(CONTENT, EnginePair.transfer(pair.server, pair.client, CONTENT));
        assertEquals(Optional.empty(), session(pair.client).namedGroup());
        assertEquals(Optional.empty(), session(pair.server).namedGroup());
        assertArrayEquals(NAME, session(pair.server).preSharedKeyIdentity().orElseThrow());
        assertArrayEquals(
                session(pair.client).exportKeyingMaterialData("EXPERIMENTAL", null, 32),
                session(pair.server).exportKeyingMaterialData("EXPERIMENTAL", null, 32));
    }

    @Test
    void aKeyExchangeWhereOneIsPossible() {
        EnginePair pair = pairOf(true, true, "x25519").handshake();
        assertNull(pair.clientFault);
        assertEquals(Optional.of("x25519"), session(pair.client).namedGroup());
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true"})
    @Spec({"RFC8446-4.1.1-2", "RFC8446-4.2.9-4"})
    void aKeyIsNotUsedAloneUnlessBothSaySo(boolean client, boolean server) {
        EnginePair pair = pairOf(client, server, "secp384r1").handshake();
        assertNotNull(pair.serverFault);
        assertTrue(("" + pair.serverFault.getMessage()).contains("no common group"), pair.serverFault::getMessage);
    }

    @Test
    void whereQuantumComputersCountAKeyIsNotUsedAlone() {
        EnginePair pair = pairOf(true, true, "secp384r1");
        HandfastParameters parameters = HandfastParameters.of(pair.server.getSSLParameters());
        parameters.setPostQuantumRequired(true);
        parameters.setNamedGroups(new String[] {"X25519MLKEM768"});
        pair.server.setSSLParameters(parameters);
        assertNotNull(pair.handshake().serverFault);
    }

    @ParameterizedTest
    @CsvSource({"true, none that it offers is known here", "false, binder"})
    void aKeyAloneMustBeKnownAndRight(boolean unknown, String reason) {
        EnginePair pair = pairOf(true, true, "secp384r1");
        byte[] wrong = KEY.clone();
        wrong[0] ^= 1;
        PreSharedKey other = unknown ? PreSharedKey.of(new byte[] {1}, KEY) : PreSharedKey.of(NAME, wrong);
        set(pair.client, PreSharedKeys.alsoAlone(PreSharedKeys.of(other)));
        pair.handshake();
        assertNotNull(pair.serverFault);
        assertTrue(("" + pair.serverFault.getMessage()).contains(reason), pair.serverFault::getMessage);
    }

    @Test
    @Spec({"RFC8446-4.2.11-8", "RFC8446-4.2.11-9"})
    void aWrongKeyUnderAKnownIdentityEndsTheHandshake() {
        byte[] wrong = KEY.clone();
        wrong[0] ^= 1;
        EnginePair pair =
                pair(WITH_CERTIFICATE, PreSharedKeys.of(PreSharedKey.of(NAME, wrong)), PreSharedKeys.of(PLAIN));
        pair.handshake();
        assertNotNull(pair.serverFault);
        assertTrue(("" + pair.serverFault.getMessage()).contains("binder"), pair.serverFault::getMessage);
    }

    @Test
    void theFirstKeyThatTheServerKnowsIsTaken() {
        PreSharedKey unknown = PreSharedKey.of(new byte[] {1}, KEY);
        EnginePair pair = pair(
                WITHOUT_CERTIFICATE,
                new PreSharedKeys() {
                    @Override
                    public List<PreSharedKey> offered(Optional<String> serverName) {
                        assertEquals(Optional.of("localhost"), serverName);
                        return List.of(unknown, PLAIN);
                    }
                },
                PreSharedKeys.of(PLAIN));
        pair.handshake();
        assertNull(pair.serverFault);
        assertArrayEquals(NAME, session(pair.server).preSharedKeyIdentity().orElseThrow());
    }

    /** The suite is chosen before the key, and must not leave a key behind that goes with another of its hash. */
    @ParameterizedTest
    @CsvSource({
        "SHA-256, false, false, TLS_AES_128_GCM_SHA256",
        "SHA-256, true,  false, TLS_AES_128_GCM_SHA256",
        "SHA-384, false, false, TLS_AES_256_GCM_SHA384",
        "SHA-256, false, true,  TLS_AES_128_GCM_SHA256"
    })
    void theSuiteIsOneThatTheKeyGoesWith(String hash, boolean retry, boolean alone, String suite) {
        PreSharedKeys keys = PreSharedKeys.of(PLAIN.withHash(hash));
        PreSharedKeys wanted = alone ? PreSharedKeys.alsoAlone(keys) : keys;
        EnginePair pair = pair(WITH_CERTIFICATE, wanted, wanted);
        pair.server.setEnabledCipherSuites(
                new String[] {"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"});
        groups(pair.client, retry || alone ? new String[] {"x25519", "secp384r1"} : new String[] {"x25519"});
        pair.client.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"});
        groups(pair.server, alone ? "secp256r1" : retry ? "secp384r1" : "x25519");
        pair.handshake();
        assertNull(pair.clientFault, () -> "" + pair.clientFault);
        assertArrayEquals(NAME, session(pair.server).preSharedKeyIdentity().orElseThrow());
        assertEquals(suite, pair.server.getSession().getCipherSuite());
        assertEquals(retry, session(pair.client).helloRetryRequest());
    }

    @Test
    void withoutACommonKeyTheServersFirstSuiteStands() {
        EnginePair pair =
                pair(WITH_CERTIFICATE, PreSharedKeys.of(PLAIN), PreSharedKeys.of(PreSharedKey.of(new byte[] {1}, KEY)));
        pair.server.setEnabledCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"});
        pair.handshake();
        assertNull(pair.clientFault);
        assertEquals("TLS_AES_256_GCM_SHA384", pair.server.getSession().getCipherSuite());
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true"})
    void aKeyIsGoodEnoughWhereNoSessionMayBeMade(boolean known, boolean knows13) {
        PreSharedKey ofServer = known ? PLAIN : PreSharedKey.of(new byte[] {1}, KEY);
        EnginePair pair = pair(WITH_CERTIFICATE, PreSharedKeys.of(PLAIN), PreSharedKeys.of(ofServer));
        pair.client.setEnableSessionCreation(false);
        if (!knows13) {
            pair.server.setEnabledProtocols(new String[] {"TLSv1.2"});
        }
        pair.handshake();
        if (known && knows13) {
            assertNull(pair.clientFault, () -> "" + pair.clientFault);
            assertArrayEquals(NAME, session(pair.client).preSharedKeyIdentity().orElseThrow());
        } else {
            assertNotNull(pair.clientFault);
            assertTrue(("" + pair.clientFault.getMessage()).contains("new one"), pair.clientFault::getMessage);
        }
    }

    @Test
    @Spec({"RFC8446-4.3.2-8", "RFC8446-E.1-1"})
    void aServerThatNeedsACertificateTakesNoKey() throws Exception {
        EnginePair pair =
                new EnginePair(WITH_CERTIFICATE.createSSLEngine("localhost", 443), WITH_CERTIFICATE.createSSLEngine());
        set(pair.client, PreSharedKeys.of(PLAIN));
        set(pair.server, PreSharedKeys.of(PLAIN));
        pair.server.setNeedClientAuth(true);
        pair.handshake();
        assertNull(pair.serverFault);
        assertEquals(2, pair.server.getSession().getPeerCertificates().length);
    }

    @Test
    void keysHaveTheirBoundsAndTellNothing() {
        assertThrows(IllegalArgumentException.class, () -> PreSharedKey.of(new byte[0], KEY));
        assertThrows(IllegalArgumentException.class, () -> PreSharedKey.of(new byte[65_536], KEY));
        assertThrows(IllegalArgumentException.class, () -> PreSharedKey.of(NAME, new byte[15]));
        assertThrows(IllegalArgumentException.class, () -> PLAIN.withHash("MD5"));
        assertThrows(IllegalArgumentException.class, () -> PLAIN.imported(new byte[65_536]));
        assertFalse(PLAIN.toString().contains(HexFormat.of().formatHex(KEY)));
        assertFalse(PLAIN.toString().contains(Arrays.toString(KEY)));
    }
}
