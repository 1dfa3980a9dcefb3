/*
 * @test
 * @summary after closeOutbound one alert comes out with CLOSED, isOutboundDone is exact, and a later wrap yields nothing
 * @library /lib
 * @run main CloseOutboundTest
 */
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

public class CloseOutboundTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (int who = 0; who < 2; who++) {
                EnginePair pair = EnginePair.connected(version);
                Side closing = pair.sides()[who];
                Side other = pair.peer(closing);
                Expect.that(!closing.engine.isOutboundDone(), "open at first");
                closing.engine.closeOutbound();
                closing.engine.closeOutbound();
                Expect.that(!closing.engine.isOutboundDone(), "not done while the alert waits");
                Expect.equal(HandshakeStatus.NEED_WRAP, closing.status(), "the alert waits");
                byte[] alert = closing.wrap(Bytes.random(10));
                Expect.equal(1, Bytes.records(alert).size(), "records");
                Expect.equal(Status.CLOSED, closing.last().getStatus(), "status of the wrap with the alert");
                Expect.equal(0, closing.last().bytesConsumed(), "content consumed");
                Expect.that(closing.engine.isOutboundDone(), "done now");
                for (int again = 0; again < 3; again++) {
                    Expect.equal(0, closing.wrap(Bytes.random(10)).length, "bytes of a later wrap");
                    Expect.equal(Status.CLOSED, closing.last().getStatus(), "status of a later wrap");
                    Expect.equal(0, closing.last().bytesConsumed(), "content consumed");
                }
                other.arrive(alert);
                Expect.that(!other.engine.isInboundDone(), "the peer does not know yet");
                other.unwrap();
                Expect.equal(Status.CLOSED, other.last().getStatus(), "status of the unwrap with the alert");
                Expect.that(other.engine.isInboundDone(), "the peer knows");
                other.engine.closeOutbound();
                closing.arrive(other.wrap());
                Expect.equal(Status.CLOSED, other.last().getStatus(), "status of the answer");
                closing.unwrap();
                closing.expectLast(Status.CLOSED, HandshakeStatus.NOT_HANDSHAKING);
                for (Side side : pair.sides()) {
                    Expect.that(side.engine.isInboundDone() && side.engine.isOutboundDone(), "closed both ways");
                    Expect.equal(HandshakeStatus.NOT_HANDSHAKING, side.status(), "status at the end");
                    side.engine.closeInbound();
                    side.engine.closeOutbound();
                }
            }
        }
    }
}
