/*
 * @test
 * @summary a TLS 1.2 session without extended master secret is resumed only with jdk.tls.allowLegacyResumption=true (RFC 7627)
 * @key once
 * @library /lib
 * @run main/othervm -Djdk.tls.useExtendedMasterSecret=false AllowLegacyResumptionTest false
 * @run main/othervm -Djdk.tls.useExtendedMasterSecret=false -Djdk.tls.allowLegacyResumption=true AllowLegacyResumptionTest true
 */
import io.handfast.HandfastSession;
import javax.net.ssl.SSLContext;

public class AllowLegacyResumptionTest {
    public static void main(String[] arguments) throws Exception {
        SSLContext client = Contexts.context(BothProviders.jdk());
        SSLContext server = Contexts.context();
        Expect.equal(false, resumed(client, server), "the first is resumed");
        Expect.equal(Boolean.valueOf(arguments[0]), resumed(client, server), "the second is resumed");
    }

    /** The client of the JDK obeys the property and leaves the extension out; Handfast is the server that decides. */
    private static boolean resumed(SSLContext client, SSLContext server) throws Exception {
        EnginePair pair = new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
        pair.client.engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        pair.handshake().exchange();
        return HandfastSession.of(pair.server.engine.getSession()).resumed();
    }
}
