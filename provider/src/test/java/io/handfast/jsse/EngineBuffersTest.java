package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of buffer, and buffers that are too small: not a byte may be lost, and no source be changed. */
class EngineBuffersTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA);
    private static final SSLContext SERVER = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));

    /** Ways to make an empty buffer of a size. */
    enum Kind {
        HEAP(ByteBuffer::allocate),
        DIRECT(ByteBuffer::allocateDirect),
        SLICE(size -> ByteBuffer.allocate(size + 11).position(7).slice().limit(size)),
        OFFSET(size -> ByteBuffer.allocate(size + 5).position(5));

        private final IntFunction<ByteBuffer> make;

        Kind(IntFunction<ByteBuffer> make) {
            this.make = make;
        }

        ByteBuffer empty(int size) {
            return make.apply(size);
        }

        ByteBuffer holding(byte[] content) {
            ByteBuffer buffer = empty(content.length);
            int start = buffer.position();
            buffer.put(content);
            return buffer.limit(start + content.length).position(start);
        }
    }

    static Stream<Arguments> kinds() {
        List<Arguments> all = new ArrayList<>();
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            for (Kind source : Kind.values()) {
                for (Kind target : Kind.values()) {
                    all.add(Arguments.of(version, source, target));
                }
            }
        }
        return all.stream();
    }

    private static EnginePair connected(String version) {
        EnginePair pair = new EnginePair(CLIENT.createSSLEngine("localhost", 443), SERVER.createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        pair.handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        return pair;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] taken(ByteBuffer buffer, int start) {
        byte[] bytes = new byte[buffer.position() - start];
        buffer.duplicate().position(start).get(bytes);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void carriesContent(String version, Kind sourceKind, Kind targetKind) throws SSLException {
        EnginePair pair = connected(version);
        byte[] content = random(5000);
        ByteBuffer source = sourceKind.holding(content);
        int sourceStart = source.position();
        ByteBuffer network = targetKind.empty(6000);
        int networkStart = network.position();
        SSLEngineResult wrapped = pair.client.wrap(source.asReadOnlyBuffer(), network.duplicate());
        assertEquals(5000, wrapped.bytesConsumed());
        wrapped = pair.client.wrap(source, network);
        assertEquals(5000, wrapped.bytesConsumed());
        assertEquals(0, source.remaining());
        assertEquals(wrapped.bytesProduced(), network.position() - networkStart);
        assertArrayEquals(content, taken(source, sourceStart), "the source was changed");

        // The first record was written to the same place and is lost to the peer, so the second cannot be opened.
        ByteBuffer record = sourceKind.holding(taken(network, networkStart));
        assertThrows(SSLException.class, () -> pair.server.unwrap(record, targetKind.empty(20_000)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void unwrapsWithoutChangingTheSource(String version, Kind sourceKind, Kind targetKind) throws SSLException {
        EnginePair pair = connected(version);
        byte[] content = random(5000);
        byte[] record = wrapped(pair.client, content);
        ByteBuffer source = sourceKind.holding(record);
        int sourceStart = source.position();
        ByteBuffer target = targetKind.empty(5000);
        int targetStart = target.position();
        SSLEngineResult result = pair.server.unwrap(source.asReadOnlyBuffer(), target);
        assertEquals(record.length, result.bytesConsumed());
        assertEquals(content.length, result.bytesProduced());
        assertArrayEquals(content, taken(target, targetStart));
        assertArrayEquals(record, taken(source.position(source.limit()), sourceStart));
    }

    private static byte[] wrapped(SSLEngine engine, byte[] content) throws SSLException {
        ByteBuffer network = ByteBuffer.allocate(40_000);
        assertEquals(Status.OK, engine.wrap(ByteBuffer.wrap(content), network).getStatus());
        return taken(network, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void gathersAndScatters(String version) throws SSLException {
        EnginePair pair = connected(version);
        byte[] content = random(3000);
        ByteBuffer[] sources = {
            ByteBuffer.wrap(content, 0, 1),
            ByteBuffer.allocate(0),
            ByteBuffer.wrap(content, 1, 1999).slice(),
            ByteBuffer.wrap(content, 2000, 1000).asReadOnlyBuffer()
        };
        ByteBuffer network = ByteBuffer.allocateDirect(20_000);
        assertEquals(3000, pair.server.wrap(sources, network).bytesConsumed());
        network.flip();
        ByteBuffer[] targets = {ByteBuffer.allocate(10), ByteBuffer.allocateDirect(0), ByteBuffer.allocate(4000)};
        assertEquals(3000, pair.client.unwrap(network, targets).bytesProduced());
        byte[] arrived = Arrays.copyOf(targets[0].array(), 3000);
        targets[2].flip().get(arrived, 10, 2990);
        assertArrayEquals(content, arrived);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void tooLittleInputOrRoomCostsNothing(String version) throws SSLException {
        EnginePair pair = connected(version);
        byte[] content = random(100);
        ByteBuffer source = ByteBuffer.wrap(content);
        SSLEngineResult noRoom = pair.client.wrap(source, ByteBuffer.allocate(100));
        assertEquals(Status.BUFFER_OVERFLOW, noRoom.getStatus());
        assertEquals(100, source.remaining());
        byte[] record = wrapped(pair.client, content);
        for (int length = 0; length < record.length; length++) {
            ByteBuffer part = ByteBuffer.wrap(record, 0, length);
            SSLEngineResult result = pair.server.unwrap(part, ByteBuffer.allocate(100));
            assertEquals(Status.BUFFER_UNDERFLOW, result.getStatus());
            assertEquals(0, part.position());
        }
        ByteBuffer whole = ByteBuffer.wrap(record);
        ByteBuffer small = ByteBuffer.allocate(99);
        assertEquals(Status.BUFFER_OVERFLOW, pair.server.unwrap(whole, small).getStatus());
        assertEquals(0, whole.position());
        assertEquals(0, small.position());
        ByteBuffer fitting = ByteBuffer.allocate(100);
        assertEquals(Status.OK, pair.server.unwrap(whole, fitting).getStatus());
        assertArrayEquals(content, fitting.array());
    }

    @Test
    void paddingNeedsNoRoom() throws SSLException {
        EnginePair pair = new EnginePair(CLIENT.createSSLEngine("localhost", 443), SERVER.createSSLEngine());
        pair.client.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"});
        pair.client.setEnabledProtocols(new String[] {"TLSv1.2"});
        pair.handshake();
        for (int length = 1; length < 20; length++) {
            byte[] content = random(length);
            ByteBuffer record = ByteBuffer.wrap(wrapped(pair.client, content));
            SSLEngineResult small = pair.server.unwrap(record, ByteBuffer.allocate(length - 1));
            assertEquals(Status.BUFFER_OVERFLOW, small.getStatus());
            assertEquals(0, record.position());
            ByteBuffer fitting = ByteBuffer.allocate(length);
            assertEquals(Status.OK, pair.server.unwrap(record, fitting).getStatus());
            assertEquals(0, record.remaining());
            assertArrayEquals(content, fitting.array());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void beginningAgainBeforeTheEndIsToldChangesNothing(String version) throws SSLException {
        EnginePair pair = new EnginePair(CLIENT.createSSLEngine("localhost", 443), SERVER.createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        while (pair.clientFinished == 0) {
            pair.client.beginHandshake();
            if (pair.serverFinished == 0) {
                pair.server.beginHandshake();
            }
            assertTrue(pair.step(), "the handshake goes on");
        }
        pair.handshake();
        assertEquals(1, pair.clientFinished);
        assertEquals(1, pair.serverFinished);
    }

    @Test
    void oneArrayForSourceAndDestination() throws SSLException {
        EnginePair pair = connected("TLSv1.3");
        byte[] shared = new byte[9000];
        byte[] content = random(4000);
        System.arraycopy(content, 0, shared, 0, content.length);
        ByteBuffer network = ByteBuffer.wrap(shared, 2000, 7000).slice();
        pair.client.wrap(ByteBuffer.wrap(shared, 0, 4000), network);
        network.flip();
        ByteBuffer target = ByteBuffer.wrap(shared, 1990, 5000).slice();
        SSLEngineResult result = pair.server.unwrap(network, target);
        assertEquals(4000, result.bytesProduced());
        assertArrayEquals(content, taken(target, 0));
    }

    @Test
    void refusesWhatCannotBe() {
        EnginePair pair = connected("TLSv1.3");
        ByteBuffer some = ByteBuffer.allocate(10);
        ByteBuffer[] hole = {some, null};
        assertThrows(IllegalArgumentException.class, () -> pair.client.wrap((ByteBuffer) null, some));
        assertThrows(IllegalArgumentException.class, () -> pair.client.wrap(some, null));
        assertThrows(IllegalArgumentException.class, () -> pair.client.wrap(hole, some));
        assertThrows(IllegalArgumentException.class, () -> pair.client.unwrap(some, hole));
        assertThrows(IllegalArgumentException.class, () -> pair.client.unwrap(null, some));
        ByteBuffer[] two = {some, some};
        assertThrows(IndexOutOfBoundsException.class, () -> pair.client.wrap(two, 1, 2, some));
        assertThrows(IndexOutOfBoundsException.class, () -> pair.client.unwrap(some, two, -1, 1));
        assertThrows(ReadOnlyBufferException.class, () -> pair.client.wrap(some, some.asReadOnlyBuffer()));
        assertThrows(ReadOnlyBufferException.class, () -> pair.client.unwrap(some, some.asReadOnlyBuffer()));
        SSLEngine unset = CLIENT.createSSLEngine();
        assertThrows(IllegalStateException.class, unset::beginHandshake);
        assertThrows(IllegalStateException.class, () -> unset.wrap(some, some.duplicate()));
        assertThrows(IllegalArgumentException.class, () -> pair.client.setUseClientMode(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void closes(String version) throws SSLException {
        EnginePair pair = connected(version);
        pair.client.closeOutbound();
        assertEquals(HandshakeStatus.NEED_WRAP, pair.client.getHandshakeStatus());
        ByteBuffer network = ByteBuffer.allocate(1000);
        assertEquals(
                Status.CLOSED, pair.client.wrap(ByteBuffer.allocate(0), network).getStatus());
        assertTrue(pair.client.isOutboundDone());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, pair.client.getHandshakeStatus());
        network.flip();
        SSLEngineResult closed = pair.server.unwrap(network, ByteBuffer.allocate(1000));
        assertEquals(Status.CLOSED, closed.getStatus());
        assertTrue(pair.server.isInboundDone());
        pair.server.closeInbound();
        pair.server.closeOutbound();
        network.clear();
        assertEquals(
                Status.CLOSED, pair.server.wrap(ByteBuffer.allocate(0), network).getStatus());
        network.flip();
        assertEquals(
                Status.CLOSED,
                pair.client.unwrap(network, ByteBuffer.allocate(1000)).getStatus());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, pair.client.getHandshakeStatus());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, pair.server.getHandshakeStatus());
    }

    @Test
    void aCutTransportIsTold() throws SSLException {
        EnginePair pair = connected("TLSv1.3");
        assertThrows(SSLException.class, pair.client::closeInbound);
        assertTrue(pair.client.isInboundDone());
        pair.client.closeInbound();
        SSLEngine fresh = CLIENT.createSSLEngine();
        fresh.setUseClientMode(true);
        fresh.closeInbound();
        fresh.closeOutbound();
        assertTrue(fresh.isInboundDone() && fresh.isOutboundDone());
        assertEquals(
                Status.CLOSED,
                fresh.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(20_000)).getStatus());
    }

    @Test
    void aFaultIsThrownThenTheAlertGoesOutAndTheFaultStays() throws SSLException {
        EnginePair pair = connected("TLSv1.3");
        ByteBuffer garbage = ByteBuffer.wrap(
                new byte[] {23, 3, 3, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20});
        ByteBuffer target = ByteBuffer.allocate(20_000);
        SSLException first = assertThrows(SSLException.class, () -> pair.server.unwrap(garbage.duplicate(), target));
        assertEquals(HandshakeStatus.NEED_WRAP, pair.server.getHandshakeStatus());
        ByteBuffer network = ByteBuffer.allocate(1000);
        assertEquals(
                Status.CLOSED, pair.server.wrap(ByteBuffer.allocate(0), network).getStatus());
        assertTrue(pair.server.isOutboundDone());
        SSLException second = assertThrows(SSLException.class, () -> pair.server.unwrap(garbage.duplicate(), target));
        assertEquals(first.getCause(), second.getCause());
        assertThrows(SSLException.class, () -> pair.server.wrap(ByteBuffer.allocate(1), ByteBuffer.allocate(1000)));
        network.flip();
        SSLException heard = assertThrows(SSLException.class, () -> pair.client.unwrap(network, target));
        assertTrue(String.valueOf(heard.getMessage()).contains("bad_record_mac"), heard::getMessage);
        assertEquals(0, target.position(), "nothing was delivered");
    }
}
