/*
 * @test
 * @summary an engine that is closed anywhere in its handshake says so once; then both ends are done, and nothing hangs
 * @library /lib
 * @run main CloseDuringHandshakeTest
 */
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

public class CloseDuringHandshakeTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (int who = 0; who < 2; who++) {
                int steps = 0;
                while (closeAfter(version, who, steps)) {
                    steps++;
                }
                Expect.that(steps > 5, "the handshake has more than five steps");
            }
        }
    }

    /** Closes one side after so many steps; no if the handshake was complete by then. */
    private static boolean closeAfter(String version, int who, int steps) throws Exception {
        EnginePair pair = EnginePair.of(version);
        Side closing = pair.sides()[who];
        Side other = pair.peer(closing);
        pair.client.engine.beginHandshake();
        pair.server.engine.beginHandshake();
        for (int i = 0; i < steps; i++) {
            Side next = pair.sides()[i % 2];
            if (!pair.step(next) && !pair.step(pair.peer(next))) {
                return false;
            }
        }
        closing.engine.closeOutbound();
        for (int i = 0; i < 10 && !closing.engine.isOutboundDone(); i++) {
            Expect.equal(HandshakeStatus.NEED_WRAP, closing.status(), "there is something to send");
            other.arrive(closing.wrap());
        }
        Expect.that(closing.engine.isOutboundDone(), "all is sent");
        Expect.equal(0, closing.wrap().length, "nothing comes after it");
        try {
            for (int i = 0; i < 50 && !other.engine.isInboundDone(); i++) {
                pair.step(other);
            }
        } catch (SSLException expected) {
            Expect.contains(expected.getMessage(), "close");
        }
        Expect.that(other.engine.isInboundDone(), "the peer knows, after " + steps + " steps of " + version);
        return true;
    }
}
