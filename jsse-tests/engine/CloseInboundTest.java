/*
 * @test
 * @summary closeInbound without the peer's goodbye is a possible truncation and throws, and leaves the other direction open;
 *     after the goodbye it is silent
 * @library /lib
 * @run main CloseInboundTest
 */
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

public class CloseInboundTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair cut = EnginePair.connected(version);
            Expect.thrown(SSLException.class, cut.client.engine::closeInbound);
            Expect.that(cut.client.engine.isInboundDone(), "the direction is closed nevertheless");
            cut.client.engine.closeInbound();
            byte[] content = Bytes.random(20_000);
            Expect.equalBytes(content, cut.send(cut.client, content), "the other direction goes on");
            cut.client.unwrap();
            Expect.equal(Status.CLOSED, cut.client.last().getStatus(), "status of an unwrap");
            cut.client.engine.closeOutbound();
            cut.server.arrive(cut.client.wrap());
            cut.server.unwrap();
            Expect.that(cut.server.engine.isInboundDone(), "the peer has heard the goodbye");
            Expect.that(cut.client.engine.isOutboundDone(), "closed in both directions");

            EnginePair pair = EnginePair.connected(version);
            pair.server.engine.closeOutbound();
            pair.client.arrive(pair.server.wrap());
            pair.client.unwrap();
            pair.client.engine.closeInbound();
            Expect.that(pair.client.engine.isInboundDone(), "closed");
        }
    }
}
