/*
 * @test
 * @summary the session before the handshake is the invalid NULL one, in no context, with nobody in it
 * @library /lib
 * @run main NullSessionTest
 */
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

public class NullSessionTest {
    public static void main(String[] arguments) throws Exception {
        for (Side side : EnginePair.of("TLSv1.3").sides()) {
            SSLSession session = side.engine.getSession();
            Expect.equal("SSL_NULL_WITH_NULL_NULL", session.getCipherSuite(), "suite");
            Expect.equal("NONE", session.getProtocol(), "protocol");
            Expect.equal(0, session.getId().length, "length of the id");
            Expect.that(!session.isValid(), "it is not valid");
            Expect.equal(null, session.getSessionContext(), "context");
            Expect.equal(null, session.getLocalCertificates(), "local certificates");
            Expect.equal(null, session.getLocalPrincipal(), "local principal");
            Expect.thrown(SSLPeerUnverifiedException.class, session::getPeerCertificates);
            Expect.thrown(SSLPeerUnverifiedException.class, session::getPeerPrincipal);
            Expect.that(session.getPacketBufferSize() >= 16_384 + 5 + 256, "room for a record");
            Expect.that(session.getApplicationBufferSize() >= 16_384, "room for its content");
            Expect.equal(null, side.engine.getHandshakeSession(), "handshake session");
        }
    }
}
