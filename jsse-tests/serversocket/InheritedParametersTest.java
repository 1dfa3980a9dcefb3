/*
 * @test
 * @summary accepted sockets have the wishes of their server socket, and changing one changes no other
 * @library /lib
 * @run main InheritedParametersTest
 */
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

public class InheritedParametersTest {
    public static void main(String[] arguments) throws Exception {
        try (SocketPair pair = SocketPair.of("TLSv1.2")) {
            SSLServerSocket listener = pair.listener;
            Expect.that(!listener.getUseClientMode() && listener.getEnableSessionCreation(), "defaults");
            listener.setEnabledProtocols(new String[] {"TLSv1.2"});
            listener.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"});
            listener.setWantClientAuth(true);
            SSLParameters parameters = listener.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"imap"});
            parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher(".*\\.example")));
            parameters.setUseCipherSuitesOrder(false);
            parameters.setMaximumPacketSize(4096);
            listener.setSSLParameters(parameters);
            SSLSocket client = (SSLSocket)
                    Contexts.context().getSocketFactory().createSocket("localhost", listener.getLocalPort());
            SSLSocket server = (SSLSocket) listener.accept();
            listener.setEnabledProtocols(new String[] {"TLSv1.3"});
            listener.setNeedClientAuth(true);
            Expect.equal(List.of("TLSv1.2"), List.of(server.getEnabledProtocols()), "protocols");
            Expect.equal(
                    List.of("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
                    List.of(server.getEnabledCipherSuites()),
                    "suites");
            Expect.that(server.getWantClientAuth() && !server.getNeedClientAuth(), "client authentication");
            Expect.that(!server.getUseClientMode(), "role");
            SSLParameters inherited = server.getSSLParameters();
            Expect.equal(List.of("imap"), List.of(inherited.getApplicationProtocols()), "application protocols");
            Expect.equal(1, inherited.getSNIMatchers().size(), "matchers");
            Expect.that(!inherited.getUseCipherSuitesOrder(), "order of suites");
            Expect.equal(4096, inherited.getMaximumPacketSize(), "packet size");
            client.close();
            server.close();
        }
    }
}
