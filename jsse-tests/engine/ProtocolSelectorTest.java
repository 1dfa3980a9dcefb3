/*
 * @test
 * @summary the selector is asked once with the client's list, its answer counts, empty is none, and one that was not offered fails
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

            for (String name : new String[] {"gamma", "x".repeat(256)}) {
                refused(offering(version), name);
                Resumption contexts = new Resumption(version);
                contexts.connect();
                refused(offering(contexts.unconnected()), name);
            }
        }
    }

    /** What the client has not offered is no protocol in common (RFC 7301 §3.2). */
    private static void refused(EnginePair pair, String name) throws Exception {
        pair.server.engine.setHandshakeApplicationProtocolSelector((engine, offered) -> name);
        Expect.thrown(SSLHandshakeException.class, pair::settle);
        pair.client.arrive(pair.server.wrap());
        SSLHandshakeException told = Expect.thrown(SSLHandshakeException.class, () -> {
            while (true) {
                pair.client.unwrap();
            }
        });
        Expect.contains(told.getMessage(), "no_application_protocol");
    }

    private static EnginePair offering(String version) throws Exception {
        return offering(EnginePair.of(version));
    }

    private static EnginePair offering(EnginePair pair) {
        SSLEngine client = pair.client.engine;
        SSLParameters parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"alpha", "beta"});
        client.setSSLParameters(parameters);
        return pair;
    }
}
