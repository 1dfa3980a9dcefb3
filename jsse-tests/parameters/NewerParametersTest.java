/*
 * @test
 * @summary named groups and signature schemes of newer JDKs are honoured where they exist
 * @library /lib
 * @run main NewerParametersTest
 */
import io.handfast.HandfastSession;
import java.lang.reflect.Method;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

public class NewerParametersTest {
    public static void main(String[] arguments) throws Exception {
        if (Runtime.version().feature() < 20) {
            Expect.thrown(NoSuchMethodException.class, () -> SSLParameters.class.getMethod("getNamedGroups"));
            return;
        }
        for (String version : Contexts.VERSIONS) {
            // Before TLS 1.3 a certificate's own curve has to be among the groups.
            String group = version.equals("TLSv1.3") ? "secp384r1" : "secp256r1";
            EnginePair groups = with(version, "setNamedGroups", group);
            groups.handshake();
            Expect.equal(
                    group,
                    HandfastSession.of(groups.client.engine.getSession())
                            .namedGroup()
                            .orElseThrow(),
                    "group");
            Expect.thrown(SSLHandshakeException.class, with(version, "setSignatureSchemes", "ed25519")::settle);
            with(version, "setSignatureSchemes", "ecdsa_secp256r1_sha256").handshake();
            for (String method : new String[] {"setNamedGroups", "setSignatureSchemes"}) {
                EnginePair pair = with(version, method, "secp521r1");
                Method getter = SSLParameters.class.getMethod(method.replace("set", "get"));
                String[] found = (String[]) getter.invoke(pair.client.engine.getSSLParameters());
                Expect.equal("secp521r1", found[0], "read back");
            }
        }
    }

    private static EnginePair with(String version, String method, String... names) throws Exception {
        EnginePair pair = EnginePair.of(version);
        SSLParameters parameters = pair.client.engine.getSSLParameters();
        SSLParameters.class.getMethod(method, String[].class).invoke(parameters, (Object) names);
        pair.client.engine.setSSLParameters(parameters);
        return pair;
    }
}
