/*
 * @test
 * @summary every getter returns a fresh array: writing into it changes nothing
 * @library /lib
 * @run main FreshArraysTest
 */
import java.util.Arrays;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

public class FreshArraysTest {
    public static void main(String[] arguments) throws Exception {
        SSLContext context = Contexts.context();
        SSLSocketFactory factory = context.getSocketFactory();
        SSLServerSocketFactory serverFactory = context.getServerSocketFactory();
        fresh(factory::getDefaultCipherSuites);
        fresh(factory::getSupportedCipherSuites);
        fresh(serverFactory::getDefaultCipherSuites);
        fresh(serverFactory::getSupportedCipherSuites);
        fresh(() -> context.getDefaultSSLParameters().getCipherSuites());
        fresh(() -> context.getDefaultSSLParameters().getProtocols());
        fresh(() -> context.getSupportedSSLParameters().getCipherSuites());
        fresh(() -> context.getSupportedSSLParameters().getProtocols());
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.connected(version);
            SSLEngine engine = pair.client.engine;
            fresh(engine::getSupportedCipherSuites);
            fresh(engine::getEnabledCipherSuites);
            fresh(engine::getSupportedProtocols);
            fresh(engine::getEnabledProtocols);
            SSLSession session = engine.getSession();
            fresh(session::getPeerCertificates);
            fresh(() -> pair.server.engine.getSession().getLocalCertificates());
            byte[] id = session.getId().clone();
            Arrays.fill(session.getId(), (byte) 0);
            Expect.equalBytes(id, session.getId(), "id of the session");
        }
        try (SSLSocket socket = (SSLSocket) factory.createSocket();
                SSLServerSocket listener = (SSLServerSocket) serverFactory.createServerSocket()) {
            fresh(socket::getSupportedCipherSuites);
            fresh(socket::getEnabledCipherSuites);
            fresh(socket::getSupportedProtocols);
            fresh(socket::getEnabledProtocols);
            fresh(listener::getSupportedCipherSuites);
            fresh(listener::getEnabledCipherSuites);
            fresh(listener::getSupportedProtocols);
            fresh(listener::getEnabledProtocols);
            String[] given = {"TLSv1.2"};
            socket.setEnabledProtocols(given);
            given[0] = "TLSv1.3";
            Expect.equal("TLSv1.2", socket.getEnabledProtocols()[0], "what was given is copied");
        }
    }

    private static void fresh(Callable<Object[]> getter) throws Exception {
        Object[] first = getter.call();
        Object[] kept = first.clone();
        Expect.that(first.length > 0, "there is something in the array");
        Arrays.fill(first, null);
        Expect.that(Arrays.equals(kept, getter.call()), "the next array is as the first was");
    }
}
