/*
 * @test
 * @summary a transport that ends in the handshake or after it is an SSLException, at closeInbound
 * @library /lib
 * @run main PeerGoneTest
 */
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

public class PeerGoneTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair begun = EnginePair.of(version);
            begun.client.wrap();
            Expect.thrown(SSLHandshakeException.class, begun.client.engine::closeInbound);
            EnginePair half = EnginePair.of(version);
            half.server.arrive(half.client.wrap());
            half.step(half.server);
            Expect.thrown(SSLException.class, half.server.engine::closeInbound);
            Expect.that(half.server.engine.isInboundDone(), "closed");
            while (half.server.status() == HandshakeStatus.NEED_WRAP) {
                half.server.wrap();
            }
            Expect.that(half.server.engine.isOutboundDone(), "closed in both directions once the goodbye is out");
        }
    }
}
