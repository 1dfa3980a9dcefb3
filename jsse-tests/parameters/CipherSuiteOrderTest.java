/*
 * @test
 * @summary the server's order of suites counts, unless it is told to follow its client
 * @library /lib
 * @run main CipherSuiteOrderTest
 */
import javax.net.ssl.SSLParameters;

public class CipherSuiteOrderTest {
    private static final String[][] PAIRS = {
        {"TLSv1.3", "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"},
        {"TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"},
    };

    public static void main(String[] arguments) throws Exception {
        for (String[] each : PAIRS) {
            for (boolean servers : new boolean[] {true, false}) {
                EnginePair pair = EnginePair.of(each[0]);
                pair.client.engine.setEnabledCipherSuites(new String[] {each[1], each[2]});
                SSLParameters parameters = pair.server.engine.getSSLParameters();
                parameters.setCipherSuites(new String[] {each[2], each[1]});
                parameters.setUseCipherSuitesOrder(servers);
                pair.server.engine.setSSLParameters(parameters);
                pair.handshake();
                Expect.equal(
                        servers ? each[2] : each[1],
                        pair.client.engine.getSession().getCipherSuite(),
                        "suite");
            }
        }
    }
}
