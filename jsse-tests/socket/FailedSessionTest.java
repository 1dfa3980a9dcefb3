/*
 * @test
 * @summary getSession answers with the invalid NULL session where the handshake fails or there is no connection
 * @library /lib
 * @run main FailedSessionTest
 */
import java.util.concurrent.Future;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

public class FailedSessionTest {
    public static void main(String[] arguments) throws Exception {
        Authority stranger = Authority.create("A Stranger");
        try (SocketPair pair =
                new SocketPair(Contexts.context(null, Contexts.trustManagers(stranger)), Contexts.context())) {
            Future<?> serving = pair.async(() -> pair.server.getInputStream().read());
            nothing(pair.client.getSession());
            Expect.thrown(SSLHandshakeException.class, () -> pair.client.startHandshake());
            Expect.that(SocketPair.failure(serving) instanceof SSLHandshakeException, "the server was told");
        }
        nothing(((SSLSocket) Contexts.context().getSocketFactory().createSocket()).getSession());
    }

    private static void nothing(SSLSession session) {
        Expect.equal("SSL_NULL_WITH_NULL_NULL", session.getCipherSuite(), "suite");
        Expect.equal("NONE", session.getProtocol(), "protocol");
        Expect.that(!session.isValid(), "it is not valid");
        Expect.equal(null, session.getSessionContext(), "context");
    }
}
