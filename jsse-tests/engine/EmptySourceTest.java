/*
 * @test
 * @summary unwrap of an empty source is BUFFER_UNDERFLOW, in the handshake and after it
 * @library /lib
 * @run main EmptySourceTest
 */
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

public class EmptySourceTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.of(version);
            pair.server.unwrap();
            pair.server.expectLast(Status.BUFFER_UNDERFLOW, HandshakeStatus.NEED_UNWRAP);
            pair.server.arrive(pair.client.wrap());
            pair.client.unwrap();
            pair.client.expectLast(Status.BUFFER_UNDERFLOW, HandshakeStatus.NEED_UNWRAP);
            pair.handshake();
            for (Side side : pair.sides()) {
                side.unwrap();
                side.expectLast(Status.BUFFER_UNDERFLOW, HandshakeStatus.NOT_HANDSHAKING);
                Expect.equal(
                        Status.BUFFER_UNDERFLOW,
                        side.engine.unwrap(Side.NOTHING, ByteBuffer.allocate(0)).getStatus(),
                        "without room either");
            }
        }
    }
}
