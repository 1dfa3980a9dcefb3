package io.handfast.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.bench.stack.Stack;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every handshake, record and socket that the bench measures works with our stack; the others are the bench's to try. */
class MeasuredTest {
    @ParameterizedTest
    @EnumSource(
            value = Handshakes.Kind.class,
            mode = EnumSource.Mode.EXCLUDE,
            // Needs security properties that only a JVM of its own may have.
            names = "TLS12_RSA")
    void handshakes(Handshakes.Kind kind) throws Exception {
        Handshakes handshakes = new Handshakes();
        handshakes.stack = Stack.HANDFAST;
        handshakes.kind = kind;
        handshakes.prepare();
        assertTrue(handshakes.handshake() > 0);
    }

    /** What a stack can do, and is so easily not asked for in the way that it wants. */
    @ParameterizedTest
    @CsvSource({
        "CONSCRYPT, TLS13_RESUMED",
        "CONSCRYPT, TLS12_RESUMED",
        "CONSCRYPT, TLS13_HYBRID",
        "NETTY, TLS13_RESUMED",
        "NETTY, TLS12_RESUMED",
        "NETTY, TLS13_HYBRID"
    })
    void othersDoWhatTheyCan(Stack stack, Handshakes.Kind kind) throws Exception {
        Handshakes handshakes = new Handshakes();
        handshakes.stack = stack;
        handshakes.kind = kind;
        handshakes.prepare();
        assertTrue(handshakes.handshake() > 0);
    }

    @Test
    void theJdksHandshakesAreResumedAsWell() throws Exception {
        Handshakes handshakes = new Handshakes();
        handshakes.kind = Handshakes.Kind.TLS13_RESUMED;
        handshakes.prepare();
        assertTrue(handshakes.handshake() > 0);
    }

    @ParameterizedTest
    @CsvSource({"1024, true", "1024, false", "16384, true", "16384, false"})
    void records(int size, boolean direct) throws Exception {
        Records records = new Records();
        records.stack = Stack.HANDFAST;
        records.size = size;
        records.direct = direct;
        records.prepare();
        assertEquals(size, records.record());
        records.release();
    }

    @Test
    void sockets() throws Exception {
        Sockets sockets = new Sockets();
        sockets.stack = Stack.HANDFAST;
        sockets.prepare();
        sockets.bulk();
        assertTrue(sockets.handshake() > 0);
        sockets.stop();
    }

    @Test
    void aStackWithoutSocketsSaysSo() {
        Sockets sockets = new Sockets();
        sockets.stack = Stack.NETTY;
        assertThrows(SSLException.class, sockets::prepare);
    }
}
