package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastContext;
import io.handfast.HandfastSession;
import io.handfast.HandfastTicketKeys;
import io.handfast.IdentityFiles;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestPem;
import java.nio.file.Path;
import java.security.KeyManagementException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts made of PEM files, and what their connections do when the files change. */
class IdentityFilesTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity FIRST = CA.localhost(KeyKind.EC_P256);
    private static final Identity SECOND = CA.localhost(KeyKind.EC_P256);
    private static final Identity CLIENT =
            CA.leaf(KeyKind.EC_P256).subject("CN=client").clientAuth().issue();

    @TempDir
    Path folder;

    private Path write(String name, Identity identity) {
        return TestPem.write(folder.resolve(name), TestPem.chain(identity.chain()) + TestPem.key(identity));
    }

    private Path trusted() {
        return TestPem.write(folder.resolve("ca.pem"), TestPem.chain(List.of(CA.root())));
    }

    private IdentityFiles files(Path file) throws Exception {
        return IdentityFiles.builder().add(file, file).checkEvery(Duration.ZERO).load();
    }

    private static EnginePair meet(SSLContext client, SSLContext server) {
        EnginePair pair =
                new EnginePair(client.createSSLEngine("localhost", 4433), server.createSSLEngine()).handshake();
        assertNull(pair.clientFault, () -> String.valueOf(pair.clientFault));
        assertNull(pair.serverFault, () -> String.valueOf(pair.serverFault));
        return pair;
    }

    private static boolean resumed(EnginePair pair) {
        return HandfastSession.of(pair.client.getSession()).resumed();
    }

    @Test
    void everythingTheBuilderSetsHolds() throws Exception {
        Path server = write("server.pem", FIRST);
        Path client = write("client.pem", CLIENT);
        SSLContext serverContext = HandfastContext.builder()
                .identity(server, server)
                .trust(trusted())
                .needClientAuthentication()
                .protocols("TLSv1.3")
                .cipherSuites("TLS_AES_256_GCM_SHA384")
                .groups("x448")
                .applicationProtocols("two", "one")
                .build();
        SSLContext clientContext = HandfastContext.builder()
                .identity(client, client)
                .trust(trusted())
                .applicationProtocols("one", "two")
                .endpointIdentification("HTTPS")
                .build();
        EnginePair pair = meet(clientContext, serverContext);
        assertEquals("TLSv1.3", pair.server.getSession().getProtocol());
        assertEquals("TLS_AES_256_GCM_SHA384", pair.server.getSession().getCipherSuite());
        assertEquals(
                "x448",
                HandfastSession.of(pair.client.getSession()).namedGroup().orElse(""));
        assertEquals("two", pair.client.getApplicationProtocol());
        assertEquals(CLIENT.certificate(), pair.server.getSession().getPeerCertificates()[0]);
        SSLParameters parameters = serverContext.createSSLEngine().getSSLParameters();
        assertTrue(parameters.getNeedClientAuth());
        assertArrayEquals(new String[] {"TLSv1.3"}, parameters.getProtocols());
        assertEquals("HTTPS", clientContext.createSSLEngine().getSSLParameters().getEndpointIdentificationAlgorithm());
    }

    @Test
    void wantingACertificateGoesOnWithout() throws Exception {
        Path server = write("server.pem", FIRST);
        SSLContext serverContext = HandfastContext.builder()
                .identity(server, server)
                .trust(trusted())
                .wantClientAuthentication()
                .build();
        EnginePair pair = meet(HandfastContext.builder().trust(trusted()).build(), serverContext);
        assertTrue(serverContext.createSSLEngine().getSSLParameters().getWantClientAuth());
        assertThrows(
                javax.net.ssl.SSLPeerUnverifiedException.class,
                () -> pair.server.getSession().getPeerCertificates());
    }

    @Test
    void buildSaysWhichFileIsWrong() {
        Path server = write("server.pem", FIRST);
        Path missing = folder.resolve("missing.pem");
        Path empty = TestPem.write(folder.resolve("empty.pem"), "nothing");
        refused(HandfastContext.builder().identity(missing, server), "'" + missing + "' does not exist");
        refused(HandfastContext.builder().identity(server, empty), "'" + empty + "' holds no private key");
        refused(HandfastContext.builder().trust(empty), "'" + empty + "' holds no certificate");
        refused(HandfastContext.builder().identity(server, server).protocols("TLSv9"), "TLSv9");
    }

    private static void refused(HandfastContext builder, String words) {
        KeyManagementException refusal = assertThrows(KeyManagementException.class, builder::build);
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.toString());
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, true", "TLSv1.3, false", "TLSv1.2, true", "TLSv1.2, false"})
    void sessionsOfARemovedServerIdentityAreNotResumed(String protocol, boolean tickets) throws Exception {
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", String.valueOf(tickets));
        try {
            Path file = write("server.pem", FIRST);
            SSLContext server =
                    HandfastContext.builder().identities(files(file)).build();
            SSLContext client = HandfastContext.builder()
                    .trust(trusted())
                    .protocols(protocol)
                    .build();
            assertEquals(
                    FIRST.certificate(),
                    meet(client, server).client.getSession().getPeerCertificates()[0]);
            assertTrue(resumed(meet(client, server)));
            write("server.pem", SECOND);
            EnginePair changed = meet(client, server);
            assertTrue(!resumed(changed), "a session outlived its identity");
            assertEquals(SECOND.certificate(), changed.client.getSession().getPeerCertificates()[0]);
            assertTrue(resumed(meet(client, server)));
        } finally {
            System.clearProperty("jdk.tls.server.enableSessionTicketExtension");
        }
    }

    /** Servers that share ticket keys know each other's sessions, with the certificate that the client has seen. */
    @ParameterizedTest
    @CsvSource({"TLSv1.3, true", "TLSv1.3, false", "TLSv1.2, true", "TLSv1.2, false"})
    void sessionsOfAnotherServerWithTheSameIdentityAreResumed(String protocol, boolean watched) throws Exception {
        Path file = write("server.pem", FIRST);
        Path others = write("other.pem", SECOND);
        HandfastTicketKeys keys = HandfastTicketKeys.of(new byte[80]);
        SSLContext one = sharing(keys, file, watched);
        SSLContext same = sharing(keys, file, watched);
        SSLContext other = sharing(keys, others, true);
        SSLContext client =
                HandfastContext.builder().trust(trusted()).protocols(protocol).build();
        assertTrue(!resumed(meet(client, one)));
        EnginePair pair = meet(client, same);
        assertTrue(resumed(pair));
        assertArrayEquals(
                FIRST.chain().toArray(), pair.server.getSession().getLocalCertificates(), "what the client has seen");
        String binding = "tls-server-end-point";
        byte[] ofClient = HandfastSession.of(pair.client.getSession())
                .channelBinding(binding)
                .orElseThrow();
        assertArrayEquals(
                ofClient,
                HandfastSession.of(pair.server.getSession())
                        .channelBinding(binding)
                        .orElseThrow());
        assertTrue(!resumed(meet(client, other)), "an identity that this server does not have");
    }

    /** The first that a server hears of a change of its files may be a session that another one made with what is in them now. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void sessionsOfAnotherServerThatReadTheNewFilesFirstAreResumed(String protocol) throws Exception {
        Path file = write("server.pem", FIRST);
        HandfastTicketKeys keys = HandfastTicketKeys.of(new byte[80]);
        SSLContext one = sharing(keys, file, true);
        SSLContext same = sharing(keys, file, true);
        write("server.pem", SECOND);
        SSLContext client =
                HandfastContext.builder().trust(trusted()).protocols(protocol).build();
        assertEquals(SECOND.certificate(), meet(client, one).client.getSession().getPeerCertificates()[0]);
        EnginePair pair = meet(client, same);
        assertTrue(resumed(pair));
        assertArrayEquals(SECOND.chain().toArray(), pair.server.getSession().getLocalCertificates());
    }

    private SSLContext sharing(HandfastTicketKeys keys, Path file, boolean watched) throws Exception {
        HandfastContext builder = HandfastContext.builder().ticketKeys(keys);
        return (watched ? builder.identities(files(file)) : builder.identity(file, file)).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void sessionsOfARemovedClientIdentityAreNotOffered(String protocol) throws Exception {
        Path serverFile = write("server.pem", FIRST);
        Path clientFile = write("client.pem", CLIENT);
        SSLContext server = HandfastContext.builder()
                .identity(serverFile, serverFile)
                .trust(trusted())
                .needClientAuthentication()
                .protocols(protocol)
                .build();
        SSLContext client = HandfastContext.builder()
                .identities(files(clientFile))
                .trust(trusted())
                .build();
        meet(client, server);
        assertTrue(resumed(meet(client, server)));
        Identity fresh =
                CA.leaf(KeyKind.EC_P256).subject("CN=fresh").clientAuth().issue();
        write("client.pem", fresh);
        EnginePair changed = meet(client, server);
        assertTrue(!resumed(changed), "a session outlived its identity");
        assertEquals(fresh.certificate(), changed.server.getSession().getPeerCertificates()[0]);
        assertTrue(resumed(meet(client, server)));
    }

    @Test
    void manyHandshakesWhileTheFilesChange() throws Exception {
        Path chain = folder.resolve("chain.pem");
        Path key = folder.resolve("key.pem");
        Identity[] identities = {FIRST, SECOND};
        writeBoth(chain, key, FIRST);
        IdentityFiles files = IdentityFiles.builder()
                .add(chain, key)
                .checkEvery(Duration.ZERO)
                .load();
        SSLContext server = HandfastContext.builder().identities(files).build();
        SSLContext client = HandfastContext.builder().trust(trusted()).build();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(5);
        try {
            Future<?> writer = pool.submit(() -> {
                for (int i = 1; !done.get(); i++) {
                    writeBoth(chain, key, identities[i % 2]);
                }
            });
            List<Future<Set<X509Certificate>>> handshakes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                handshakes.add(pool.submit(shaking(client, server)));
            }
            for (Future<Set<X509Certificate>> each : handshakes) {
                // The client has verified a signature by each of these keys, so no key went with the other's chain.
                assertTrue(Set.of(FIRST.certificate(), SECOND.certificate()).containsAll(each.get()));
            }
            done.set(true);
            writer.get();
            writeBoth(chain, key, SECOND);
            files.reload();
            SSLEngine last = meet(client, server).client;
            assertEquals(SECOND.certificate(), last.getSession().getPeerCertificates()[0]);
        } finally {
            done.set(true);
            pool.shutdownNow();
        }
    }

    private static void writeBoth(Path chain, Path key, Identity identity) {
        TestPem.write(chain, TestPem.chain(identity.chain()));
        TestPem.write(key, TestPem.key(identity));
    }

    private static Callable<Set<X509Certificate>> shaking(SSLContext client, SSLContext server) {
        return () -> {
            Set<X509Certificate> met = new java.util.HashSet<>();
            for (int i = 0; i < 40; i++) {
                EnginePair pair = meet(client, server);
                met.add((X509Certificate) pair.client.getSession().getPeerCertificates()[0]);
            }
            assertNotNull(met);
            return met;
        };
    }
}
