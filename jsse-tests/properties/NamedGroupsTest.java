/*
 * @test
 * @summary jdk.tls.namedGroups are the groups of both roles, in order of preference
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.namedGroups=secp521r1,secp384r1,secp256r1 NamedGroupsTest
 */
import io.handfast.HandfastSession;
import java.security.Provider;

public class NamedGroupsTest {
    public static void main(String[] arguments) throws Exception {
        Provider ours = Contexts.provider();
        for (String version : Contexts.VERSIONS) {
            for (var peer : BothProviders.all()) {
                EnginePair client = BothProviders.pair(ours, peer, version);
                client.handshake();
                Expect.equal("secp521r1", group(client.client), "a client's group, with " + peer);
                EnginePair server = BothProviders.pair(peer, ours, version);
                server.handshake();
                Expect.equal("secp521r1", group(server.server), "a server's group, with " + peer);
            }
        }
    }

    private static String group(Side side) {
        return HandfastSession.of(side.engine.getSession()).namedGroup().orElseThrow();
    }
}
