/*
 * @test
 * @summary a context that was not initialised refuses everything with IllegalStateException
 * @library /lib
 * @run main UninitialisedTest
 */
import javax.net.ssl.SSLContext;

public class UninitialisedTest {
    public static void main(String[] arguments) throws Exception {
        SSLContext context = Contexts.uninitialised();
        for (Expect.Action each : new Expect.Action[] {
            context::getSocketFactory,
            context::getServerSocketFactory,
            context::createSSLEngine,
            () -> context.createSSLEngine("localhost", 443),
            context::getDefaultSSLParameters,
            context::getSupportedSSLParameters,
            context::getClientSessionContext,
            context::getServerSessionContext,
        }) {
            // The JDK's SSLContext hides some of them behind an UnsupportedOperationException.
            RuntimeException refusal = Expect.thrown(RuntimeException.class, each);
            Expect.that(
                    refusal instanceof IllegalStateException || refusal instanceof UnsupportedOperationException,
                    "refused: " + refusal);
        }
        context.init(null, null, null);
        context.createSSLEngine();
    }
}
