/*
 * @test
 * @summary records that arrive byte by byte are BUFFER_UNDERFLOW until they are whole, and nothing of them is consumed before
 * @library /lib
 * @run main OneByteAtATimeTest
 */
import java.util.Arrays;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

public class OneByteAtATimeTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.of(version);
            pair.client.engine.beginHandshake();
            pair.server.engine.beginHandshake();
            boolean moved = true;
            while (moved) {
                moved = step(pair, pair.client) | step(pair, pair.server);
            }
            for (Side side : pair.sides()) {
                Expect.equal(1L, side.timesFinished(), "times that FINISHED was reported");
            }
            pair.server.arrive(pair.client.wrap(Bytes.random(300)));
            Expect.equalBytes(Bytes.random(300), trickle(pair.server), "content");
        }
    }

    private static boolean step(EnginePair pair, Side side) throws SSLException {
        if (side.inbox.length == 0
                || side.status() == HandshakeStatus.NEED_WRAP
                || side.status() == HandshakeStatus.NEED_TASK) {
            return pair.step(side);
        }
        trickle(side);
        return true;
    }

    /** Unwraps the first record of the inbox from a source that grows by one byte each time. */
    private static byte[] trickle(Side side) throws SSLException {
        byte[] all = side.inbox;
        int record = Bytes.records(all).get(0).length;
        HandshakeStatus before = side.status();
        for (int length = 0; length < record; length++) {
            side.inbox = Arrays.copyOf(all, length);
            side.unwrap();
            side.expectLast(Status.BUFFER_UNDERFLOW, before);
            Expect.equal(0, side.last().bytesConsumed() + side.last().bytesProduced(), "bytes moved");
        }
        side.inbox = Arrays.copyOf(all, record);
        byte[] plain = side.unwrap();
        Expect.equal(Status.OK, side.last().getStatus(), "status of the whole record");
        Expect.equal(record, side.last().bytesConsumed(), "bytes consumed");
        side.inbox = Arrays.copyOfRange(all, record, all.length);
        return plain;
    }
}
