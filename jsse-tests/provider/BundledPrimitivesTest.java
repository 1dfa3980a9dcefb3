/*
 * @test
 * @summary with io.handfast.primitives=bundled every group, key and suite works that Bouncy Castle computes, from whichever jar its classes come
 * @library /lib
 * @run main/othervm -Dio.handfast.primitives=bundled BundledPrimitivesTest
 */
import io.handfast.HandfastParameters;
import java.security.Provider;
import javax.net.ssl.SSLContext;

public class BundledPrimitivesTest {
    private static final String[] GROUPS = {
        "x25519", "x448", "secp256r1", "secp384r1", "secp521r1", "ffdhe2048",
        "X25519MLKEM768", "SecP256r1MLKEM768", "SecP384r1MLKEM1024"
    };

    private static final String[] KEYS = {"EC", "Ed25519", "Ed448", "RSA", "RSASSA-PSS"};

    public static void main(String[] arguments) throws Exception {
        for (String group : GROUPS) {
            HandfastParameters parameters = new HandfastParameters();
            parameters.setNamedGroups(new String[] {group});
            parameters.setKeyShareGroups(new String[] {group});
            EnginePair pair = EnginePair.of("TLSv1.3");
            for (Side side : pair.sides()) {
                side.engine.setSSLParameters(parameters);
            }
            pair.handshake().exchange();
        }
        for (String key : KEYS) {
            SSLContext context = Contexts.context(
                    Contexts.keyManagers(Contexts.authority().issue(key, "localhost")),
                    Contexts.trustManagers(Contexts.authority()));
            for (String version : Contexts.VERSIONS) {
                EnginePair pair = EnginePair.of(context, version).handshake();
                pair.exchange();
                Expect.equal(
                        key.startsWith("Ed") ? "EdDSA" : key,
                        pair.client.engine.getSession().getPeerCertificates()[0].getPublicKey().getAlgorithm(),
                        "the key of the server's certificate");
            }
        }
        EnginePair ccm = EnginePair.of("TLSv1.2");
        enable(ccm, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM");
        ccm.handshake().exchange();
        // The JDK's provider knows no encrypt-then-MAC, so the MAC comes first.
        Provider ours = Contexts.provider();
        for (EnginePair pair : new EnginePair[] {
            BothProviders.pair(ours, BothProviders.jdk(), "TLSv1.2"),
            BothProviders.pair(BothProviders.jdk(), ours, "TLSv1.2")
        }) {
            enable(pair, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256");
            pair.handshake().exchange();
        }
    }

    private static void enable(EnginePair pair, String suite) {
        for (Side side : pair.sides()) {
            side.engine.setEnabledCipherSuites(new String[] {suite});
        }
    }
}
