/*
 * @test
 * @summary wrap of no content after the handshake makes no record
 * @library /lib
 * @run main EmptyContentTest
 */
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

public class EmptyContentTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.connected(version);
            for (Side side : pair.sides()) {
                Expect.equal(0, side.wrap().length, "bytes wrapped");
                side.expectLast(Status.OK, HandshakeStatus.NOT_HANDSHAKING);
            }
            pair.exchange();
        }
    }
}
