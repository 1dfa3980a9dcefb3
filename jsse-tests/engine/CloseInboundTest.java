/*
 * @test
 * @summary closeInbound without the peer's goodbye is a possible truncation and throws; after the goodbye it is silent
 * @library /lib
 * @run main CloseInboundTest
 */
import javax.net.ssl.SSLException;

public class CloseInboundTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair cut = EnginePair.connected(version);
            Expect.thrown(SSLException.class, cut.client.engine::closeInbound);
            Expect.that(cut.client.engine.isInboundDone(), "the direction is closed nevertheless");
            cut.client.engine.closeInbound();

            EnginePair pair = EnginePair.connected(version);
            pair.server.engine.closeOutbound();
            pair.client.arrive(pair.server.wrap());
            pair.client.unwrap();
            pair.client.engine.closeInbound();
            Expect.that(pair.client.engine.isInboundDone(), "closed");
        }
    }
}
