/*
 * @test
 * @summary HTTPS and LDAPS check the server's name, no algorithm checks none, and an unknown one fails
 * @library /lib
 * @run main EndpointIdentificationTest
 */
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;

public class EndpointIdentificationTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (String algorithm : new String[] {"HTTPS", "https", "LDAPS"}) {
                pair(version, "localhost", algorithm).handshake();
                pair(version, "127.0.0.1", algorithm).handshake();
                EnginePair wrong = pair(version, "other.example", algorithm);
                Expect.contains(
                        Expect.thrown(SSLHandshakeException.class, wrong::settle)
                                .getMessage(),
                        "other.example");
            }
            pair(version, "other.example", null).handshake();
            pair(version, "other.example", "").handshake();
            Expect.thrown(SSLHandshakeException.class, pair(version, "localhost", "GOPHER")::settle);
        }
    }

    private static EnginePair pair(String version, String host, String algorithm) throws Exception {
        EnginePair pair = new EnginePair(
                Contexts.context().createSSLEngine(host, 443),
                Contexts.context().createSSLEngine());
        SSLParameters parameters = pair.client.engine.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        parameters.setEndpointIdentificationAlgorithm(algorithm);
        pair.client.engine.setSSLParameters(parameters);
        return pair;
    }
}
