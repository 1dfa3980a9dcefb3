/*
 * @test
 * @summary want and need of client authentication exclude each other
 * @library /lib
 * @run main WantAndNeedTest
 */
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

public class WantAndNeedTest {
    public static void main(String[] arguments) throws Exception {
        check(engine -> engine.setNeedClientAuth(true), false, true);
        check(engine -> engine.setWantClientAuth(true), true, false);
        check(engine -> engine.setNeedClientAuth(false), false, false);
        check(engine -> engine.setWantClientAuth(false), false, false);
        SSLEngine engine = Contexts.context().createSSLEngine();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setWantClientAuth(true);
        engine.setSSLParameters(parameters);
        Expect.that(engine.getWantClientAuth() && !engine.getNeedClientAuth(), "wanted through parameters");
        parameters.setNeedClientAuth(true);
        engine.setSSLParameters(parameters);
        Expect.that(!engine.getWantClientAuth() && engine.getNeedClientAuth(), "needed through parameters");
        engine.setSSLParameters(new SSLParameters());
        Expect.that(!engine.getWantClientAuth() && !engine.getNeedClientAuth(), "neither");
    }

    private static void check(Consumer<SSLEngine> change, boolean want, boolean need) throws Exception {
        for (int before = 0; before < 3; before++) {
            SSLEngine engine = Contexts.context().createSSLEngine();
            if (before > 0) {
                engine.setNeedClientAuth(before == 1);
                engine.setWantClientAuth(before == 2);
            }
            change.accept(engine);
            Expect.equal(want, engine.getWantClientAuth(), "want");
            Expect.equal(need, engine.getNeedClientAuth(), "need");
            Expect.equal(want, engine.getSSLParameters().getWantClientAuth(), "want in the parameters");
            Expect.equal(need, engine.getSSLParameters().getNeedClientAuth(), "need in the parameters");
        }
    }
}
