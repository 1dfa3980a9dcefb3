package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;
import javax.net.ssl.SSLSessionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions as programs see them through the standard API: contexts, values, invalidation (JSSE, SSLSessionContext). */
class SessionContextTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final String PROTOCOLS = "TLSv1.2, true\nTLSv1.2, false\nTLSv1.3, true\nTLSv1.3, false";

    private final SSLContext client = Contexts.context(Contexts.HANDFAST, CA);
    private SSLContext server = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));

    /** From here on the server keeps its sessions itself. */
    private void keepSessionsAtTheServer() {
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
        try {
            server = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));
        } finally {
            System.clearProperty("jdk.tls.server.enableSessionTicketExtension");
        }
    }

    private EnginePair pair(String protocol, int port) {
        SSLEngine engine = client.createSSLEngine("localhost", port);
        engine.setEnabledProtocols(new String[] {protocol});
        return new EnginePair(engine, server.createSSLEngine());
    }

    private EnginePair connect(String protocol) throws Exception {
        return connected(pair(protocol, 443));
    }

    private static EnginePair connected(EnginePair pair) throws Exception {
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        return pair;
    }

    private static boolean resumed(EnginePair pair) {
        return assertInstanceOf(SessionView.class, pair.client.getSession())
                .facts()
                .resumed();
    }

    private static List<byte[]> ids(SSLSessionContext context) {
        return Collections.list(context.getIds());
    }

    @ParameterizedTest(name = "{0}, tickets: {1}")
    @CsvSource(textBlock = PROTOCOLS)
    void valuesComeBackWithTheSession(String protocol, boolean tickets) throws Exception {
        if (!tickets) {
            keepSessionsAtTheServer();
        }
        SSLSession first = connect(protocol).client.getSession();
        Object value = new Object();
        first.putValue("mine", value);
        EnginePair second = connect(protocol);
        assertTrue(resumed(second));
        assertSame(value, second.client.getSession().getValue("mine"));
        assertArrayEquals(new String[] {"mine"}, second.client.getSession().getValueNames());
        assertNull(second.server.getSession().getValue("mine"), "the other side's values are its own");
        second.client.getSession().putValue("later", 7);
        assertEquals(7, first.getValue("later"), "one session, one set of values");
        second.client.getSession().removeValue("mine");
        assertNull(first.getValue("mine"));

        EnginePair elsewhere = connected(pair(protocol, 444));
        assertFalse(resumed(elsewhere));
        assertNull(elsewhere.client.getSession().getValue("later"), "another peer, another session");
    }

    @Test
    void aServersValuesComeBackToo() throws Exception {
        keepSessionsAtTheServer();
        connect("TLSv1.2").server.getSession().putValue("user", "somebody");
        EnginePair second = connect("TLSv1.2");
        assertTrue(resumed(second));
        assertEquals("somebody", second.server.getSession().getValue("user"));
    }

    @Test
    void listenersHearOfTheirComingAndGoing() throws Exception {
        List<String> heard = new ArrayList<>();
        SSLSession session = connect("TLSv1.2").client.getSession();
        session.putValue("ear", new SSLSessionBindingListener() {
            @Override
            public void valueBound(SSLSessionBindingEvent event) {
                heard.add("bound " + event.getName());
            }

            @Override
            public void valueUnbound(SSLSessionBindingEvent event) {
                heard.add("unbound " + event.getName());
            }
        });
        connect("TLSv1.2").client.getSession().removeValue("ear");
        assertEquals(List.of("bound ear", "unbound ear"), heard);
        assertThrows(IllegalArgumentException.class, () -> session.putValue(null, 1));
        assertThrows(IllegalArgumentException.class, () -> session.putValue("name", null));
        assertThrows(IllegalArgumentException.class, () -> session.getValue(null));
        assertThrows(IllegalArgumentException.class, () -> session.removeValue(null));
    }

    @Test
    void viewsOfOneSessionAreEqualAndAnEndedOneIsInNoContext() throws Exception {
        SSLSession first = connect("TLSv1.2").client.getSession();
        SSLSession second = connect("TLSv1.2").client.getSession();
        assertEquals(first, second, "resumed");
        assertEquals(first.hashCode(), second.hashCode());
        assertNotEquals(first, connect("TLSv1.3").client.getSession());
        assertNotEquals(SessionView.nothing(), SessionView.nothing(), "no session is no other session");
        assertEquals(client.getClientSessionContext(), first.getSessionContext());
        second.invalidate();
        assertNull(second.getSessionContext());
        assertNull(first.getSessionContext(), "the same session on another connection");
    }

    @Test
    void anEndedSessionKeepsNothing() throws Exception {
        SSLSession session = connect("TLSv1.2").client.getSession();
        session.putValue("mine", 1);
        SessionContext context = assertInstanceOf(SessionContext.class, client.getClientSessionContext());
        assertEquals(1, context.values().size());
        session.invalidate();
        assertEquals(0, context.values().size());
        session.putValue("late", 2);
        assertEquals(2, session.getValue("late"));
        assertEquals(0, context.values().size());
    }

    @ParameterizedTest(name = "{0}, tickets: {1}")
    @CsvSource(textBlock = PROTOCOLS)
    void contextsTellTheirSessions(String protocol, boolean tickets) throws Exception {
        if (!tickets) {
            keepSessionsAtTheServer();
        }
        SSLSessionContext clients = client.getClientSessionContext();
        SSLSessionContext servers = server.getServerSessionContext();
        assertTrue(ids(clients).isEmpty());
        EnginePair pair = connect(protocol);
        assertEquals(1, ids(clients).size());
        // What is sealed in tickets is in the clients' keeping.
        assertEquals(tickets ? 0 : 1, ids(servers).size());
        assertTrue(ids(client.getServerSessionContext()).isEmpty(), "each role has sessions of its own");

        SSLSession live = pair.client.getSession();
        SSLSession found = clients.getSession(live.getId());
        assertNotNull(found);
        assertArrayEquals(live.getId(), found.getId());
        assertEquals(live.getCipherSuite(), found.getCipherSuite());
        assertEquals(live.getProtocol(), found.getProtocol());
        assertEquals(live.getCreationTime(), found.getCreationTime());
        assertEquals("localhost", found.getPeerHost());
        assertEquals(443, found.getPeerPort());
        assertArrayEquals(live.getPeerCertificates(), found.getPeerCertificates());
        assertSame(clients, found.getSessionContext());
        if (!tickets) {
            assertNotNull(servers.getSession(pair.server.getSession().getId()));
        }
        assertNull(clients.getSession(new byte[] {1, 2, 3}));
        assertNull(clients.getSession(new byte[0]));
        assertThrows(NullPointerException.class, () -> clients.getSession(null));

        found.invalidate();
        assertFalse(live.isValid());
        assertTrue(ids(clients).isEmpty());
        assertNull(clients.getSession(live.getId()));
        assertFalse(resumed(connect(protocol)));
    }

    @ParameterizedTest(name = "{0}, tickets: {1}")
    @CsvSource(textBlock = PROTOCOLS)
    void whatTheServerEndsIsNotResumed(String protocol, boolean tickets) throws Exception {
        if (!tickets) {
            keepSessionsAtTheServer();
        }
        connect(protocol).server.getSession().invalidate();
        assertFalse(resumed(connect(protocol)));
        assertTrue(resumed(connect(protocol)));
    }

    @Test
    void aSmallerCacheLetsTheOldestGo() throws Exception {
        keepSessionsAtTheServer();
        SSLSessionContext servers = server.getServerSessionContext();
        List<byte[]> made = new ArrayList<>();
        for (int port = 1; port <= 4; port++) {
            made.add(connected(pair("TLSv1.2", port)).server.getSession().getId());
        }
        assertEquals(4, ids(servers).size());
        servers.setSessionCacheSize(2);
        assertEquals(2, servers.getSessionCacheSize());
        assertNull(servers.getSession(made.get(0)));
        assertNull(servers.getSession(made.get(1)));
        assertNotNull(servers.getSession(made.get(2)));
        assertNotNull(servers.getSession(made.get(3)));
        connected(pair("TLSv1.2", 5));
        assertNull(servers.getSession(made.get(2)));
        assertEquals(2, ids(servers).size());
        assertFalse(resumed(connected(pair("TLSv1.2", 1))));
        assertThrows(IllegalArgumentException.class, () -> servers.setSessionCacheSize(-1));
        assertThrows(IllegalArgumentException.class, () -> servers.setSessionTimeout(-1));
        servers.setSessionTimeout(5);
        assertEquals(5, servers.getSessionTimeout());
        servers.setSessionTimeout(0);
        assertEquals(0, servers.getSessionTimeout());
    }

    @ParameterizedTest(name = "{0}, tickets: {1}")
    @CsvSource(textBlock = PROTOCOLS)
    void withoutSessionCreationOnlyAResumptionWillDo(String protocol, boolean tickets) throws Exception {
        if (!tickets) {
            keepSessionsAtTheServer();
        }
        EnginePair none = pair(protocol, 443);
        none.client.setEnableSessionCreation(false);
        SSLHandshakeException refusal = assertThrows(
                SSLHandshakeException.class,
                () -> none.client.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(1 << 16)));
        assertTrue(String.valueOf(refusal).contains("does not allow a new one"));

        EnginePair strict = pair(protocol, 443);
        strict.server.setEnableSessionCreation(false);
        strict.handshake();
        SSLHandshakeException fault = assertInstanceOf(SSLHandshakeException.class, strict.serverFault);
        assertTrue(String.valueOf(fault).contains("does not allow a new one"));

        connect(protocol);
        EnginePair both = pair(protocol, 443);
        both.client.setEnableSessionCreation(false);
        both.server.setEnableSessionCreation(false);
        assertTrue(resumed(connected(both)));
    }
}
