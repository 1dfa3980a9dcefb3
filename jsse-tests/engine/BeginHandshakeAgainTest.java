/*
 * @test
 * @summary beginHandshake on a connection renews the keys in TLS 1.3, and is refused in TLS 1.2 without harm
 * @library /lib
 * @run main BeginHandshakeAgainTest
 */
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

public class BeginHandshakeAgainTest {
    public static void main(String[] arguments) throws Exception {
        EnginePair pair = EnginePair.connected("TLSv1.3");
        for (int round = 0; round < 3; round++) {
            for (Side side : pair.sides()) {
                side.engine.beginHandshake();
                Expect.equal(HandshakeStatus.NEED_WRAP, side.status(), "a key update is to be sent");
                pair.move();
                Expect.equal(HandshakeStatus.NOT_HANDSHAKING, side.status(), "status after the key update");
                pair.exchange();
            }
        }
        for (Side side : pair.sides()) {
            Expect.equal(1L, side.timesFinished(), "times that FINISHED was reported");
        }
        EnginePair older = EnginePair.connected("TLSv1.2");
        for (Side side : older.sides()) {
            Expect.thrown(SSLException.class, side.engine::beginHandshake);
            Expect.equal(HandshakeStatus.NOT_HANDSHAKING, side.status(), "status after the refusal");
        }
        older.exchange();
    }
}
