/*
 * @test
 * @summary a session that has timed out is not listed and not resumed
 * @library /lib
 * @run main TimeoutTest
 */
import java.util.Collections;
import javax.net.ssl.SSLSessionContext;

public class TimeoutTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            Resumption contexts = new Resumption(version);
            SSLSessionContext context = contexts.client.getClientSessionContext();
            Expect.equal(86_400, context.getSessionTimeout(), "default in seconds");
            EnginePair first = contexts.connect();
            long made = first.client.engine.getSession().getCreationTime();
            context.setSessionTimeout(1);
            Expect.equal(1, context.getSessionTimeout(), "seconds");
            while (System.currentTimeMillis() <= made + 2000) {
                Thread.onSpinWait();
            }
            Expect.equal(0, Collections.list(context.getIds()).size(), "sessions listed");
            Expect.that(!Resumption.resumed(contexts.connect()), "resumed");
        }
    }
}
