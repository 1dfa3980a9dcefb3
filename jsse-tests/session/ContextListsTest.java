/*
 * @test
 * @summary the client's context lists its sessions, TLS 1.3 tickets too, and finds them by id
 * @library /lib
 * @run main ContextListsTest
 */
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

public class ContextListsTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            Resumption contexts = new Resumption(version);
            SSLSessionContext context = contexts.client.getClientSessionContext();
            Expect.that(!context.getIds().hasMoreElements(), "empty at first");
            SSLSession session = contexts.connect().client.engine.getSession();
            Expect.that(session.getSessionContext() == context, "the context of the session");
            List<byte[]> ids = Collections.list(context.getIds());
            Expect.that(!ids.isEmpty(), "the session is listed");
            for (byte[] id : ids) {
                SSLSession listed = context.getSession(id);
                Expect.equalBytes(id, listed.getId(), "id");
                Expect.equal(version, listed.getProtocol(), "version");
                Expect.equal(session.getCipherSuite(), listed.getCipherSuite(), "suite");
                Expect.equal("localhost", listed.getPeerHost(), "peer");
                Expect.equal(443, listed.getPeerPort(), "port");
                Expect.equal(session.getPeerPrincipal(), listed.getPeerPrincipal(), "the peer's name");
                Expect.that(listed.isValid(), "valid");
                listed.invalidate();
                Expect.equal(null, context.getSession(id), "an invalidated session");
            }
            Expect.that(!context.getIds().hasMoreElements(), "empty again");
            Expect.equal(null, context.getSession(new byte[32]), "a session that never was");
            Expect.thrown(NullPointerException.class, () -> context.getSession(null));
            Expect.that(!Resumption.resumed(contexts.connect()), "nothing is left to resume");
        }
    }
}
