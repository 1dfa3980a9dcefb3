package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine leaves in its caller's buffers: the content of good records, and nothing of any other. */
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
        assertArrayEquals(untouched, all(target), "the destination was written to");
        assertArrayEquals(before, all(network), "the source was written to");
        assertEquals(0, network.position());
    }

    /** TLS 1.3 has a type byte behind the content, and messages after the handshake are no content at all. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theDestinationGetsTheContentAndNoByteMore(boolean direct) throws SSLException {
        EnginePair pair = connected("TLSv1.3", "TLS_AES_128_GCM_SHA256");
        byte[] content = random(4000);
        ByteBuffer target = marked(buffers(direct), 9000);
        pair.client.beginHandshake();
        ByteBuffer network = buffers(direct).apply(20_000);
        pair.client.wrap(ByteBuffer.allocate(0), network);
        network.flip();
        SSLEngineResult update = pair.server.unwrap(network, target);
        assertEquals(0, update.bytesProduced());
        pair.client.wrap(ByteBuffer.wrap(content), network.clear());
        network.flip();
        assertEquals(content.length, pair.server.unwrap(network, target).bytesProduced());
        byte[] expected = new byte[9000];
        Arrays.fill(expected, MARK);
        System.arraycopy(content, 0, expected, 0, content.length);
        assertArrayEquals(expected, all(target));
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
