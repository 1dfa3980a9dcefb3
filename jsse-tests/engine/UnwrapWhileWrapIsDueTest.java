/*
 * @test
 * @summary unwrap while there is something to send answers NEED_WRAP and consumes nothing, in the handshake
 * @library /lib
 * @run main UnwrapWhileWrapIsDueTest
 */
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

public class UnwrapWhileWrapIsDueTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.of(version);
            pair.client.engine.beginHandshake();
            pair.client.arrive(new byte[] {22, 3, 3, 0, 1, 0});
            pair.client.unwrap();
            pair.client.expectLast(Status.OK, HandshakeStatus.NEED_WRAP);
            Expect.equal(6, pair.client.inbox.length, "bytes left");
            Expect.equal(0, pair.client.last().bytesConsumed(), "bytes consumed");
        }
    }
}
