/*
 * @test
 * @summary a resumed session keeps its peers, values and creation time, and is told as resumed
 * @library /lib
 * @run main ResumptionTest
 */
import javax.net.ssl.SSLSession;

public class ResumptionTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            Resumption contexts = new Resumption(version);
            EnginePair first = contexts.unconnected();
            first.server.engine.setNeedClientAuth(true);
            first.handshake().exchange();
            SSLSession before = first.client.engine.getSession();
            before.putValue("name", "value");
            first.server.engine.getSession().putValue("name", "server's value");
            EnginePair second = contexts.unconnected();
            second.server.engine.setNeedClientAuth(true);
            second.handshake().exchange();
            Expect.that(Resumption.resumed(second) && !Resumption.resumed(first), "only the second is a resumption");
            SSLSession after = second.client.engine.getSession();
            SSLSession served = second.server.engine.getSession();
            Expect.equal(before.getPeerPrincipal(), after.getPeerPrincipal(), "the server's name");
            Expect.equal(
                    Contexts.localhost().certificate(), served.getPeerCertificates()[0], "the client's certificate");
            Expect.equal(before.getCreationTime(), after.getCreationTime(), "creation time");
            Expect.that(after.getLastAccessedTime() >= before.getLastAccessedTime(), "access time");
            Expect.equal("value", after.getValue("name"), "value");
            Expect.equal("server's value", served.getValue("name"), "value");
            if (version.equals("TLSv1.2")) {
                Expect.that(Resumption.sameId(first, second), "in TLS 1.2 the id stays");
                Expect.equal(before, after, "and so the sessions are equal");
                Expect.equal(before.hashCode(), after.hashCode(), "hash code");
            }
        }
    }
}
