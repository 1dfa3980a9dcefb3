/*
 * @test
 * @summary sessions do not pretend to be serializable: like the JDK's they are of use in their own JVM alone, and say so
 * @library /lib
 * @run main NotSerializableTest
 */
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import javax.net.ssl.SSLSession;

public class NotSerializableTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (var provider : BothProviders.all()) {
                EnginePair pair = BothProviders.pair(provider, provider, version);
                SSLSession before = pair.client.engine.getSession();
                pair.handshake();
                for (SSLSession session :
                        new SSLSession[] {before, pair.client.engine.getSession(), pair.server.engine.getSession()}) {
                    Expect.that(!(session instanceof Serializable), session.getClass() + " claims to be serializable");
                    ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream());
                    Expect.thrown(NotSerializableException.class, () -> out.writeObject(session));
                }
            }
        }
    }
}
