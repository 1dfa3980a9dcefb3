/*
 * @test
 * @summary wrap into too little room is BUFFER_OVERFLOW: nothing is consumed or produced, and no byte is lost
 * @library /lib
 * @run main WrapOverflowTest
 */
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

public class WrapOverflowTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.of(version);
            pair.client.engine.beginHandshake();
            pair.server.engine.beginHandshake();
            boolean moved = true;
            while (moved) {
                moved = false;
                for (Side side : pair.sides()) {
                    if (side.status() == HandshakeStatus.NEED_WRAP) {
                        pair.peer(side).arrive(grow(side, new byte[0]));
                        moved = true;
                    } else {
                        moved |= pair.step(side);
                    }
                }
            }
            for (Side side : pair.sides()) {
                Expect.equal(1L, side.timesFinished(), "times that FINISHED was reported");
                byte[] content = Bytes.random(100);
                pair.peer(side).arrive(grow(side, content));
                Expect.equalBytes(content, pair.peer(side).unwrap(), "content");
            }
            pair.client.engine.closeOutbound();
            pair.server.arrive(grow(pair.client, new byte[0]));
            pair.server.unwrap();
            Expect.equal(Status.CLOSED, pair.server.last().getStatus(), "the peer's goodbye");
        }
    }

    /** Wraps into a buffer that is larger by one byte each time until it is large enough. */
    private static byte[] grow(Side side, byte[] content) throws SSLException {
        ByteBuffer source = ByteBuffer.wrap(content);
        for (int room = 0; ; room++) {
            HandshakeStatus before = side.status();
            ByteBuffer destination = ByteBuffer.allocate(room);
            SSLEngineResult result = side.engine.wrap(source, destination);
            if (result.getStatus() != Status.BUFFER_OVERFLOW) {
                side.results.add(result);
                Expect.equal(content.length, result.bytesConsumed(), "bytes consumed");
                return Buffers.between(destination, 0, destination.position());
            }
            Expect.equal(0, result.bytesConsumed() + result.bytesProduced(), "bytes moved");
            Expect.equal(content.length, source.remaining(), "bytes left in the source");
            Expect.equal(0, destination.position(), "position of the destination");
            Expect.equal(before, side.status(), "handshake status after an overflow");
        }
    }
}
