/*
 * @test
 * @summary what is no application data needs no room in the destination: tickets, key updates and alerts
 * @library /lib
 * @run main TicketsNeedNoRoomTest
 */
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

public class TicketsNeedNoRoomTest {
    public static void main(String[] arguments) throws Exception {
        EnginePair pair = EnginePair.of("TLSv1.3");
        pair.client.engine.beginHandshake();
        pair.server.engine.beginHandshake();
        while (pair.client.timesFinished() == 0) {
            Expect.that(pair.step(pair.client) | pair.step(pair.server), "the handshake goes on");
        }
        boolean moved = true;
        while (moved) {
            moved = pair.step(pair.server);
        }
        Expect.that(pair.client.inbox.length > 0, "tickets have arrived");
        drain(pair.client);
        pair.server.engine.beginHandshake();
        pair.client.arrive(pair.server.wrap());
        drain(pair.client);
        Expect.equal(HandshakeStatus.NEED_WRAP, pair.client.status(), "an answer to a key update is due");
        pair.server.arrive(pair.client.wrap());
        drain(pair.server);
        pair.exchange();
        pair.client.engine.closeOutbound();
        SSLEngine server = pair.server.engine;
        SSLEngineResult closed = server.unwrap(ByteBuffer.wrap(pair.client.wrap()), ByteBuffer.allocate(0));
        Expect.equal(Status.CLOSED, closed.getStatus(), "status of the peer's goodbye");
    }

    private static void drain(Side side) throws Exception {
        while (side.inbox.length > 0) {
            ByteBuffer source = ByteBuffer.wrap(side.inbox);
            SSLEngineResult result = side.engine.unwrap(source, ByteBuffer.allocate(0));
            Expect.equal(Status.OK, result.getStatus(), "status without room");
            Expect.equal(0, result.bytesProduced(), "bytes produced");
            side.inbox = Arrays.copyOfRange(side.inbox, source.position(), side.inbox.length);
        }
    }
}
