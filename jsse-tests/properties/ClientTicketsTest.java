/*
 * @test
 * @summary with jdk.tls.client.enableSessionTicketExtension=false clients of TLS 1.2 ask for no tickets, and resume by session id
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.client.enableSessionTicketExtension=true ClientTicketsTest true
 * @run main/othervm -Djdk.tls.client.enableSessionTicketExtension=false ClientTicketsTest false
 */
import javax.net.ssl.SSLContext;

public class ClientTicketsTest {
    public static void main(String[] arguments) throws Exception {
        boolean asked = Boolean.parseBoolean(arguments[0]);
        for (var provider : BothProviders.all()) {
            SSLContext client = Contexts.context(provider);
            SSLContext server = Contexts.context();
            EnginePair first = pair(client, server);
            Expect.equal(asked, Hello.of(first).has(Hello.SESSION_TICKET), "a client of " + provider + " asks");
            byte[] id =
                    pair(client, server).handshake().server.engine.getSession().getId();
            int listed = java.util.Collections.list(
                            server.getServerSessionContext().getIds())
                    .size();
            Expect.equal(asked ? 0 : 1, listed, "sessions that the server keeps for " + provider);
            EnginePair again = pair(client, server).handshake();
            again.exchange();
            Expect.that(
                    io.handfast.HandfastSession.of(again.server.engine.getSession())
                            .resumed(),
                    "the session is resumed by " + provider);
            if (!asked) {
                Expect.equalBytes(id, again.server.engine.getSession().getId(), "id of the session");
            }
        }
    }

    private static EnginePair pair(SSLContext client, SSLContext server) {
        EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
        pair.client.engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        return pair;
    }
}
