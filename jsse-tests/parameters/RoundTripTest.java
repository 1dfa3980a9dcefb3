/*
 * @test
 * @summary what was set by parameters is read back from engines, sockets and server sockets; what was null stays as it was
 * @library /lib
 * @run main RoundTripTest
 */
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

public class RoundTripTest {
    private static final SNIMatcher MATCHER = SNIHostName.createSNIMatcher("a\\.example");

    public static void main(String[] arguments) throws Exception {
        try (SocketPair pair = SocketPair.of("TLSv1.3")) {
            SSLSocket socket = pair.client;
            SSLServerSocket listener = pair.listener;
            SSLEngine engine = Contexts.context().createSSLEngine("b.example", 443);
            engine.setUseClientMode(true);
            engine.setSSLParameters(wishes());
            check(engine.getSSLParameters());
            engine.setSSLParameters(new SSLParameters());
            kept(engine.getSSLParameters());
            socket.setSSLParameters(wishes());
            check(socket.getSSLParameters());
            socket.setSSLParameters(new SSLParameters());
            kept(socket.getSSLParameters());
            listener.setSSLParameters(wishes());
            check(listener.getSSLParameters());
            SSLParameters own = engine.getSSLParameters();
            own.setApplicationProtocols(new String[] {"own"});
            Expect.equal(0, engine.getSSLParameters().getApplicationProtocols().length, "a copy is handed out");
        }
    }

    private static SSLParameters wishes() {
        SSLParameters parameters = new SSLParameters(new String[] {"TLS_AES_256_GCM_SHA384"}, new String[] {"TLSv1.3"});
        parameters.setEndpointIdentificationAlgorithm("LDAPS");
        parameters.setServerNames(List.of(new SNIHostName("a.example")));
        parameters.setSNIMatchers(List.of(MATCHER));
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        parameters.setUseCipherSuitesOrder(false);
        parameters.setEnableRetransmissions(false);
        parameters.setMaximumPacketSize(1500);
        parameters.setNeedClientAuth(true);
        return parameters;
    }

    private static void check(SSLParameters found) {
        kept(found);
        Expect.equal(List.of("h2", "http/1.1"), List.of(found.getApplicationProtocols()), "application protocols");
        Expect.that(!found.getUseCipherSuitesOrder(), "order of suites");
        Expect.that(!found.getEnableRetransmissions(), "retransmissions");
        Expect.equal(1500, found.getMaximumPacketSize(), "packet size");
        Expect.that(found.getNeedClientAuth(), "client authentication");
    }

    /** What a fresh SSLParameters leaves alone, because it has null there. */
    private static void kept(SSLParameters found) {
        Expect.equal(List.of("TLS_AES_256_GCM_SHA384"), List.of(found.getCipherSuites()), "suites");
        Expect.equal(List.of("TLSv1.3"), List.of(found.getProtocols()), "protocols");
        Expect.equal("LDAPS", found.getEndpointIdentificationAlgorithm(), "identification");
        Expect.equal(List.of(new SNIHostName("a.example")), found.getServerNames(), "names");
        Expect.equal(1, found.getSNIMatchers().size(), "matchers");
        Expect.that(found.getSNIMatchers().contains(MATCHER), "the matcher");
    }
}
