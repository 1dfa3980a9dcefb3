/*
 * @test
 * @summary FINISHED is reported once, in the call that ends the handshake, and getHandshakeStatus never says it
 * @library /lib
 * @run main FinishedOnceTest
 */
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

public class FinishedOnceTest {
    public static void main(String[] arguments) throws Exception {
        SSLContext client = Contexts.context();
        SSLContext server = Contexts.context();
        // In TLS 1.2 whoever receives the last Finished is done by unwrap, and a resumption turns that around.
        check(pair(client, server, "TLSv1.2"), false, true);
        check(pair(client, server, "TLSv1.2"), true, false);
        check(pair(client, server, "TLSv1.3"), true, null);
        check(pair(client, server, "TLSv1.3"), true, null);
    }

    private static EnginePair pair(SSLContext client, SSLContext server, String version) throws Exception {
        EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine("client", 1));
        pair.client.engine.setEnabledProtocols(new String[] {version});
        return pair;
    }

    private static void check(EnginePair pair, boolean clientByWrap, Boolean serverByWrap) throws Exception {
        pair.handshake();
        Expect.equal(clientByWrap, byWrap(pair.client.results), "the client was done by a wrap");
        if (serverByWrap != null) {
            Expect.equal(serverByWrap, byWrap(pair.server.results), "the server was done by a wrap");
        }
        pair.exchange();
        for (Side side : pair.sides()) {
            side.wrap();
            side.unwrap();
            Expect.equal(1L, side.timesFinished(), "times that FINISHED was reported");
            Expect.equal(HandshakeStatus.NOT_HANDSHAKING, side.status(), "status afterwards");
        }
    }

    private static boolean byWrap(List<SSLEngineResult> results) {
        for (SSLEngineResult result : results) {
            if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
                return result.bytesProduced() > 0;
            }
        }
        throw new AssertionError("FINISHED was never reported");
    }
}
