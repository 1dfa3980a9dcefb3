/*
 * @test
 * @summary values of a session are kept by name, and those who listen hear when they are bound and unbound
 * @library /lib
 * @run main ValuesTest
 */
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;

public class ValuesTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            SSLSession session = EnginePair.connected(version).client.engine.getSession();
            List<String> heard = new ArrayList<>();
            session.putValue("a", new Listening("first", heard, session));
            session.putValue("b", "plain");
            session.putValue("a", new Listening("second", heard, session));
            Expect.equal("plain", session.getValue("b"), "value");
            Expect.equal(null, session.getValue("c"), "a value that is not there");
            Expect.equal(2, session.getValueNames().length, "names");
            session.removeValue("a");
            session.removeValue("a");
            Expect.equal(null, session.getValue("a"), "a removed value");
            Expect.equal(
                    List.of("first bound a", "first unbound a", "second bound a", "second unbound a"), heard, "heard");
            for (Expect.Action each : new Expect.Action[] {
                () -> session.putValue(null, "x"),
                () -> session.putValue("x", null),
                () -> session.getValue(null),
                () -> session.removeValue(null),
            }) {
                Expect.thrown(IllegalArgumentException.class, each);
            }
        }
    }

    private record Listening(String name, List<String> heard, SSLSession session) implements SSLSessionBindingListener {
        @Override
        public void valueBound(SSLSessionBindingEvent event) {
            Expect.that(event.getSession() == session, "the session that was asked");
            heard.add(name + " bound " + event.getName());
        }

        @Override
        public void valueUnbound(SSLSessionBindingEvent event) {
            heard.add(name + " unbound " + event.getName());
        }
    }
}
