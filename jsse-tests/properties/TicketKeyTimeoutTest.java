/*
 * @test
 * @summary after jdk.tls.server.statelessKeyTimeout seconds another key seals the tickets, and what the old one sealed is still taken
 * @key once
 * @library /lib
 * @run main/othervm/timeout=120 -Djdk.tls.server.statelessKeyTimeout=1 TicketKeyTimeoutTest
 */
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;

public class TicketKeyTimeoutTest {
    /** Both providers begin a ticket with the name of its key. */
    private static final int NAME = 4;

    private static final int NEW_SESSION_TICKET = 4;

    public static void main(String[] arguments) throws Exception {
        for (var provider : BothProviders.all()) {
            SSLContext early = Contexts.context();
            SSLContext server = Contexts.context(provider);
            int name = keyName(early, server);
            long until = System.nanoTime() + 60_000_000_000L;
            int later = name;
            while (later == name) {
                Expect.that(System.nanoTime() < until, "a new key within a minute, by " + provider);
                later = keyName(Contexts.context(), server);
            }
            EnginePair again = pair(early, server).handshake();
            again.exchange();
            Expect.that(Resumption.resumed(again), "a ticket of the old key is taken by " + provider);
        }
    }

    private static EnginePair pair(SSLContext client, SSLContext server) {
        EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
        pair.client.engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        return pair;
    }

    /** The name of the key in the ticket of a whole handshake, which TLS 1.2 sends in the clear (RFC 5077 §3.3). */
    private static int keyName(SSLContext client, SSLContext server) throws Exception {
        EnginePair pair = pair(client, server);
        pair.client.engine.beginHandshake();
        pair.server.engine.beginHandshake();
        int name = 0;
        boolean moved = true;
        while (moved) {
            moved = pair.step(pair.client) | pair.step(pair.server);
            byte[] sent = pair.client.inbox;
            if (sent.length > 19 && sent[0] == 22 && sent[5] == NEW_SESSION_TICKET) {
                // After the record's header: type and length of the message, lifetime, length of the ticket.
                name = ByteBuffer.wrap(sent, 5 + 4 + 4 + 2, NAME).getInt();
            }
        }
        Expect.that(name != 0, "a ticket was on the wire");
        return name;
    }
}
