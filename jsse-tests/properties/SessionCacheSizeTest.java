/*
 * @test
 * @summary javax.net.ssl.sessionCacheSize is the size that session contexts begin with
 * @key once
 * @library /lib
 * @run main/othervm -Djavax.net.ssl.sessionCacheSize=7 SessionCacheSizeTest
 */
import javax.net.ssl.SSLContext;

public class SessionCacheSizeTest {
    public static void main(String[] arguments) throws Exception {
        for (var provider : BothProviders.all()) {
            SSLContext context = Contexts.context(provider);
            Expect.equal(7, context.getClientSessionContext().getSessionCacheSize(), "clients of " + provider);
            Expect.equal(7, context.getServerSessionContext().getSessionCacheSize(), "servers of " + provider);
        }
    }
}
