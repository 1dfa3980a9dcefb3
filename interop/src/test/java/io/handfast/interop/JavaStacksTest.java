package io.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our engine against the JDK's and Bouncy Castle's, in both roles (RFC 8446 §2, RFC 5246 §7.3). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class JavaStacksTest {

    private static final byte[] QUESTION = "a question".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = "an answer".getBytes(StandardCharsets.US_ASCII);

    /** Each combination with each stack, and Handfast in each role. */
    static Stream<Arguments> combinations() {
        return Stream.of(Stack.SUN, Stack.BOUNCY_CASTLE)
                .flatMap(other -> Stream.of(true, false)
                        .flatMap(weAreClient -> Combination.all()
                                .map(chosen -> Arguments.of(other, weAreClient ? "server" : "client", chosen))));
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @MethodSource("combinations")
    void everythingThereIsToChoose(Stack other, String role, Combination chosen) throws Exception {
        Stack clientStack = role.equals("server") ? Stack.HANDFAST : other;
        Stack serverStack = role.equals("server") ? other : Stack.HANDFAST;
        Wishes both = Wishes.of(chosen.protocol()).suite(chosen.suite());
        // The group is held to by us alone: before JDK 20 the JDK's stack cannot be told.
        Wishes clientWishes = clientStack == Stack.HANDFAST ? grouped(both, chosen) : both;
        Wishes serverWishes = (serverStack == Stack.HANDFAST ? grouped(both, chosen) : both)
                .needClientCertificate(chosen.client().isPresent());
        Optional<Credential> clientCredential = chosen.client().map(Pki.pki()::client);
        SSLContext client = clientStack.context(clientCredential, Pki.pki().root(), clientWishes);
        SSLContext server = serverStack.context(
                Optional.of(Pki.pki().server(chosen.server())), Pki.pki().root(), serverWishes);
        EnginePair pair = established(
                () -> new EnginePair(client, clientWishes, server, serverWishes), attempts(other, chosen.group()));
        assertArrayEquals(QUESTION, pair.up(QUESTION));
        assertArrayEquals(ANSWER, pair.down(ANSWER));
        assertEquals(chosen.suite().jsse(), pair.client().getSession().getCipherSuite());
        assertEquals(chosen.suite().jsse(), pair.server().getSession().getCipherSuite());
        assertEquals(chosen.protocol().jsse(), pair.server().getSession().getProtocol());
        assertEquals(
                Pki.pki().server(chosen.server()).leaf(),
                pair.client().getSession().getPeerCertificates()[0]);
        if (clientCredential.isPresent()) {
            assertEquals(
                    clientCredential.get().leaf(), pair.server().getSession().getPeerCertificates()[0]);
        }
        assertTrue(pair.close());
    }

    static Stream<Arguments> versions() {
        return Stream.of(Stack.SUN, Stack.BOUNCY_CASTLE)
                .flatMap(other -> Stream.of(Protocol.values()).map(protocol -> Arguments.of(other, protocol)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("versions")
    void applicationProtocolsAreAgreedOn(Stack other, Protocol protocol) throws Exception {
        for (boolean weAreClient : new boolean[] {true, false}) {
            EnginePair pair = pair(
                    weAreClient ? Stack.HANDFAST : other,
                    Wishes.of(protocol).alpn("one", "two"),
                    weAreClient ? other : Stack.HANDFAST,
                    Wishes.of(protocol).alpn("three", "two"));
            pair.handshake();
            assertEquals("two", pair.client().getApplicationProtocol());
            assertEquals("two", pair.server().getApplicationProtocol());
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("versions")
    void noCommonApplicationProtocolIsTheEnd(Stack other, Protocol protocol) throws Exception {
        EnginePair pair = pair(
                other,
                Wishes.of(protocol).alpn("one"),
                Stack.HANDFAST,
                Wishes.of(protocol).alpn("two"));
        assertThrows(SSLException.class, pair::handshake);
    }

    static Stream<Arguments> sizes() {
        return Stream.of(Stack.SUN, Stack.BOUNCY_CASTLE)
                .flatMap(other -> Stream.of(Suite.AES_128, Suite.CHACHA20, Suite.ECDSA_AES_256)
                        .flatMap(suite ->
                                Arrays.stream(Bodies.SIZES).mapToObj(size -> Arguments.of(other, suite, size))));
    }

    @ParameterizedTest(name = "{0} {1} {2} bytes")
    @MethodSource("sizes")
    void bodiesArriveWhole(Stack other, Suite suite, int size) throws Exception {
        byte[] up = Bodies.bytes(size, 5);
        byte[] down = Bodies.bytes(size, 6);
        Wishes wishes = Wishes.of(suite.protocol()).suite(suite);
        for (boolean weAreClient : new boolean[] {true, false}) {
            EnginePair pair =
                    pair(weAreClient ? Stack.HANDFAST : other, wishes, weAreClient ? other : Stack.HANDFAST, wishes);
            pair.handshake();
            assertEquals(Bodies.digest(up), Bodies.digest(pair.up(up)));
            assertEquals(Bodies.digest(down), Bodies.digest(pair.down(down)));
            assertTrue(pair.close());
        }
    }

    /**
     * How often a handshake may be tried.
     *
     * <p>The JDK's stack drops leading zeros of a finite-field secret, against RFC 8446 §7.4.1: one handshake in 256
     * fails with any peer that keeps them. Three in a row do not fail by that alone.
     */
    private static int attempts(Stack other, Group group) {
        return other == Stack.SUN && !group.curve() ? 3 : 1;
    }

    private static EnginePair established(Supplier<EnginePair> pairs, int attempts) throws SSLException {
        EnginePair pair = pairs.get();
        try {
            pair.handshake();
            return pair;
        } catch (SSLException e) {
            if (attempts == 1) {
                throw e;
            }
            return established(pairs, attempts - 1);
        }
    }

    private static EnginePair pair(Stack client, Wishes clientWishes, Stack server, Wishes serverWishes)
            throws Exception {
        return new EnginePair(
                client.context(Optional.empty(), Pki.pki().root(), clientWishes),
                clientWishes,
                server.context(
                        Optional.of(Pki.pki().server(KeyKind.P256)), Pki.pki().root(), serverWishes),
                serverWishes);
    }

    /** The group that was chosen; and in TLS 1.2, less wanted, the curve of the server's key, which is bound to the same list. */
    private static Wishes grouped(Wishes wishes, Combination chosen) {
        return wishes.groups(chosen.group().with(chosen.protocol(), chosen.server()));
    }
}
