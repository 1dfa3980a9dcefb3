/*
 * @test
 * @summary a session tells suite, version, peers, principals, times and sizes; both ends agree
 * @library /lib
 * @run main FactsTest
 */
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

public class FactsTest {
    public static void main(String[] arguments) throws Exception {
        X509Certificate own = Contexts.localhost().certificate();
        for (String version : Contexts.VERSIONS) {
            for (boolean mutual : new boolean[] {false, true}) {
                long before = System.currentTimeMillis();
                EnginePair pair = EnginePair.of(version);
                pair.server.engine.setNeedClientAuth(mutual);
                pair.handshake();
                SSLSession client = pair.client.engine.getSession();
                SSLSession server = pair.server.engine.getSession();
                for (SSLSession session : new SSLSession[] {client, server}) {
                    Expect.equal(version, session.getProtocol(), "version");
                    Expect.equal(client.getCipherSuite(), session.getCipherSuite(), "suite");
                    Expect.that(session.isValid(), "valid");
                    Expect.that(session.getSessionContext() != null, "in a context");
                    long made = session.getCreationTime();
                    Expect.that(before - 1000 <= made && made <= System.currentTimeMillis() + 1000, "creation time");
                    Expect.that(session.getLastAccessedTime() >= before - 1000, "access time");
                    Expect.contains(session.toString(), version);
                    Expect.contains(session.toString(), client.getCipherSuite());
                }
                Expect.equal("localhost", client.getPeerHost(), "the client's peer");
                Expect.equal(443, client.getPeerPort(), "the client's peer port");
                Expect.equal(own, client.getPeerCertificates()[0], "the server's certificate");
                Expect.equal(own.getSubjectX500Principal(), client.getPeerPrincipal(), "the server's name");
                Expect.equal(own, server.getLocalCertificates()[0], "the server's own certificate");
                Expect.equal(own.getSubjectX500Principal(), server.getLocalPrincipal(), "the server's own name");
                if (mutual) {
                    Expect.equal(own, server.getPeerCertificates()[0], "the client's certificate");
                    Expect.equal(own, client.getLocalCertificates()[0], "the client's own certificate");
                } else {
                    Expect.thrown(SSLPeerUnverifiedException.class, server::getPeerCertificates);
                    Expect.thrown(SSLPeerUnverifiedException.class, server::getPeerPrincipal);
                    Expect.equal(null, client.getLocalCertificates(), "the client has shown none");
                    Expect.equal(null, client.getLocalPrincipal(), "the client has shown none");
                }
            }
        }
    }
}
