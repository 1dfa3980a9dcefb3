package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastSession;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The property that lets clients renegotiate, with the JDK's stack as server, which may ask for it (RFC 5746). */
@Isolated
class RenegotiationTest {
    private static final String PROPERTY = "io.handfast.renegotiation";
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity SERVER = CA.localhost(KeyKind.EC_P256);
    private static final Identity CLIENT = CA.localhost(KeyKind.RSA);
    private static final byte[] CONTENT = "meanwhile".getBytes(StandardCharsets.US_ASCII);

    @AfterEach
    void restore() {
        System.clearProperty(PROPERTY);
    }

    private static EnginePair connected() {
        return connected(Contexts.context(Contexts.HANDFAST, CA, CLIENT), Contexts.context(Contexts.jdk(), CA, SERVER));
    }

    private static EnginePair connected(SSLContext client, SSLContext server) {
        EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {"TLSv1.2"});
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        return pair;
    }

    @Test
    void aClientCertificateIsShownWhenItIsWantedLate() throws Exception {
        System.setProperty(PROPERTY, "client");
        EnginePair pair = connected();
        assertThrows(
                SSLPeerUnverifiedException.class, () -> pair.server.getSession().getPeerCertificates());
        for (int round = 0; round < 2; round++) {
            byte[] id = pair.client.getSession().getId();
            pair.server.setNeedClientAuth(true);
            pair.server.getSession().invalidate();
            pair.server.beginHandshake();
            pair.handshake();
            assertNull(pair.clientFault);
            assertNull(pair.serverFault);
            assertEquals(
                    List.of(CLIENT.chain().get(0)),
                    List.of(pair.server.getSession().getPeerCertificates()).subList(0, 1));
            assertEquals(CLIENT.chain().get(0), pair.client.getSession().getLocalCertificates()[0]);
            assertArrayEquals(id, pair.client.getSession().getId(), "the only session that can be resumed");
            assertArrayEquals(CONTENT, EnginePair.transfer(pair.client, pair.server, CONTENT));
            assertArrayEquals(CONTENT, EnginePair.transfer(pair.server, pair.client, CONTENT));
        }
    }

    /** What a renegotiation makes is never resumed, so that the session to be ended is still the first one. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSessionThatIsInvalidatedAfterwardsIsNotResumed(boolean invalidated) {
        System.setProperty(PROPERTY, "client");
        SSLContext client = Contexts.context(Contexts.HANDFAST, CA, CLIENT);
        SSLContext server = Contexts.context(Contexts.jdk(), CA, SERVER);
        EnginePair pair = connected(client, server);
        SSLSession session = pair.client.getSession();
        byte[] id = session.getId();
        long made = session.getCreationTime();
        pair.server.setWantClientAuth(true);
        assertDoesNotThrow(pair.server::beginHandshake);
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        assertNotNull(session.getLocalCertificates());
        assertArrayEquals(id, session.getId());
        assertEquals(made, session.getCreationTime());
        if (invalidated) {
            session.invalidate();
        }
        assertEquals(!invalidated, session.isValid());
        EnginePair next = connected(client, server);
        assertEquals(!invalidated, HandfastSession.of(next.client.getSession()).resumed());
    }

    @Test
    void withoutThePropertyItIsDeclined() throws Exception {
        EnginePair pair = connected();
        pair.server.setNeedClientAuth(true);
        pair.server.beginHandshake();
        pair.handshake();
        // The JDK's server takes our no_renegotiation for the end, and says so.
        assertTrue(String.valueOf(pair.serverFault).contains("no_renegotiation"), () -> "" + pair.serverFault);
        assertTrue(String.valueOf(pair.clientFault).contains("Received fatal alert"), () -> "" + pair.clientFault);
    }

    @Test
    void aProgramOfOursCannotBeginOne() {
        System.setProperty(PROPERTY, "client");
        EnginePair pair = connected();
        assertThrows(SSLException.class, pair.client::beginHandshake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "yes"})
    void anotherValueIsAMistake(String value) {
        System.setProperty(PROPERTY, value);
        IllegalStateException fault =
                assertThrows(IllegalStateException.class, () -> Contexts.context(Contexts.HANDFAST, CA));
        assertTrue(String.valueOf(fault.getCause()).contains(PROPERTY));
    }
}
