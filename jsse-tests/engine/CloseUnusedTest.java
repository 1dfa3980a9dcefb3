/*
 * @test
 * @summary an engine that is closed before it was used never says anything
 * @library /lib
 * @run main CloseUnusedTest
 */
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

public class CloseUnusedTest {
    public static void main(String[] arguments) throws Exception {
        for (int who = 0; who < 2; who++) {
            Side side = EnginePair.of("TLSv1.3").sides()[who];
            Expect.that(!side.engine.isOutboundDone() && !side.engine.isInboundDone(), "open at first");
            side.engine.closeOutbound();
            Expect.that(side.engine.isOutboundDone(), "done at once");
            Expect.equal(0, side.wrap().length, "bytes wrapped");
            side.expectLast(Status.CLOSED, HandshakeStatus.NOT_HANDSHAKING);
            Expect.thrown(SSLException.class, side.engine::beginHandshake);
            side.engine.closeInbound();
            Expect.that(side.engine.isInboundDone(), "the other direction too");
        }
    }
}
