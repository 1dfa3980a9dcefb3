/*
 * @test
 * @summary a handshake message above jdk.tls.maxHandshakeMessageSize is refused
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.maxHandshakeMessageSize=700 MaxHandshakeMessageSizeTest
 */
import javax.net.ssl.KeyManager;

public class MaxHandshakeMessageSizeTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (var provider : BothProviders.all()) {
                Authority.Identity large = Contexts.authority()
                        .issue(
                                "EC",
                                "localhost",
                                "a-name-that-is-long-enough-to-count.".repeat(6) + "example",
                                "b.".repeat(100) + "example",
                                "c.".repeat(100) + "example");
                KeyManager[] keys = Contexts.keyManagers(large);
                EnginePair pair = new EnginePair(
                        Contexts.context(provider).createSSLEngine("localhost", 443),
                        Contexts.context(BothProviders.jdk(), keys, Contexts.trustManagers(Contexts.authority()))
                                .createSSLEngine());
                pair.client.engine.setEnabledProtocols(new String[] {version});
                Expect.that(!BothProviders.agree(pair), provider + " refuses it in " + version);
            }
        }
    }
}
