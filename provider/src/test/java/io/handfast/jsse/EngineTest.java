package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EngineTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);

    static Stream<Arguments> peers() {
        return Stream.of("TLSv1.3", "TLSv1.2")
                .flatMap(version -> Stream.of(
                        Arguments.of(version, Contexts.HANDFAST, Contexts.HANDFAST),
                        Arguments.of(version, Contexts.HANDFAST, Contexts.jdk()),
                        Arguments.of(version, Contexts.jdk(), Contexts.HANDFAST)));
    }

    @ParameterizedTest
    @MethodSource("peers")
    void handshakesAndTransfers(String version, Provider clientSide, Provider serverSide) throws SSLException {
        EnginePair pair = new EnginePair(
                Contexts.context(clientSide, CA).createSSLEngine("localhost", 443),
                Contexts.context(serverSide, CA, CA.localhost(KeyKind.EC_P256)).createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        // The JDK's client says FINISHED again for a ticket that comes after the handshake.
        assertTrue(
                pair.clientFinished == 1 || clientSide.getName().equals("SunJSSE") && pair.clientFinished > 1,
                () -> "finished " + pair.clientFinished + " times");
        assertEquals(1, pair.serverFinished);
        assertEquals(version, pair.client.getSession().getProtocol());
        assertEquals(version, pair.server.getSession().getProtocol());
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        assertArrayEquals(content, EnginePair.transfer(pair.client, pair.server, content));
        assertArrayEquals(content, EnginePair.transfer(pair.server, pair.client, content));
    }

    /** Fails as no program expects it, when it is told to. */
    private static final class Failing extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private boolean fails;

        @Override
        public void nextBytes(byte[] out) {
            if (fails) {
                throw new InternalError("as the test wants it");
            }
            super.nextBytes(out);
        }
    }

    /** What could not begin begins at the next call. */
    @Test
    void anErrorAtTheBeginningIsNotTheEnd() throws SSLException {
        Failing random = new Failing();
        SSLContext context = Contexts.context(Contexts.HANDFAST, "TLS", random, CA);
        EnginePair pair = new EnginePair(
                context.createSSLEngine("localhost", 443),
                Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256))
                        .createSSLEngine());
        random.fails = true;
        assertThrows(InternalError.class, () -> pair.client.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(32_768)));
        random.fails = false;
        pair.handshake();
        assertNull(pair.clientFault);
        assertEquals(1, pair.clientFinished);
    }
}
