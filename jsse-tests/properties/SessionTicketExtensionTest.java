/*
 * @test
 * @summary with jdk.tls.server.enableSessionTicketExtension=false a server keeps its sessions itself, and lists them
 * @library /lib
 * @run main/othervm -Djdk.tls.server.enableSessionTicketExtension=false SessionTicketExtensionTest
 */
import java.util.Collections;

public class SessionTicketExtensionTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            Resumption contexts = new Resumption(version);
            EnginePair first = contexts.connect();
            Expect.that(
                    !Collections.list(contexts.server.getServerSessionContext().getIds())
                            .isEmpty(),
                    "the session is in the server's context");
            Expect.that(Resumption.resumed(contexts.connect()), "and is resumed");
            Expect.that(!Resumption.resumed(first), "the first is not");
        }
    }
}
