/*
 * @test
 * @summary null, empty and unknown names are refused; SSLv3 and SSLv2Hello are known, and dropped
 * @library /lib
 * @run main BadNamesTest
 */
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

public class BadNamesTest {
    public static void main(String[] arguments) throws Exception {
        try (SocketPair pair = SocketPair.of("TLSv1.3")) {
            SSLEngine engine = Contexts.context().createSSLEngine();
            SSLSocket socket = pair.client;
            SSLServerSocket listener = pair.listener;
            String[][] bad = {null, {null}, {""}, {"TLSv1.3", null}, {"TLSv1.4"}, {"tlsv1.3"}, {"nonsense"}};
            for (String[] each : bad) {
                refused(() -> engine.setEnabledProtocols(each));
                refused(() -> socket.setEnabledProtocols(each));
                refused(() -> listener.setEnabledProtocols(each));
                refused(() -> engine.setEnabledCipherSuites(each));
                refused(() -> socket.setEnabledCipherSuites(each));
                refused(() -> listener.setEnabledCipherSuites(each));
                if (each != null && !Arrays.asList(each).contains(null)) {
                    SSLParameters parameters = engine.getSSLParameters();
                    parameters.setProtocols(each);
                    refused(() -> engine.setSSLParameters(parameters));
                    refused(() -> socket.setSSLParameters(parameters));
                    refused(() -> listener.setSSLParameters(parameters));
                }
            }
            Expect.equal(List.of("TLSv1.3", "TLSv1.2"), List.of(engine.getEnabledProtocols()), "nothing has changed");
            String[] copied = {"SSLv2Hello", "SSLv3", "TLSv1.2", "TLSv1.3"};
            engine.setEnabledProtocols(copied);
            socket.setEnabledProtocols(copied);
            listener.setEnabledProtocols(copied);
            Expect.equal(List.of("TLSv1.3", "TLSv1.2"), List.of(engine.getEnabledProtocols()), "protocols");
            Expect.equal(List.of("TLSv1.3", "TLSv1.2"), List.of(socket.getEnabledProtocols()), "protocols");
            Expect.equal(List.of("TLSv1.3", "TLSv1.2"), List.of(listener.getEnabledProtocols()), "protocols");
            engine.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256", "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"});
            Expect.equal(List.of("TLS_AES_128_GCM_SHA256"), List.of(engine.getEnabledCipherSuites()), "suites");
        }
    }

    private static void refused(Expect.Action action) {
        Expect.thrown(IllegalArgumentException.class, action);
    }
}
