/*
 * @test
 * @summary with sun.security.ssl.allowLegacyHelloMessages=false peers of TLS 1.2 without secure renegotiation are refused
 * @key once
 * @library /lib
 * @run main/othervm -Dsun.security.ssl.allowLegacyHelloMessages=true LegacyHelloMessagesTest true
 * @run main/othervm -Dsun.security.ssl.allowLegacyHelloMessages=false LegacyHelloMessagesTest false
 */
import javax.net.ssl.SSLHandshakeException;

public class LegacyHelloMessagesTest {
    public static void main(String[] arguments) throws Exception {
        boolean allowed = Boolean.parseBoolean(arguments[0]);
        for (var provider : BothProviders.all()) {
            EnginePair served = pair(BothProviders.pair(Contexts.provider(), provider, "TLSv1.2"));
            served.server.arrive(new Hello(served.client.wrap()).without(Hello.RENEGOTIATION_INFO));
            goesOn(allowed, served, served.server, "a server of " + provider);

            EnginePair asked = pair(BothProviders.pair(provider, Contexts.provider(), "TLSv1.2"));
            asked.server.arrive(asked.client.wrap());
            goesOn(true, asked, asked.server, "a server that knows it");
            asked.client.inbox = new Hello(asked.client.inbox).without(Hello.RENEGOTIATION_INFO);
            goesOn(allowed, asked, asked.client, "a client of " + provider);

            pair(BothProviders.pair(provider, provider, "TLSv1.2")).handshake().exchange();
        }
    }

    private static EnginePair pair(EnginePair pair) throws Exception {
        pair.client.engine.beginHandshake();
        pair.server.engine.beginHandshake();
        return pair;
    }

    /** Whether this side answers what has arrived with messages of the handshake, and not with a refusal. */
    private static void goesOn(boolean expected, EnginePair pair, Side side, String who) throws Exception {
        if (expected) {
            answer(pair, side);
            Expect.equal((byte) 22, pair.peer(side).inbox[0], "the type of record that " + who + " sends");
        } else {
            Expect.thrown(SSLHandshakeException.class, () -> answer(pair, side));
        }
    }

    private static void answer(EnginePair pair, Side side) throws Exception {
        boolean moved = true;
        while (moved) {
            moved = pair.step(side);
        }
    }
}
