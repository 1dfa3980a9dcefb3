/*
 * @test
 * @summary key managers are asked with the standard key types, and trust managers with the standard authentication types
 * @library /lib
 * @run main ManagerNamesTest
 */
import java.security.Principal;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;

public class ManagerNamesTest {
    private static final Set<String> KEY_TYPES = Set.of("EC", "RSA", "RSASSA-PSS", "EdDSA");

    public static void main(String[] arguments) throws Exception {
        check("TLSv1.3", "EC", null, "EC", "UNKNOWN");
        check("TLSv1.3", "RSA", null, "RSA", "UNKNOWN");
        check("TLSv1.3", "RSASSA-PSS", null, "RSASSA-PSS", "UNKNOWN");
        check("TLSv1.3", "Ed25519", null, "EdDSA", "UNKNOWN");
        check("TLSv1.2", "EC", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "EC", "ECDHE_ECDSA");
        check("TLSv1.2", "RSA", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "RSA", "ECDHE_RSA");
        check("TLSv1.2", "RSA", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "RSA", "DHE_RSA");
        check("TLSv1.2", "Ed25519", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "EdDSA", "ECDHE_ECDSA");
    }

    private static void check(String version, String algorithm, String suite, String keyType, String authType)
            throws Exception {
        Authority.Identity identity = Contexts.authority().issue(algorithm, "localhost");
        List<String> serverTypes = new ArrayList<>();
        List<String> clientTypes = new ArrayList<>();
        List<String> authTypes = new ArrayList<>();
        KeyManager[] keys = {
            new ForwardingKeys((X509ExtendedKeyManager) Contexts.keyManagers(identity)[0]) {
                @Override
                public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
                    serverTypes.add(type);
                    return super.chooseEngineServerAlias(type, issuers, engine);
                }

                @Override
                public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
                    clientTypes.addAll(Arrays.asList(types));
                    return super.chooseEngineClientAlias(types, issuers, engine);
                }
            }
        };
        TrustManager[] trust = {
            new ForwardingTrust(Contexts.trustManager(), () -> {}) {
                @Override
                protected void asked(X509Certificate[] chain, String type, Object caller) throws CertificateException {
                    authTypes.add(type);
                    super.asked(chain, type, caller);
                }
            }
        };
        EnginePair pair = new EnginePair(
                Contexts.context(keys, trust).createSSLEngine("localhost", 443),
                Contexts.context(keys, trust).createSSLEngine());
        pair.client.engine.setEnabledProtocols(new String[] {version});
        if (suite != null) {
            pair.client.engine.setEnabledCipherSuites(new String[] {suite});
            pair.server.engine.setEnabledCipherSuites(new String[] {suite});
        }
        pair.server.engine.setNeedClientAuth(true);
        pair.handshake();
        String what = " for " + algorithm + " in " + version;
        Expect.that(serverTypes.contains(keyType), "a server's key of type " + serverTypes + what);
        Expect.that(clientTypes.contains(keyType), "a client's key of types " + clientTypes + what);
        Expect.that(KEY_TYPES.containsAll(serverTypes), "the server's types " + serverTypes + what);
        Expect.that(KEY_TYPES.containsAll(clientTypes), "the client's types " + clientTypes + what);
        Expect.equal(authType, authTypes.get(0), "how the server was authenticated" + what);
        Expect.equal(2, authTypes.size(), "times that trust managers were asked" + what);
    }
}
