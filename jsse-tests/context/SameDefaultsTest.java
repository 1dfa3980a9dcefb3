/*
 * @test
 * @summary factories, engines, sockets and server sockets begin with the defaults of their context
 * @library /lib
 * @run main SameDefaultsTest
 */
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

public class SameDefaultsTest {
    public static void main(String[] arguments) throws Exception {
        SSLContext context = Contexts.context();
        SSLParameters defaults = context.getDefaultSSLParameters();
        SSLParameters supported = context.getSupportedSSLParameters();
        List<String> suites = List.of(defaults.getCipherSuites());
        List<String> protocols = List.of(defaults.getProtocols());
        Expect.equal(List.of("TLSv1.3", "TLSv1.2"), protocols, "protocols");
        Expect.equal(suites, List.of(context.getSocketFactory().getDefaultCipherSuites()), "socket factory");
        Expect.equal(suites, List.of(context.getServerSocketFactory().getDefaultCipherSuites()), "server factory");
        List<String> all = List.of(supported.getCipherSuites());
        Expect.equal(all, List.of(context.getSocketFactory().getSupportedCipherSuites()), "socket factory");
        Expect.equal(all, List.of(context.getServerSocketFactory().getSupportedCipherSuites()), "server factory");
        Expect.that(all.containsAll(suites), "defaults are supported");
        Expect.that(List.of(supported.getProtocols()).containsAll(protocols), "defaults are supported");
        for (SSLEngine engine : new SSLEngine[] {context.createSSLEngine(), context.createSSLEngine("host", 1)}) {
            for (boolean client : new boolean[] {true, false}) {
                engine.setUseClientMode(client);
                Expect.equal(suites, List.of(engine.getEnabledCipherSuites()), "suites of an engine");
                Expect.equal(protocols, List.of(engine.getEnabledProtocols()), "protocols of an engine");
                Expect.equal(all, List.of(engine.getSupportedCipherSuites()), "suites of an engine");
                Expect.equal(
                        List.of(supported.getProtocols()), List.of(engine.getSupportedProtocols()), "of an engine");
                Expect.that(engine.getEnableSessionCreation(), "sessions may be made");
                Expect.that(!engine.getNeedClientAuth() && !engine.getWantClientAuth(), "no client authentication");
            }
        }
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
                SSLServerSocket listener =
                        (SSLServerSocket) context.getServerSocketFactory().createServerSocket()) {
            Expect.equal(suites, List.of(socket.getEnabledCipherSuites()), "suites of a socket");
            Expect.equal(protocols, List.of(socket.getEnabledProtocols()), "protocols of a socket");
            Expect.equal(suites, List.of(listener.getEnabledCipherSuites()), "suites of a server socket");
            Expect.equal(protocols, List.of(listener.getEnabledProtocols()), "protocols of a server socket");
            Expect.equal(List.of(supported.getProtocols()), List.of(socket.getSupportedProtocols()), "of a socket");
        }
    }
}
