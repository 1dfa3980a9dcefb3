/*
 * @test
 * @summary with jdk.tls.server.enableStatusRequestExtension servers staple what a responder says; getStatusResponses gives copies
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.server.enableStatusRequestExtension=true StaplingTest true
 * @run main/othervm -Djdk.tls.server.enableStatusRequestExtension=false StaplingTest false
 */
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;

public class StaplingTest {
    public static void main(String[] arguments) throws Exception {
        boolean stapled = Boolean.parseBoolean(arguments[0]);
        try (Responder responder =
                new Responder(Contexts.authority(), Contexts.localhost().certificate())) {
            System.setProperty("jdk.tls.stapling.responderURI", responder.uri());
            System.setProperty("jdk.tls.stapling.responseTimeout", "30000");
            for (String version : Contexts.VERSIONS) {
                for (var client : BothProviders.all()) {
                    for (var server : BothProviders.all()) {
                        String who = client + " with " + server + " in " + version;
                        EnginePair pair = BothProviders.pair(client, server, version);
                        pair.handshake().exchange();
                        ExtendedSSLSession session = (ExtendedSSLSession) pair.client.engine.getSession();
                        if (stapled) {
                            copies(session, responder.response(), who);
                        } else {
                            Expect.equal(List.of(), session.getStatusResponses(), who);
                        }
                        ExtendedSSLSession own = (ExtendedSSLSession) pair.server.engine.getSession();
                        Expect.equal(List.of(), own.getStatusResponses(), "a server's own, " + who);
                    }
                }
            }
        }
    }

    private static void copies(ExtendedSSLSession session, byte[] expected, String who) {
        List<byte[]> responses = session.getStatusResponses();
        Expect.that(!responses.isEmpty(), "a response is stapled: " + who);
        Expect.equalBytes(expected, responses.get(0), "what the responder said: " + who);
        Arrays.fill(responses.get(0), (byte) 0);
        Expect.equalBytes(expected, session.getStatusResponses().get(0), "the session's own: " + who);
        Expect.thrown(UnsupportedOperationException.class, () -> responses.add(new byte[1]));
    }
}
