package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One direction of an engine ends, and the other goes on; or both end before the handshake does (RFC 8446 §6.1). */
class EngineEndsTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final SSLContext CLIENT = Contexts.context(Contexts.HANDFAST, CA);
    private static final SSLContext SERVER = Contexts.context(Contexts.HANDFAST, CA, CA.localhost(KeyKind.EC_P256));
    private static final byte[] CONTENT = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    private static EnginePair pair(String version) {
        EnginePair pair = new EnginePair(CLIENT.createSSLEngine("localhost", 443), SERVER.createSSLEngine());
        pair.client.setEnabledProtocols(new String[] {version});
        return pair;
    }

    private static EnginePair connected(String version) {
        EnginePair pair = pair(version).handshake();
        assertNull(pair.clientFault);
        assertNull(pair.serverFault);
        return pair;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aCutInputLeavesTheOutputOpen(String version) throws SSLException {
        EnginePair pair = connected(version);
        SSLException cut = assertThrows(SSLException.class, pair.server::closeInbound);
        assertFalse(cut instanceof SSLProtocolException);
        assertTrue(String.valueOf(cut.getMessage()).contains("cut short"), cut::getMessage);
        assertTrue(pair.server.isInboundDone() && !pair.server.isOutboundDone());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, pair.server.getHandshakeStatus());
        pair.server.closeInbound();
        ByteBuffer late = ByteBuffer.allocate(1000);
        pair.client.wrap(ByteBuffer.wrap(CONTENT), late);
        SSLEngineResult deaf = pair.server.unwrap(late.flip(), ByteBuffer.allocate(20_000));
        assertEquals(Status.CLOSED, deaf.getStatus());
        assertEquals(0, deaf.bytesConsumed() + deaf.bytesProduced());

        assertArrayEquals(CONTENT, EnginePair.transfer(pair.server, pair.client, CONTENT));

        pair.server.closeOutbound();
        ByteBuffer goodbye = ByteBuffer.allocate(1000);
        assertEquals(
                Status.CLOSED,
                pair.server.wrap(ByteBuffer.wrap(CONTENT), goodbye).getStatus());
        assertTrue(pair.server.isOutboundDone());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, pair.server.getHandshakeStatus());
        SSLEngineResult heard = pair.client.unwrap(goodbye.flip(), ByteBuffer.allocate(20_000));
        assertEquals(Status.CLOSED, heard.getStatus());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void dataAfterOurGoodbyeBelongsToNoHandshake(String version) throws SSLException {
        EnginePair pair = connected(version);
        pair.client.closeOutbound();
        assertEquals(HandshakeStatus.NEED_WRAP, pair.client.getHandshakeStatus());
        ByteBuffer goodbye = ByteBuffer.allocate(1000);
        SSLEngineResult said = pair.client.wrap(ByteBuffer.allocate(0), goodbye);
        assertEquals(Status.CLOSED, said.getStatus());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, said.getHandshakeStatus());

        ByteBuffer network = ByteBuffer.allocate(1000);
        pair.server.wrap(ByteBuffer.wrap(CONTENT), network);
        SSLEngineResult data = pair.client.unwrap(network.flip(), ByteBuffer.allocate(20_000));
        assertEquals(Status.OK, data.getStatus());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, data.getHandshakeStatus());
        assertEquals(CONTENT.length, data.bytesProduced());

        pair.server.closeOutbound();
        pair.server.wrap(ByteBuffer.allocate(0), network.clear());
        SSLEngineResult heard = pair.client.unwrap(network.flip(), ByteBuffer.allocate(20_000));
        assertEquals(Status.CLOSED, heard.getStatus());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, heard.getHandshakeStatus());
    }

    /** The goodbye overtakes the news that the handshake is done; that comes with the next unwrap, and no wrap is asked for. */
    @Test
    void aGoodbyeRightBehindOurFinished() throws SSLException {
        EnginePair pair = pair("TLSv1.3");
        for (int i = 0; pair.client.getSession().getProtocol().equals("NONE"); i++) {
            assertTrue(pair.step() && i < 100);
        }
        assertEquals(0, pair.clientFinished);
        assertEquals(HandshakeStatus.NEED_WRAP, pair.client.getHandshakeStatus());
        pair.client.closeOutbound();
        ByteBuffer network = ByteBuffer.allocate(20_000);
        Status status = Status.OK;
        while (status == Status.OK) {
            status = pair.client.wrap(ByteBuffer.allocate(0), network).getStatus();
        }
        assertEquals(Status.CLOSED, status);
        assertEquals(HandshakeStatus.NEED_UNWRAP, pair.client.getHandshakeStatus());
        SSLEngineResult told = pair.client.unwrap(ByteBuffer.allocate(0), ByteBuffer.allocate(20_000));
        assertEquals(HandshakeStatus.FINISHED, told.getHandshakeStatus());
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, pair.client.getHandshakeStatus());
    }
}
