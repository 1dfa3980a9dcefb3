/*
 * @test
 * @summary beginHandshake tells the first status of each role, and calling it again during the handshake is harmless
 * @library /lib
 * @run main BeginHandshakeEarlyTest
 */
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

public class BeginHandshakeEarlyTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.of(version);
            for (Side side : pair.sides()) {
                Expect.equal(HandshakeStatus.NOT_HANDSHAKING, side.status(), "status before");
            }
            begin(pair);
            Expect.equal(HandshakeStatus.NEED_WRAP, pair.client.status(), "a client speaks first");
            Expect.equal(HandshakeStatus.NEED_UNWRAP, pair.server.status(), "a server waits");
            boolean moved = true;
            while (moved) {
                if (pair.client.timesFinished() == 0 && pair.server.timesFinished() == 0) {
                    begin(pair);
                }
                moved = pair.step(pair.client) | pair.step(pair.server);
            }
            for (Side side : pair.sides()) {
                Expect.equal(1L, side.timesFinished(), "times that FINISHED was reported");
            }
            pair.exchange();
        }
    }

    private static void begin(EnginePair pair) throws Exception {
        for (Side side : pair.sides()) {
            side.engine.beginHandshake();
            side.engine.beginHandshake();
        }
    }
}
