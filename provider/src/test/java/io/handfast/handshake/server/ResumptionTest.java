package io.handfast.handshake.server;

import static io.handfast.alert.AlertDescription.DECRYPT_ERROR;
import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.crypto.Secret;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.MaxFragmentLength;
import io.handfast.extension.ServerName;
import io.handfast.extension.SessionTicket;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.Certificate12;
import io.handfast.message.CertificateVerify;
import io.handfast.message.ClientHello;
import io.handfast.message.ClientKeyExchange;
import io.handfast.message.Finished;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.NewSessionTicket12;
import io.handfast.message.ServerHello;
import io.handfast.session.Session12;
import io.handfast.session.SessionFacts;
import io.handfast.session.Sessions;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuite12;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.SampleFacts;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which ClientHello takes up which session of TLS 1.2, and how it goes on (RFC 5246 §7.3, RFC 5077 §3.4, RFC 7627 §5.3). */
class ResumptionTest {
    private static final Bytes ID = Bytes.hex("1d".repeat(32));
    private static final String GCM = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
    private static final String CBC = "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA";
    private static final String FULL = "WaitClientKeyExchange";
    private static final String RESUMED = "WaitResumedFinished";

    /** A session that the server kept. */
    private record Kept(
            String suite,
            ProtocolVersion version,
            boolean extended,
            boolean encryptThenMac,
            String name,
            int fragment) {
        static final Kept USUAL = new Kept(GCM, ProtocolVersion.TLS12, true, false, "localhost");

        Kept(String suite, ProtocolVersion version, boolean extended, boolean encryptThenMac, String name) {
            this(suite, version, extended, encryptThenMac, name, 0);
        }

        Session12 session() {
            SessionFacts facts = SampleFacts.of(ID, new ManualClock().instant())
                    .serverName(name.isEmpty() ? Optional.empty() : Optional.of(name))
                    .localCertificates(ServerFixture.identity(KeyKind.EC_P256).chain())
                    .maxFragmentLength(fragment)
                    .build();
            return new Session12(
                    facts,
                    version,
                    (CipherSuite12) ServerFixture.suites(suite).get(0),
                    Secret.owning(Bytes.hex("ab".repeat(48)).toArray()),
                    extended,
                    encryptThenMac,
                    Bytes.empty(),
                    Duration.ZERO);
        }
    }

    private static Arguments row(
            String what,
            Kept kept,
            UnaryOperator<ClientHello> hello,
            UnaryOperator<TlsConfigBuilder> config,
            String state) {
        return arguments(what, kept, hello, config, state);
    }

    static Stream<Arguments> offers() {
        Kept unbound = new Kept(GCM, ProtocolVersion.TLS12, false, false, "localhost");
        Kept encryptThenMac = new Kept(CBC, ProtocolVersion.TLS12, true, true, "localhost");
        Kept macThenEncrypt = new Kept(CBC, ProtocolVersion.TLS12, true, false, "localhost");
        Kept shortRecords = new Kept(GCM, ProtocolVersion.TLS12, true, false, "localhost", 512);
        UnaryOperator<ClientHello> asItIs = hello -> hello;
        UnaryOperator<ClientHello> notBound = hello -> without(hello, ExtensionType.EXTENDED_MASTER_SECRET);
        UnaryOperator<TlsConfigBuilder> usual = config -> config;
        UnaryOperator<TlsConfigBuilder> legacy =
                config -> config.sessions(config.build().sessions().withLegacyResumption(true));
        return Stream.of(
                row("as it was", Kept.USUAL, asItIs, usual, RESUMED),
                row("the name in capitals", Kept.USUAL, hello -> named(hello, "LOCALHOST"), usual, RESUMED),
                row("another name", Kept.USUAL, hello -> named(hello, "elsewhere.example"), usual, FULL),
                row("no name", Kept.USUAL, hello -> without(hello, ExtensionType.SERVER_NAME), usual, FULL),
                row("no name before", new Kept(GCM, ProtocolVersion.TLS12, true, false, ""), asItIs, usual, FULL),
                row(
                        "another version",
                        new Kept(GCM, ProtocolVersion.TLS11, true, false, "localhost"),
                        asItIs,
                        usual,
                        FULL),
                row("the suite is not offered", Kept.USUAL, hello -> suites(hello, CBC), usual, FULL),
                row(
                        "the suite is not enabled any more",
                        Kept.USUAL,
                        asItIs,
                        config -> config.cipherSuites(ServerFixture.suites(CBC)),
                        FULL),
                row("a session without binding, offered with it", unbound, asItIs, legacy, FULL),
                row("neither bound, which is not allowed", unbound, notBound, usual, FULL),
                row("neither bound, which is allowed", unbound, notBound, legacy, RESUMED),
                row("encrypt-then-MAC again", encryptThenMac, asItIs, usual, RESUMED),
                row(
                        "encrypt-then-MAC not offered any more",
                        encryptThenMac,
                        hello -> without(hello, ExtensionType.ENCRYPT_THEN_MAC),
                        usual,
                        FULL),
                row("encrypt-then-MAC now too", macThenEncrypt, asItIs, usual, RESUMED),
                row("the same length of records", shortRecords, hello -> records(hello, 1), usual, RESUMED),
                row("another length of records", shortRecords, hello -> records(hello, 2), usual, FULL),
                row("no length of records", shortRecords, asItIs, usual, FULL),
                row("no length of records before", Kept.USUAL, hello -> records(hello, 1), usual, RESUMED),
                row("another id", Kept.USUAL, hello -> id(hello, Bytes.hex("2e".repeat(32))), usual, FULL),
                row("no id", Kept.USUAL, hello -> id(hello, Bytes.empty()), usual, FULL),
                row(
                        "a ticket that does not hold beside an id that does",
                        Kept.USUAL,
                        hello -> ticket(hello, Bytes.hex("00".repeat(64))),
                        usual,
                        FULL),
                row(
                        "a ticket that is the name of a session",
                        Kept.USUAL,
                        hello -> ticket(id(hello, Bytes.hex("2e".repeat(32))), ID),
                        usual,
                        RESUMED),
                row(
                        "a certificate is wished for",
                        Kept.USUAL,
                        asItIs,
                        config -> config.clientAuthentication(ClientAuthentication.WANTED),
                        RESUMED),
                row(
                        "a certificate is required",
                        Kept.USUAL,
                        asItIs,
                        config -> config.clientAuthentication(ClientAuthentication.REQUIRED),
                        "WaitCertificate"),
                row(
                        "nothing is remembered",
                        Kept.USUAL,
                        asItIs,
                        config -> config.sessions(config.build().sessions().withRemembering(false)),
                        FULL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("offers")
    void takesUpWhatFits(
            String what,
            Kept kept,
            UnaryOperator<ClientHello> hello,
            UnaryOperator<TlsConfigBuilder> config,
            String state) {
        LockStep pair = pair(kept, config);
        pair.changed(ClientHello.class, offered -> hello.apply(id(offered, ID)));
        assertEquals(state, pair.server().name());
        ServerHello answer = pair.serverEffects().sent(ServerHello.class);
        boolean resumed = state.equals(RESUMED);
        assertEquals(resumed, pair.serverEffects().facts().resumed());
        assertEquals(resumed, pair.serverEffects().log().contains("send Finished"));
        // RFC 6066 §4: the length goes with the session, old or new
        int length = answer.extensions()
                .find(MaxFragmentLength.class)
                .map(MaxFragmentLength::length)
                .orElse(0);
        assertEquals(length, pair.serverEffects().facts().maxFragmentLength());
        if (resumed) {
            assertEquals(kept.extended(), answer.extensions().has(ExtensionType.EXTENDED_MASTER_SECRET));
            assertEquals(kept.suite().equals(CBC), answer.extensions().has(ExtensionType.ENCRYPT_THEN_MAC));
            assertEquals(hello.apply(id(offer(), ID)).sessionId(), answer.sessionId());
            // RFC 6066 §3: a resumption does not speak of the name.
            assertFalse(answer.extensions().has(ExtensionType.SERVER_NAME));
            assertEquals(ID, pair.serverEffects().facts().sessionId());
        } else {
            assertFalse(answer.sessionId().equals(ID), "an id of its own");
        }
    }

    /** A session in which the client showed a chain. */
    private static Session12 known(ManualClock clock, String identification) {
        Session12 session = Kept.USUAL.session();
        SessionFacts facts = session.facts();
        return session.with(SampleFacts.like(facts, clock.instant())
                .peerCertificates(ServerFixture.identity(KeyKind.EC_P256).chain())
                .identification(identification)
                .build());
    }

    @ParameterizedTest(name = "a client checked by \"{0}\", {1} days later: {2}")
    @CsvSource({"'', 1, WaitResumedFinished", "LDAPS, 1, WaitClientKeyExchange", "'', 36500, WaitClientKeyExchange"})
    void aClientIsKnownAgainWhileItsChainIsGood(String identification, int days, String state) {
        ManualClock clock = new ManualClock();
        Sessions sessions = Sessions.of(new SecureRandom(), clock, 10, Duration.ofHours(1));
        sessions.server().timeout(Duration.ofDays(73_000));
        sessions.server().add(known(clock, identification));
        clock.pass(Duration.ofDays(days));
        LockStep pair = new LockStep(
                client(),
                ServerFixture.config(KeyKind.EC_P256)
                        .clientAuthentication(ClientAuthentication.NONE)
                        .sessions(sessions)
                        .build());
        pair.changed(ClientHello.class, hello -> id(hello, ID));
        assertEquals(state, pair.server().name());
    }

    @Test
    void aBoundSessionOfferedWithoutTheBindingEndsTheHandshake() {
        LockStep pair = pair(Kept.USUAL, config -> config);
        assertAlert(
                HANDSHAKE_FAILURE,
                () -> pair.changed(
                        ClientHello.class, hello -> without(id(hello, ID), ExtensionType.EXTENDED_MASTER_SECRET)));
    }

    @Test
    @Spec("RFC8446-4.3.2-8")
    void sendsItsOnlyFlightInOrder() {
        LockStep pair = pair(Kept.USUAL, config -> config);
        pair.changed(ClientHello.class, hello -> id(hello, ID));
        List<String> log = pair.serverEffects().log();
        assertEquals(
                List.of(
                        "send ServerHello",
                        "change_cipher_spec",
                        "write keys",
                        "send Finished",
                        "read keys after change_cipher_spec"),
                log.stream()
                        .filter(entry -> !entry.startsWith("settled") && !entry.startsWith("limit"))
                        .toList());
    }

    static Stream<HandshakeMessage> wrongMessages() {
        return Stream.of(
                offer(),
                new Certificate12(List.of()),
                new ClientKeyExchange(Bytes.hex("0101")),
                new CertificateVerify(0x0403, Bytes.hex("01")),
                new NewSessionTicket12(1, Bytes.hex("01")));
    }

    @ParameterizedTest
    @MethodSource("wrongMessages")
    void onlyTheFinishedMayCome(HandshakeMessage message) {
        LockStep pair = pair(Kept.USUAL, config -> config);
        pair.changed(ClientHello.class, hello -> id(hello, ID));
        assertAlert(UNEXPECTED_MESSAGE, () -> pair.instead(message));
        assertFalse(pair.serverEffects().log().contains("established"));
    }

    @Test
    void aWrongFinishedIsRefusedAndTheSessionStays() {
        Sessions sessions = sessions();
        LockStep pair = pair(Kept.USUAL, config -> config.sessions(sessions));
        sessions.server().add(Kept.USUAL.session());
        pair.changed(ClientHello.class, hello -> id(hello, ID));
        assertAlert(DECRYPT_ERROR, () -> pair.instead(new Finished(Bytes.hex("00".repeat(12)))));
        // Who only knows the id must not be able to end other people's sessions.
        pair.server().broken(HandshakeFacts.nothing());
        assertFalse(sessions.server().isInvalidated(ID));
    }

    private static LockStep pair(Kept kept, UnaryOperator<TlsConfigBuilder> change) {
        TlsConfigBuilder server = ServerFixture.config(KeyKind.EC_P256);
        Sessions sessions = sessions();
        sessions.server().add(kept.session());
        server.sessions(sessions);
        return new LockStep(client(), change.apply(server).build());
    }

    private static Sessions sessions() {
        return Sessions.of(new SecureRandom(), new ManualClock(), 10, Duration.ofHours(1));
    }

    private static TlsConfig client() {
        return ServerFixture.config(KeyKind.EC_P256)
                .versions(ServerFixture.only12())
                .serverName(Optional.of("localhost"))
                .build();
    }

    private static ClientHello offer() {
        LockStep pair =
                new LockStep(client(), ServerFixture.config(KeyKind.EC_P256).build());
        return (ClientHello) pair.pending();
    }

    private static ClientHello id(ClientHello hello, Bytes id) {
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                id,
                hello.cipherSuites(),
                hello.compressionMethods(),
                hello.extensions());
    }

    private static ClientHello suites(ClientHello hello, String... names) {
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.sessionId(),
                CodePoints.of(ServerFixture.suites(names), CipherSuite::codePoint),
                hello.compressionMethods(),
                hello.extensions());
    }

    private static ClientHello with(ClientHello hello, ExtensionBlock extensions) {
        return hello.with(extensions);
    }

    private static ClientHello without(ClientHello hello, int extension) {
        return with(hello, hello.extensions().without(extension));
    }

    private static ClientHello named(ClientHello hello, String name) {
        return with(hello, hello.extensions().with(new ServerName.Offered(name)));
    }

    private static ClientHello records(ClientHello hello, int code) {
        return with(hello, hello.extensions().with(new MaxFragmentLength(code)));
    }

    private static ClientHello ticket(ClientHello hello, Bytes ticket) {
        return with(hello, hello.extensions().with(new SessionTicket(ticket)));
    }

    private static void assertAlert(AlertDescription alert, Runnable step) {
        TlsException fault = assertThrows(TlsException.class, step::run);
        assertEquals(alert, fault.alert(), fault::reason);
        assertTrue(!fault.reason().isEmpty());
    }
}
