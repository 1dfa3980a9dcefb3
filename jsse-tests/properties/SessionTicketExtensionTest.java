/*
 * @test
 * @summary with jdk.tls.server.enableSessionTicketExtension=false a server keeps its sessions itself, and lists them; else in tickets
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.server.enableSessionTicketExtension=false SessionTicketExtensionTest false
 * @run main/othervm -Djdk.tls.server.enableSessionTicketExtension=true SessionTicketExtensionTest true
 */
import javax.net.ssl.SSLContext;

public class SessionTicketExtensionTest {
    public static void main(String[] arguments) throws Exception {
        boolean tickets = Boolean.parseBoolean(arguments[0]);
        for (String version : Contexts.VERSIONS) {
            for (var provider : BothProviders.all()) {
                SSLContext client = Contexts.context();
                SSLContext server = Contexts.context(provider);
                Expect.that(!resumed(version, client, server), "the first is a session of its own");
                boolean listed = server.getServerSessionContext().getIds().hasMoreElements();
                Expect.equal(!tickets, listed, version + ": the session is in the context of " + provider);
                Expect.that(resumed(version, client, server), version + ": it is resumed by " + provider);
            }
        }
    }

    private static boolean resumed(String version, SSLContext client, SSLContext server) throws Exception {
        EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
        pair.client.engine.setEnabledProtocols(new String[] {version});
        pair.handshake().exchange();
        return Resumption.resumed(pair);
    }
}
