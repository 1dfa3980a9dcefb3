/*
 * @test
 * @summary the selector is asked once with the client's list, its answer counts, empty is none, and a wrong one fails
 * @library /lib
 * @run main ProtocolSelectorTest
 */
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;

public class ProtocolSelectorTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            List<List<String>> asked = new ArrayList<>();
            EnginePair pair = offering(version);
            pair.server.engine.setHandshakeApplicationProtocolSelector((engine, offered) -> {
                Expect.that(engine == pair.server.engine, "the engine itself asks");
                ExtendedSSLSession session = (ExtendedSSLSession) engine.getHandshakeSession();
                Expect.equal(version, session.getProtocol(), "version in the handshake session");
                Expect.equal(
                        StandardConstants.SNI_HOST_NAME,
                        session.getRequestedServerNames().get(0).getType(),
                        "the requested name");
                Expect.equal(null, engine.getApplicationProtocol(), "not yet settled");
                asked.add(List.copyOf(offered));
                return "beta";
            });
            pair.handshake();
            Expect.equal(List.of(List.of("alpha", "beta")), asked, "what the selector was asked");
            for (Side side : pair.sides()) {
                Expect.equal("beta", side.engine.getApplicationProtocol(), "protocol");
            }
            EnginePair empty = offering(version);
            empty.server.engine.setHandshakeApplicationProtocolSelector((engine, offered) -> "");
            empty.handshake();
            Expect.equal("", empty.client.engine.getApplicationProtocol(), "protocol");

            EnginePair throwing = offering(version);
            RuntimeException own = new IllegalStateException("the selector's own");
            throwing.server.engine.setHandshakeApplicationProtocolSelector((engine, offered) -> {
                throw own;
            });
            Throwable cause = Expect.thrown(SSLHandshakeException.class, throwing::settle);
            while (cause != null && cause != own) {
                cause = cause.getCause();
            }
            Expect.that(cause == own, "the selector's exception is kept as a cause");
        }
    }

    private static EnginePair offering(String version) throws Exception {
        EnginePair pair = EnginePair.of(version);
        SSLEngine client = pair.client.engine;
        SSLParameters parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"alpha", "beta"});
        client.setSSLParameters(parameters);
        return pair;
    }
}
