package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.HandfastContext;
import io.handfast.HandfastParameters;
import io.handfast.HandfastSession;
import io.handfast.interop.CountingCompression.Form;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our engine against BoringSSL, through Netty's engine and through Conscrypt's, in both roles (RFC 8446, RFC 10024, RFC 8879). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BoringSslTest {

    private static final byte[] BODY = Bodies.bytes(500_000, 11);
    private static final List<String> GROUPS = List.of("X25519MLKEM768", "x25519", "secp256r1", "secp384r1");

    /** Each key that BoringSSL signs with, in each version, with client authentication and without. */
    static Stream<Arguments> credentials() {
        return Stream.of(Protocol.values())
                .flatMap(protocol -> Stream.of(KeyKind.RSA, KeyKind.P256, KeyKind.P384)
                        .flatMap(kind -> Stream.of(true, false)
                                .map(authenticated -> Arguments.of(protocol, kind, authenticated))));
    }

    @ParameterizedTest(name = "{0} {1} client authenticated: {2}")
    @MethodSource("credentials")
    void ourServer(Protocol protocol, KeyKind kind, boolean authenticated) throws Exception {
        Optional<Credential> client = Optional.of(Pki.pki().client(kind)).filter(present -> authenticated);
        SslContext theirs = BoringSsl.of(protocol).alpn("h2", "http/1.1").client(client);
        SSLEngine engine = BoringSsl.clientEngine(theirs);
        try {
            EnginePair pair = new EnginePair(
                    engine,
                    EnginePair.serverEngine(
                            ours(Optional.of(Pki.pki().server(kind))),
                            Wishes.of(protocol).alpn("h2").needClientCertificate(authenticated)));
            exchange(pair);
            assertEquals(protocol.jsse(), engine.getSession().getProtocol());
            assertEquals("h2", pair.server().getApplicationProtocol());
            if (authenticated) {
                assertEquals(
                        Pki.pki().client(kind).leaf(),
                        pair.server().getSession().getPeerCertificates()[0]);
            }
            assertTrue(pair.close());
        } finally {
            release(engine, theirs);
        }
    }

    @ParameterizedTest(name = "{0} {1} client authenticated: {2}")
    @MethodSource("credentials")
    void ourClient(Protocol protocol, KeyKind kind, boolean authenticated) throws Exception {
        SslContext theirs =
                BoringSsl.of(protocol).alpn("h2", "http/1.1").server(Pki.pki().server(kind), authenticated);
        SSLEngine engine = BoringSsl.serverEngine(theirs);
        try {
            Optional<Credential> client = Optional.of(Pki.pki().client(kind)).filter(present -> authenticated);
            EnginePair pair = new EnginePair(
                    EnginePair.clientEngine(ours(client), Wishes.of(protocol).alpn("h2")), engine);
            exchange(pair);
            assertEquals(protocol.jsse(), pair.client().getSession().getProtocol());
            assertEquals("h2", pair.client().getApplicationProtocol());
            assertEquals(
                    Pki.pki().server(kind).leaf(), pair.client().getSession().getPeerCertificates()[0]);
            if (authenticated) {
                assertEquals(Pki.pki().client(kind).leaf(), engine.getSession().getPeerCertificates()[0]);
            }
            assertTrue(pair.close());
        } finally {
            release(engine, theirs);
        }
    }

    static Stream<String> groups() {
        return GROUPS.stream();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void groupsWhereWeServe(String group) throws Exception {
        SslContext theirs = BoringSsl.of(Protocol.TLS13).groups(named(group)).client(Optional.empty());
        SSLEngine engine = BoringSsl.clientEngine(theirs);
        try {
            EnginePair pair = new EnginePair(
                    engine, EnginePair.serverEngine(ours(Optional.of(Pki.pki().server(KeyKind.RSA))), Wishes.none()));
            pair.handshake();
            assertEquals(Optional.of(group), session(pair.server()).namedGroup());
        } finally {
            release(engine, theirs);
        }
    }

    @ParameterizedTest
    @MethodSource("groups")
    void groupsWhereWeAreTheClient(String group) throws Exception {
        SslContext theirs = BoringSsl.of(Protocol.TLS13)
                .groups(named(group))
                .server(Pki.pki().server(KeyKind.RSA), false);
        SSLEngine engine = BoringSsl.serverEngine(theirs);
        try {
            EnginePair pair = new EnginePair(EnginePair.clientEngine(ours(Optional.empty()), Wishes.none()), engine);
            pair.handshake();
            assertEquals(Optional.of(group), session(pair.client()).namedGroup());
            // Our first flight has shares of the hybrid and of x25519 only.
            assertEquals(group.startsWith("secp"), session(pair.client()).helloRetryRequest());
        } finally {
            release(engine, theirs);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void itsSessionsAreResumedByUs(Protocol protocol) throws Exception {
        SslContext theirs = BoringSsl.of(protocol).client(Optional.empty());
        SSLContext ours = ours(Optional.of(Pki.pki().server(KeyKind.P256)));
        try {
            for (boolean again : new boolean[] {false, true}) {
                SSLEngine engine = BoringSsl.clientEngine(theirs);
                try {
                    EnginePair pair = new EnginePair(engine, EnginePair.serverEngine(ours, Wishes.of(protocol)));
                    exchange(pair);
                    assertEquals(again, session(pair.server()).resumed());
                    assertTrue(pair.close());
                } finally {
                    BoringSsl.release(engine);
                }
            }
        } finally {
            BoringSsl.release(theirs);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void itResumesOurSessions(Protocol protocol) throws Exception {
        SslContext theirs = BoringSsl.of(protocol).server(Pki.pki().server(KeyKind.P256), false);
        SSLContext ours = ours(Optional.empty());
        try {
            for (boolean again : new boolean[] {false, true}) {
                SSLEngine engine = BoringSsl.serverEngine(theirs);
                try {
                    EnginePair pair = new EnginePair(EnginePair.clientEngine(ours, Wishes.of(protocol)), engine);
                    exchange(pair);
                    assertEquals(again, session(pair.client()).resumed());
                    assertTrue(pair.close());
                } finally {
                    BoringSsl.release(engine);
                }
            }
        } finally {
            BoringSsl.release(theirs);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void ourCertificatesCompressed(Form form) throws Exception {
        CountingCompression compression = new CountingCompression(form);
        SslContext theirs =
                BoringSsl.of(Protocol.TLS13).compression(compression).client(Optional.empty());
        SSLEngine engine = BoringSsl.clientEngine(theirs);
        try {
            EnginePair pair = new EnginePair(
                    engine, EnginePair.serverEngine(ours(Optional.of(Pki.pki().server(KeyKind.RSA))), Wishes.none()));
            exchange(pair);
            assertEquals(1, compression.decompressed());
            assertEquals(
                    Pki.pki().server(KeyKind.RSA).leaf(), engine.getSession().getPeerCertificates()[0]);
        } finally {
            release(engine, theirs);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void itsCertificatesCompressed(Form form) throws Exception {
        CountingCompression compression = new CountingCompression(form);
        SslContext theirs = BoringSsl.of(Protocol.TLS13)
                .compression(compression)
                .server(Pki.pki().server(KeyKind.RSA), false);
        SSLEngine engine = BoringSsl.serverEngine(theirs);
        try {
            HandfastParameters accepting = new HandfastParameters();
            accepting.setAcceptedCertificateCompression(new String[] {"brotli", "zstd", "zlib"});
            SSLContext context = HandfastContext.builder()
                    .trustStore(Credential.trustStore(Pki.pki().root()))
                    .parameters(accepting)
                    .build();
            EnginePair pair = new EnginePair(EnginePair.clientEngine(context, Wishes.none()), engine);
            exchange(pair);
            assertEquals(1, compression.compressed());
            assertEquals(
                    Pki.pki().server(KeyKind.RSA).leaf(),
                    pair.client().getSession().getPeerCertificates()[0]);
        } finally {
            release(engine, theirs);
        }
    }

    @ParameterizedTest(name = "{0} we are the client: {1}")
    @CsvSource({"TLS13, true", "TLS13, false", "TLS12, true", "TLS12, false"})
    void conscrypt(Protocol protocol, boolean weAreClient) throws Exception {
        Stack client = weAreClient ? Stack.HANDFAST : Stack.CONSCRYPT;
        Stack server = weAreClient ? Stack.CONSCRYPT : Stack.HANDFAST;
        SSLContext clientContext = client.context(Optional.empty(), Pki.pki().root());
        SSLContext serverContext = server.context(
                Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root());
        Wishes wishes = Wishes.of(protocol).alpn("h2");
        boolean resumed = false;
        for (int round = 0; round < 2; round++) {
            SSLEngine serverEngine = EnginePair.serverEngine(serverContext, wishes);
            if (weAreClient) {
                Conscrypt.setUseSessionTickets(serverEngine, true);
            }
            EnginePair pair = new EnginePair(EnginePair.clientEngine(clientContext, wishes), serverEngine);
            exchange(pair);
            SSLEngine ours = weAreClient ? pair.client() : pair.server();
            assertEquals(protocol.jsse(), ours.getSession().getProtocol());
            assertEquals("h2", ours.getApplicationProtocol());
            if (round == 0) {
                assertFalse(session(ours).resumed());
            }
            resumed = session(ours).resumed();
            assertTrue(pair.close());
        }
        assertTrue(resumed, "the second connection takes up the first");
    }

    private static SSLContext ours(Optional<Credential> own) throws Exception {
        return Stack.HANDFAST.context(own, Pki.pki().root());
    }

    private static HandfastSession session(SSLEngine engine) {
        return HandfastSession.of(engine.getSession());
    }

    /** BoringSSL knows the curves of old by other names. */
    private static String named(String group) {
        return switch (group) {
            case "x25519" -> "X25519";
            case "secp256r1" -> "P-256";
            case "secp384r1" -> "P-384";
            default -> group;
        };
    }

    private static void exchange(EnginePair pair) throws Exception {
        pair.handshake();
        assertEquals(Bodies.digest(BODY), Bodies.digest(pair.up(BODY)));
        assertEquals(Bodies.digest(BODY), Bodies.digest(pair.down(BODY)));
    }

    private static void release(Object... counted) {
        for (Object one : counted) {
            BoringSsl.release(one);
        }
    }
}
