/*
 * @test
 * @summary a TLS 1.3 engine goes on writing after its peer said goodbye; in TLS 1.2 the answer comes at once
 * @library /lib
 * @run main HalfCloseTest
 */
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

public class HalfCloseTest {
    public static void main(String[] arguments) throws Exception {
        for (int who = 0; who < 2; who++) {
            EnginePair pair = closed("TLSv1.3", who);
            Side quiet = pair.sides()[who];
            Side talking = pair.peer(quiet);
            Expect.equal(HandshakeStatus.NOT_HANDSHAKING, talking.status(), "nothing is due");
            Expect.that(!talking.engine.isOutboundDone(), "its own direction is open");
            byte[] content = Bytes.random(40_000);
            Expect.equalBytes(content, pair.send(talking, content), "content after the peer's goodbye");
            talking.engine.closeOutbound();
            quiet.arrive(talking.wrap());
            quiet.unwrap();
            Expect.that(quiet.engine.isInboundDone(), "and then the second goodbye");

            EnginePair older = closed("TLSv1.2", who);
            Side answering = older.peer(older.sides()[who]);
            Expect.equal(HandshakeStatus.NEED_WRAP, answering.status(), "an answer is due");
            older.sides()[who].arrive(answering.wrap(content));
            Expect.equal(Status.CLOSED, answering.last().getStatus(), "the answer is the end");
            Expect.equal(0, answering.last().bytesConsumed(), "content consumed");
            Expect.that(answering.engine.isOutboundDone(), "done");
            older.sides()[who].unwrap();
            Expect.that(older.sides()[who].engine.isInboundDone(), "done on the other side, too");
        }
    }

    private static EnginePair closed(String version, int who) throws Exception {
        EnginePair pair = EnginePair.connected(version);
        Side closing = pair.sides()[who];
        closing.engine.closeOutbound();
        pair.peer(closing).arrive(closing.wrap());
        pair.peer(closing).unwrap();
        Expect.equal(Status.CLOSED, pair.peer(closing).last().getStatus(), "status");
        return pair;
    }
}
