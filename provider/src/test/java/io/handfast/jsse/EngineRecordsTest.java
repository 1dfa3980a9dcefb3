package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an engine leaves in its caller's buffers: the content of good records, and nothing of any other. What room behind the
 * content was needed to open a record holds zeros.
 */
class EngineRecordsTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA);
    private static final SSLContext SERVER = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));
    private static final byte MARK = 77;

    private static EnginePair connected(String version, String suite) {
        EnginePair pair = new EnginePair(CLIENT.createSSLEngine("localhost", 443), SERVER.createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        pair.client.setEnabledCipherSuites(new String[] {suite});
        pair.server.setEnabledCipherSuites(new String[] {suite});
        return pair.handshake();
    }

    private static IntFunction<ByteBuffer> buffers(boolean direct) {
        return direct ? ByteBuffer::allocateDirect : ByteBuffer::allocate;
    }

    private static ByteBuffer marked(IntFunction<ByteBuffer> make, int size) {
        ByteBuffer buffer = make.apply(size);
        while (buffer.hasRemaining()) {
            buffer.put(MARK);
        }
        return buffer.clear();
    }

    private static byte[] all(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.duplicate().clear().get(bytes);
        return bytes;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, TLS_AES_128_GCM_SHA256, false",
        "TLSv1.3, TLS_AES_128_GCM_SHA256, true",
        "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256, false",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, false",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, false",
    })
    void aFailedRecordReleasesNothing(String version, String suite, boolean direct) throws SSLException {
        EnginePair pair = connected(version, suite);
        ByteBuffer network = buffers(direct).apply(20_000);
        pair.client.wrap(ByteBuffer.wrap(random(5000)), network);
        network.flip();
        // In the middle, so that a cipher which decrypts as it goes has seen much before it fails.
        network.put(3000, (byte) (network.get(3000) ^ 1));
        byte[] before = all(network);
        ByteBuffer target = marked(buffers(direct), 20_000);
        byte[] untouched = all(target);
        assertThrows(SSLException.class, () -> pair.server.unwrap(network, target));
        assertAsMarkedOrWiped(target, 0, 5000 + 100);
        assertArrayEquals(
                Arrays.copyOfRange(untouched, 5100, 20_000),
                Arrays.copyOfRange(all(target), 5100, 20_000),
                "written behind the record");
        assertArrayEquals(before, all(network), "the source was written to");
        assertEquals(0, network.position());
    }

    private static void assertAsMarkedOrWiped(ByteBuffer buffer, int from, int to) {
        byte[] bytes = all(buffer);
        for (int i = from; i < to; i++) {
            assertTrue(bytes[i] == MARK || bytes[i] == 0, "something was left at " + i + ": " + bytes[i]);
        }
    }

    /** TLS 1.3 has a type byte behind the content, and messages after the handshake are no content at all. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theDestinationGetsTheContentAndNothingElseOfTheRecord(boolean direct) throws SSLException {
        EnginePair pair = connected("TLSv1.3", "TLS_AES_128_GCM_SHA256");
        byte[] content = random(4000);
        ByteBuffer target = marked(buffers(direct), 9000);
        pair.client.beginHandshake();
        ByteBuffer network = buffers(direct).apply(20_000);
        pair.client.wrap(ByteBuffer.allocate(0), network);
        network.flip();
        SSLEngineResult update = pair.server.unwrap(network, target);
        assertEquals(0, update.bytesProduced());
        assertEquals(0, target.position());
        assertAsMarkedOrWiped(target, 0, 9000);
        pair.client.wrap(ByteBuffer.wrap(content), network.clear());
        network.flip();
        assertEquals(content.length, pair.server.unwrap(network, target).bytesProduced());
        assertArrayEquals(content, Arrays.copyOf(all(target), content.length));
        assertAsMarkedOrWiped(target, content.length, 9000);
        pair.client.closeOutbound();
        pair.client.wrap(ByteBuffer.allocate(0), network.clear());
        network.flip();
        assertEquals(
                SSLEngineResult.Status.CLOSED,
                pair.server.unwrap(network, target).getStatus());
        assertEquals(content.length, target.position());
        assertAsMarkedOrWiped(target, content.length, 9000);
    }

    /** A fatal alert ends the connection, and is no content either. */
    @Test
    void theDestinationGetsNothingOfAnAlert() throws SSLException {
        EnginePair pair = connected("TLSv1.3", "TLS_AES_128_GCM_SHA256");
        ByteBuffer garbage = ByteBuffer.wrap(new byte[] {23, 3, 3, 0, 20}, 0, 5);
        ByteBuffer broken = ByteBuffer.allocate(25).put(garbage).clear();
        assertThrows(SSLException.class, () -> pair.client.unwrap(broken, ByteBuffer.allocate(100)));
        ByteBuffer network = ByteBuffer.allocate(20_000);
        pair.client.wrap(ByteBuffer.allocate(0), network);
        network.flip();
        ByteBuffer target = marked(ByteBuffer::allocate, 1000);
        assertThrows(SSLException.class, () -> pair.server.unwrap(network, target));
        assertEquals(0, target.position());
        assertAsMarkedOrWiped(target, 0, 1000);
    }

    /** What lies behind a record in one array with the destination is the next record, and stays as it is. */
    @Test
    void theNextRecordMayLieInTheDestinationsArray() throws SSLException {
        EnginePair pair = connected("TLSv1.3", "TLS_AES_128_GCM_SHA256");
        byte[] shared = new byte[9000];
        byte[] content = random(4000);
        ByteBuffer network = ByteBuffer.wrap(shared).position(100).slice();
        int first = pair.client.wrap(ByteBuffer.wrap(content), network).bytesProduced();
        pair.client.wrap(ByteBuffer.wrap(content), network);
        network.flip();
        int at = 100 + first - content.length;
        ByteBuffer target = ByteBuffer.wrap(shared).position(at).slice();
        assertEquals(content.length, pair.server.unwrap(network, target).bytesProduced());
        assertArrayEquals(content, Arrays.copyOfRange(shared, at, at + content.length));
        ByteBuffer other = ByteBuffer.allocate(20_000);
        assertEquals(content.length, pair.server.unwrap(network, other).bytesProduced());
        assertArrayEquals(content, Arrays.copyOf(other.array(), content.length));
    }

    /** With less room than the whole fragment needs, a record is opened elsewhere; it makes no difference to the caller. */
    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, TLS_AES_128_GCM_SHA256",
        "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"
    })
    void nothingIsWrittenBeforeThePositionOrBehindTheLimit(String version, String suite) throws SSLException {
        EnginePair pair = connected(version, suite);
        for (int length : new int[] {1, 100, 16_384}) {
            byte[] content = random(length);
            for (int more : new int[] {0, 1, 15, 16, 17, 23, 24, 25, 100}) {
                ByteBuffer network = ByteBuffer.allocate(20_000);
                pair.client.wrap(ByteBuffer.wrap(content), network);
                network.flip();
                ByteBuffer target = marked(ByteBuffer::allocate, 20_000);
                int limit = 300 + length + more;
                target.limit(limit).position(300);
                // The window of a window: its array begins before it does.
                ByteBuffer window = target.slice();
                assertEquals(length, pair.server.unwrap(network, window).bytesProduced());
                assertEquals(length, window.position());
                byte[] bytes = all(target);
                assertArrayEquals(content, Arrays.copyOfRange(bytes, 300, 300 + length), length + " and " + more);
                for (int i = 0; i < bytes.length; i++) {
                    if (i < 300 || i >= limit) {
                        assertEquals(MARK, bytes[i], "written at " + i + " with a limit of " + limit);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void handshakesLeaveTheDestinationAlone(String version) {
        EnginePair pair = new EnginePair(CLIENT.createSSLEngine("localhost", 443), SERVER.createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        assertEquals(0, pair.handshake().strayBytes, "a handshake wrote into the destination");
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, TLS_AES_128_GCM_SHA256", "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"})
    void manySmallSourcesAreOneRecord(String version, String suite) throws SSLException {
        EnginePair pair = connected(version, suite);
        byte[] content = random(2000);
        ByteBuffer[] sources = new ByteBuffer[100];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = ByteBuffer.wrap(content, 20 * i, 20);
        }
        ByteBuffer network = ByteBuffer.allocate(20_000);
        assertEquals(content.length, pair.client.wrap(sources, network).bytesConsumed());
        network.flip();
        ByteBuffer target = ByteBuffer.allocate(20_000);
        assertEquals(content.length, pair.server.unwrap(network, target).bytesProduced());
        assertEquals(0, network.remaining());
        assertArrayEquals(content, Arrays.copyOf(target.array(), content.length));
    }

    /** The record must not be gathered where sources still lie. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sourcesInTheDestinationsArray(boolean readOnly) throws SSLException {
        EnginePair pair = connected("TLSv1.3", "TLS_AES_128_GCM_SHA256");
        byte[] content = random(3000);
        byte[] shared = new byte[12_000];
        System.arraycopy(content, 0, shared, 2000, 1000);
        System.arraycopy(content, 1000, shared, 500, 2000 - 500);
        System.arraycopy(content, 2500, shared, 4000, 500);
        ByteBuffer[] sources = {
            ByteBuffer.wrap(shared, 2000, 1000), ByteBuffer.wrap(shared, 500, 1500), ByteBuffer.wrap(shared, 4000, 500)
        };
        for (int i = 0; readOnly && i < sources.length; i++) {
            sources[i] = sources[i].asReadOnlyBuffer();
        }
        ByteBuffer network = ByteBuffer.wrap(shared, 0, 6000);
        assertEquals(content.length, pair.client.wrap(sources, network).bytesConsumed());
        network.flip();
        ByteBuffer target = ByteBuffer.allocate(20_000);
        assertEquals(content.length, pair.server.unwrap(network, target).bytesProduced());
        assertArrayEquals(content, Arrays.copyOf(target.array(), content.length));
    }
}
