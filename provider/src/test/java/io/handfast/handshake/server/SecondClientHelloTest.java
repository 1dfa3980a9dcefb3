package io.handfast.handshake.server;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.MISSING_EXTENSION;
import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;
import static io.handfast.handshake.server.ServerFixture.config;
import static io.handfast.handshake.server.ServerFixture.groups;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.Cookie;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.Padding;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.message.ClientHello;
import io.handfast.message.HelloRetryRequest;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may change between the two ClientHellos, and what may not (RFC 8446 §4.1.2, §4.1.4). */
class SecondClientHelloTest {
    private static final TlsConfig CLIENT = config().build();
    private static final TlsConfig SERVER =
            config(KeyKind.EC_P256).groups(groups("secp384r1")).build();

    private static final TlsConfig STATELESS = new TlsConfigBuilder(SERVER)
            .options(ConnectionOptions.DEFAULTS.withStatelessRetry(true))
            .build();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Spec({"RFC8446-4.1.1-3", "RFC8446-4.1.4-1", "RFC8446-4.1.4-9", "RFC8446-4.2.2-4"})
    void asksForItsOwnGroupAndGetsIt(boolean stateless) {
        LockStep pair = afterRetry(stateless);
        HelloRetryRequest retry = pair.serverEffects().sent(HelloRetryRequest.class);
        assertEquals(
                24,
                retry.extensions().find(KeyShare.RetryGroup.class).orElseThrow().group());
        pair.finish();
        assertTrue(pair.server().connected());
        assertTrue(pair.serverEffects().facts().helloRetryRequest());
        assertEquals(
                1,
                pair.serverEffects().log().stream()
                        .filter("change_cipher_spec"::equals)
                        .count(),
                "one compatibility record, after the HelloRetryRequest");
    }

    @Test
    @Spec("RFC8446-D.4-1")
    void sendsNoCompatibilityRecordToAClientWithoutSessionId() {
        TlsConfig modern =
                new TlsConfigBuilder(CLIENT).middleboxCompatibility(false).build();
        LockStep pair = new LockStep(modern, SERVER).finish();
        assertTrue(pair.server().connected());
        assertTrue(!pair.serverEffects().log().contains("change_cipher_spec"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsPaddingChange(boolean stateless) {
        LockStep pair = afterRetry(stateless);
        pair.changed(
                ClientHello.class, hello -> extensions(hello, hello.extensions().with(new Padding(7))));
        assertEquals("WaitFinished", pair.server().name());
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                row("random", hello -> copy(hello, Bytes.owning(new byte[32]), hello.sessionId()), ILLEGAL_PARAMETER),
                row("session id", hello -> copy(hello, hello.random(), Bytes.empty()), ILLEGAL_PARAMETER),
                row(
                        "suites",
                        hello -> new ClientHello(
                                hello.legacyVersion(),
                                hello.random(),
                                hello.sessionId(),
                                CodePoints.of(0x1301),
                                hello.compressionMethods(),
                                hello.extensions()),
                        ILLEGAL_PARAMETER),
                row(
                        "a new extension",
                        hello -> extensions(
                                hello, hello.extensions().with(new ApplicationLayerProtocolNegotiation(List.of("h2")))),
                        ILLEGAL_PARAMETER),
                row(
                        "no shares",
                        hello -> extensions(hello, hello.extensions().with(new KeyShare.Offered(List.of()))),
                        ILLEGAL_PARAMETER),
                row("a share in another group", hello -> shares(hello, 29), ILLEGAL_PARAMETER),
                row("two shares", hello -> shares(hello, 24, 29), ILLEGAL_PARAMETER),
                row("another version", hello -> version(hello, 0x0302, hello.extensions()), ILLEGAL_PARAMETER),
                // RFC 8446 §D.5: this one is refused as such in any hello
                row("the version of SSL 3.0", hello -> version(hello, 0x0300, hello.extensions()), PROTOCOL_VERSION),
                row(
                        "the version of SSL 3.0, without a cookie",
                        hello -> version(hello, 0x0300, hello.extensions().without(ExtensionType.COOKIE)),
                        PROTOCOL_VERSION),
                row(
                        "no key_share at all",
                        hello -> extensions(hello, hello.extensions().without(ExtensionType.KEY_SHARE)),
                        MISSING_EXTENSION));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    @Spec("RFC8446-D.5-10")
    void refuses(String name, UnaryOperator<ClientHello> change, AlertDescription alert) {
        for (boolean stateless : new boolean[] {false, true}) {
            assertRefused(afterRetry(stateless), change, alert);
        }
    }

    private static void assertRefused(LockStep pair, UnaryOperator<ClientHello> change, AlertDescription alert) {
        TlsException fault = assertThrows(TlsException.class, () -> pair.changed(ClientHello.class, change));
        assertEquals(alert, fault.alert(), fault::reason);
    }

    private static LockStep afterRetry(boolean stateless) {
        LockStep pair = new LockStep(CLIENT, stateless ? STATELESS : SERVER);
        pair.step();
        assertEquals(
                stateless ? "WaitCookie" : "WaitSecondClientHello",
                pair.server().name());
        return pair;
    }

    /** RFC 8446 §4.2.2: the cookie comes back as it went, and holds for this client's first hello alone. */
    @Test
    void theCookieMustBeOurs() {
        assertRefused(
                afterRetry(true),
                hello -> extensions(hello, hello.extensions().without(ExtensionType.COOKIE)),
                MISSING_EXTENSION);
        int length = cookie(afterRetry(true)).cookie().length();
        for (int at = 0; at < length; at++) {
            int position = at;
            assertRefused(afterRetry(true), hello -> withCookie(hello, spoilt(hello, position)), ILLEGAL_PARAMETER);
        }
        assertRefused(afterRetry(true), hello -> withCookie(hello, new Cookie(Bytes.hex("00"))), ILLEGAL_PARAMETER);
        Cookie ofAnother = cookie(afterRetry(true));
        assertRefused(afterRetry(true), hello -> withCookie(hello, ofAnother), ILLEGAL_PARAMETER);
        Bytes noCookie = STATELESS
                .sessions()
                .tickets()
                .keys()
                .seal(STATELESS.jca(), new WireWriter().bytes(new byte[] {1, 13, 0, 0}))
                .orElseThrow();
        assertRefused(afterRetry(true), hello -> withCookie(hello, new Cookie(noCookie)), ILLEGAL_PARAMETER);
        Bytes nothing = STATELESS
                .sessions()
                .tickets()
                .keys()
                .seal(STATELESS.jca(), new WireWriter())
                .orElseThrow();
        assertRefused(afterRetry(true), hello -> withCookie(hello, new Cookie(nothing)), ILLEGAL_PARAMETER);
    }

    @Test
    void noCookieIsATicket() {
        Cookie cookie = cookie(afterRetry(true));
        assertTrue(STATELESS
                .sessions()
                .tickets()
                .open13(STATELESS.jca(), cookie.cookie())
                .isEmpty());
        assertTrue(STATELESS
                .sessions()
                .tickets()
                .open12(STATELESS.jca(), cookie.cookie())
                .isEmpty());
    }

    private static Cookie cookie(LockStep pair) {
        return pair.serverEffects()
                .sent(HelloRetryRequest.class)
                .extensions()
                .find(Cookie.class)
                .orElseThrow();
    }

    private static ClientHello withCookie(ClientHello hello, Cookie cookie) {
        return extensions(hello, hello.extensions().with(cookie));
    }

    private static Cookie spoilt(ClientHello hello, int at) {
        byte[] bytes =
                hello.extensions().find(Cookie.class).orElseThrow().cookie().toArray();
        bytes[at] ^= 1;
        return new Cookie(Bytes.owning(bytes));
    }

    private static Arguments row(String name, UnaryOperator<ClientHello> change, AlertDescription alert) {
        return arguments(name, change, alert);
    }

    private static ClientHello shares(ClientHello hello, int... groups) {
        List<KeyShareEntry> shares = CodePoints.of(groups).stream()
                .mapToObj(group -> new KeyShareEntry(group, Bytes.hex("04")))
                .toList();
        return extensions(hello, hello.extensions().with(new KeyShare.Offered(shares)));
    }

    private static ClientHello copy(ClientHello hello, Bytes random, Bytes sessionId) {
        return new ClientHello(
                hello.legacyVersion(),
                random,
                sessionId,
                hello.cipherSuites(),
                hello.compressionMethods(),
                hello.extensions());
    }

    private static ClientHello extensions(ClientHello hello, ExtensionBlock extensions) {
        return version(hello, hello.legacyVersion(), extensions);
    }

    private static ClientHello version(ClientHello hello, int legacyVersion, ExtensionBlock extensions) {
        return new ClientHello(
                legacyVersion,
                hello.random(),
                hello.sessionId(),
                hello.cipherSuites(),
                hello.compressionMethods(),
                extensions);
    }
}
