/*
 * @test
 * @summary the first wrap or unwrap begins the handshake
 * @library /lib
 * @run main ImplicitBeginTest
 */
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

public class ImplicitBeginTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.of(version);
            byte[] hello = pair.client.wrap(Bytes.random(10));
            Expect.equal(22, (int) hello[0], "the first record is a handshake record");
            Expect.equal(0, pair.client.last().bytesConsumed(), "content consumed before the handshake is done");
            pair.server.arrive(hello);
            pair.server.unwrap();
            Expect.equal(Status.OK, pair.server.last().getStatus(), "status");
            pair.move();
            pair.exchange();

            EnginePair waiting = EnginePair.of(version);
            Expect.equal(0, waiting.server.wrap().length, "a server has nothing to say first");
            waiting.server.expectLast(Status.OK, HandshakeStatus.NEED_UNWRAP);
            waiting.client.unwrap();
            Expect.equal(
                    HandshakeStatus.NEED_WRAP, waiting.client.last().getHandshakeStatus(), "a client speaks first");
            waiting.move();
            waiting.exchange();
        }
    }
}
