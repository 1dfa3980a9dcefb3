/*
 * @test
 * @summary an engine whose role was not set refuses to work, and works once it is set
 * @library /lib
 * @run main ModeNotSetTest
 */
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;

public class ModeNotSetTest {
    public static void main(String[] arguments) throws Exception {
        SSLEngine engine = Contexts.context().createSSLEngine();
        ByteBuffer room = ByteBuffer.allocate(20_000);
        Expect.thrown(IllegalStateException.class, engine::beginHandshake);
        Expect.thrown(IllegalStateException.class, () -> engine.wrap(Side.NOTHING, room));
        Expect.thrown(IllegalStateException.class, () -> engine.unwrap(Side.NOTHING, room));
        engine.setUseClientMode(true);
        Expect.that(engine.wrap(Side.NOTHING, room).bytesProduced() > 0, "then it says hello");
    }
}
