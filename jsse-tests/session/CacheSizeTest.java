/*
 * @test
 * @summary shrinking the size of a session context evicts, and 0 is no limit
 * @library /lib
 * @run main CacheSizeTest
 */
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSessionContext;

public class CacheSizeTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            SSLContext client = Contexts.context();
            SSLContext server = Contexts.context();
            SSLSessionContext context = client.getClientSessionContext();
            Expect.equal(20_480, context.getSessionCacheSize(), "default");
            for (int port = 1; port <= 5; port++) {
                EnginePair pair = new EnginePair(client.createSSLEngine("localhost", port), server.createSSLEngine());
                pair.client.engine.setEnabledProtocols(new String[] {version});
                pair.handshake().exchange();
            }
            Expect.that(Collections.list(context.getIds()).size() >= 5, "all are kept");
            context.setSessionCacheSize(2);
            Expect.equal(2, context.getSessionCacheSize(), "size");
            Expect.that(Collections.list(context.getIds()).size() <= 2, "only so many are left");
            context.setSessionCacheSize(0);
            Expect.equal(0, context.getSessionCacheSize(), "no limit");
            Expect.thrown(IllegalArgumentException.class, () -> context.setSessionCacheSize(-1));
            Expect.thrown(IllegalArgumentException.class, () -> context.setSessionTimeout(-1));
        }
    }
}
