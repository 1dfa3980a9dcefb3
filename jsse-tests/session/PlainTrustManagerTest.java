/*
 * @test
 * @summary a plain X509TrustManager still gets the check of the name; an extended one takes it over
 * @library /lib
 * @run main PlainTrustManagerTest
 */
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

public class PlainTrustManagerTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            X509TrustManager plain = new Plain();
            pair(version, plain, "localhost").handshake();
            EnginePair wrong = pair(version, plain, "other.example");
            Expect.contains(
                    Expect.thrown(SSLHandshakeException.class, wrong::settle).getMessage(), "other.example");
            TrustManager extended = new ForwardingTrust(Contexts.trustManager(), () -> {}) {
                @Override
                public void checkServerTrusted(
                        X509Certificate[] chain, String authType, javax.net.ssl.SSLEngine engine) {
                    Expect.that(chain.length > 0, "all names are welcome here");
                }
            };
            pair(version, extended, "other.example").handshake();
        }
    }

    private static EnginePair pair(String version, TrustManager trust, String host) throws Exception {
        EnginePair pair = new EnginePair(
                Contexts.context(new KeyManager[0], new TrustManager[] {trust}).createSSLEngine(host, 443),
                Contexts.context().createSSLEngine());
        SSLParameters parameters = pair.client.engine.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        pair.client.engine.setSSLParameters(parameters);
        return pair;
    }

    private static final class Plain implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("no clients here");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            Expect.that(chain.length > 0, "there is a chain");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
