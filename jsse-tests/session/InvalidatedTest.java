/*
 * @test
 * @summary an invalidated session is not valid, in no context, and never resumed; its connection goes on
 * @library /lib
 * @run main InvalidatedTest
 */
import javax.net.ssl.SSLSession;

public class InvalidatedTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (int who = 0; who < 2; who++) {
                Resumption contexts = new Resumption(version);
                EnginePair first = contexts.connect();
                EnginePair second = contexts.connect();
                Expect.that(Resumption.resumed(second), "resumption works");
                SSLSession session = second.sides()[who].engine.getSession();
                session.invalidate();
                Expect.that(!session.isValid(), "it is not valid");
                Expect.equal(null, session.getSessionContext(), "context");
                second.exchange();
                if (version.equals("TLSv1.2")) {
                    Expect.that(!first.sides()[who].engine.getSession().isValid(), "the same session elsewhere");
                }
                if (who == 0) {
                    contexts.client.getClientSessionContext().setSessionTimeout(1000);
                    EnginePair third = contexts.connect();
                    Expect.that(!sameSession(third, second), "a session of its own");
                }
            }
        }
    }

    private static boolean sameSession(EnginePair one, EnginePair other) {
        return Resumption.resumed(one) && Resumption.sameId(one, other);
    }
}
