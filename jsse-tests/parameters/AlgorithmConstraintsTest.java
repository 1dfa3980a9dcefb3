/*
 * @test
 * @summary constraints of a connection rule out suites, groups and keys, on that connection alone
 * @library /lib
 * @run main AlgorithmConstraintsTest
 */
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

public class AlgorithmConstraintsTest {
    public static void main(String[] arguments) throws Exception {
        SSLContext context = Contexts.context();
        for (String version : Contexts.VERSIONS) {
            EnginePair suites = constrained(context, version, "TLS_AES_256_GCM_SHA384");
            suites.client.engine.setEnabledCipherSuites(new String[] {
                "TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
            });
            suites.handshake();
            Expect.contains(suites.client.engine.getSession().getCipherSuite(), "AES_128");
            EnginePair keys = constrained(context, version, "EC");
            Expect.thrown(SSLHandshakeException.class, keys::settle);
            EnginePair free = EnginePair.of(context, version);
            free.handshake();
        }
    }

    private static EnginePair constrained(SSLContext context, String version, String refused) {
        EnginePair pair = EnginePair.of(context, version);
        SSLParameters parameters = pair.client.engine.getSSLParameters();
        parameters.setAlgorithmConstraints(new Refusing(refused));
        pair.client.engine.setSSLParameters(parameters);
        return pair;
    }

    private record Refusing(String name) implements AlgorithmConstraints {
        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
            return !algorithm.equals(name);
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return !key.getAlgorithm().equals(name);
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters parameters) {
            return permits(primitives, algorithm, parameters) && permits(primitives, key);
        }
    }
}
