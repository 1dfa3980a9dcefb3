/*
 * @test
 * @summary names that a client asks for reach the server's session and matchers; an empty list asks for none
 * @library /lib
 * @run main ServerNamesTest
 */
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

public class ServerNamesTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            SNIServerName wanted = new SNIHostName("wanted.example");
            asks(version, List.of(wanted), List.of(wanted));
            asks(version, null, List.of(new SNIHostName("localhost.localdomain")));
            asks(version, List.of(), List.of());
            for (String pattern : new String[] {"wanted\\.example", "other\\.example"}) {
                EnginePair pair = pair(version, List.of(wanted));
                SSLParameters parameters = pair.server.engine.getSSLParameters();
                parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher(pattern)));
                pair.server.engine.setSSLParameters(parameters);
                if (pattern.startsWith("wanted")) {
                    pair.handshake();
                } else {
                    Expect.contains(
                            Expect.thrown(SSLHandshakeException.class, pair::settle)
                                    .getMessage(),
                            "unrecognized_name");
                }
            }
        }
    }

    private static void asks(String version, List<SNIServerName> asked, List<SNIServerName> seen) throws Exception {
        EnginePair pair = pair(version, asked);
        pair.handshake();
        for (Side side : pair.sides()) {
            ExtendedSSLSession session = (ExtendedSSLSession) side.engine.getSession();
            Expect.equal(seen, session.getRequestedServerNames(), "requested names");
        }
    }

    private static EnginePair pair(String version, List<SNIServerName> asked) throws Exception {
        EnginePair pair = new EnginePair(
                Contexts.context().createSSLEngine("localhost.localdomain", 443),
                Contexts.context().createSSLEngine());
        SSLParameters parameters = pair.client.engine.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        if (asked != null) {
            parameters.setServerNames(asked);
        }
        pair.client.engine.setSSLParameters(parameters);
        return pair;
    }
}
