/*
 * @test
 * @summary jdk.tls.server.newSessionTicketCount is how many tickets a TLS 1.3 server sends: with 0 there is nothing to resume
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.server.newSessionTicketCount=0 TicketCountTest
 */
import java.util.Collections;
import javax.net.ssl.SSLContext;

public class TicketCountTest {
    public static void main(String[] arguments) throws Exception {
        SSLContext client = Contexts.context();
        EnginePair pair = new EnginePair(
                client.createSSLEngine("localhost", 443), Contexts.context().createSSLEngine());
        pair.handshake().exchange();
        Expect.equal(
                0, Collections.list(client.getClientSessionContext().getIds()).size(), "tickets");
    }
}
