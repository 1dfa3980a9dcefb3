/*
 * @test
 * @summary the default context takes javax.net.ssl.keyStore and trustStore with their types, providers and passwords, and NONE
 * @library /lib
 * @run main/othervm StorePropertiesTest
 */
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

public class StorePropertiesTest {
    private static final String KEYS = "javax.net.ssl.keyStore";
    private static final String TRUST = "javax.net.ssl.trustStore";
    private static final Map<String, String> KEPT_KEYS =
            Map.of(KEYS, "NONE", KEYS + "Type", "KEYS", KEYS + "Password", Stores.PASSWORD);
    private static final Map<String, String> KEPT_TRUST = Map.of(TRUST, "NONE", TRUST + "Type", "TRUST");

    public static void main(String[] arguments) throws Exception {
        Stores stores = Stores.make();
        Map<String, String> keys = Map.of(KEYS, stores.keys().toString(), KEYS + "Password", Stores.PASSWORD);
        Map<String, String> trust = Map.of(TRUST, stores.trust().toString(), TRUST + "Password", Stores.PASSWORD);

        Security.addProvider(KeptStore.provider(
                Authority.keys(Contexts.localhost()), Contexts.authority().trust()));
        String missing = Path.of("missing.p12").toAbsolutePath().toString();
        for (Map<String, String> wrong : List.of(
                Map.of(KEYS + "Password", "wrong"),
                Map.of(KEYS, missing),
                Map.of(KEYS + "Type", "NO-SUCH-TYPE"),
                Map.of(KEYS + "Type", "PKCS12", KEYS + "Provider", "NoSuchProvider"),
                Map.of(KEYS + "Type", "PKCS12", KEYS + "Provider", "Kept"),
                Map.of(TRUST + "Password", "wrong"),
                Map.of(TRUST + "Type", "NO-SUCH-TYPE"),
                Map.of(TRUST + "Type", "PKCS12", TRUST + "Provider", "NoSuchProvider"))) {
            Exception refused = refusal(keys, trust, wrong);
            Expect.that(refused.getCause() != null, wrong + " is refused with a cause: " + refused);
            Expect.that(!refused.toString().contains(Stores.PASSWORD), "the password is not told");
        }

        connects(context(keys, trust));
        connects(context(keys, trust, Map.of(KEYS + "Type", "PKCS12", TRUST + "Type", "PKCS12")));
        connects(context(keys, trust, Map.of(KEYS + "Type", "PKCS12", KEYS + "Provider", "SunJSSE")));
        connects(context(KEPT_KEYS, KEPT_TRUST));
        Map<String, String> byProvider = Map.of(KEYS + "Provider", "Kept", TRUST + "Provider", "Kept");
        connects(context(KEPT_KEYS, KEPT_TRUST, byProvider, Map.of(TRUST + "Password", "x")));
        Expect.that(KeptStore.LOADS.contains("KEYS without a stream, " + Stores.PASSWORD), KeptStore.LOADS.toString());
        Expect.that(KeptStore.LOADS.contains("TRUST without a stream, no password"), KeptStore.LOADS.toString());
        Expect.that(KeptStore.LOADS.contains("TRUST without a stream, x"), KeptStore.LOADS.toString());

        // A trust store that is not there trusts nobody, and without keys a server has nothing to show.
        EnginePair distrusting = pair(context(keys, trust, Map.of(TRUST, missing)), context(keys, trust));
        Expect.contains(
                Expect.thrown(SSLHandshakeException.class, distrusting::settle).getMessage(), "unknown_ca");
        EnginePair bare = pair(context(keys, trust), context(trust));
        Expect.contains(Expect.thrown(SSLHandshakeException.class, bare::settle).getMessage(), "handshake_failure");
    }

    @SafeVarargs
    private static Exception refusal(Map<String, String>... properties) {
        try {
            context(properties);
        } catch (Exception e) {
            return e;
        }
        throw new AssertionError("not refused: " + properties[properties.length - 1]);
    }

    /** A new default context under these properties, of which the later replace the earlier. */
    @SafeVarargs
    private static SSLContext context(Map<String, String>... properties) throws Exception {
        for (String each : new String[] {"", "Type", "Provider", "Password"}) {
            System.clearProperty(KEYS + each);
            System.clearProperty(TRUST + each);
        }
        for (Map<String, String> part : properties) {
            part.forEach(System::setProperty);
        }
        return SSLContext.getInstance("Default", Contexts.provider());
    }

    private static EnginePair pair(SSLContext client, SSLContext server) {
        return new EnginePair(client.createSSLEngine("localhost", 443), server.createSSLEngine());
    }

    private static void connects(SSLContext context) throws Exception {
        EnginePair pair = pair(context, context);
        pair.handshake().exchange();
        Expect.that(pair.server.engine.getSession().getLocalCertificates() != null, "the server has shown its key");
    }
}
