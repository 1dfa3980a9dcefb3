/*
 * @test
 * @summary a server socket in client mode accepts sockets that are clients
 * @library /lib
 * @run main ClientModeTest
 */
import java.net.InetAddress;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

public class ClientModeTest {
    public static void main(String[] arguments) throws Exception {
        SSLContext context = Contexts.context();
        try (SSLServerSocket listener = (SSLServerSocket)
                        context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SocketPair threads = SocketPair.of("TLSv1.3")) {
            listener.setUseClientMode(true);
            Expect.that(listener.getUseClientMode(), "role");
            SSLSocket connecting =
                    (SSLSocket) context.getSocketFactory().createSocket("localhost", listener.getLocalPort());
            connecting.setUseClientMode(false);
            SSLSocket accepted = (SSLSocket) listener.accept();
            Expect.that(accepted.getUseClientMode(), "role of the accepted socket");
            Future<?> serving = threads.async(() -> {
                connecting.startHandshake();
                return null;
            });
            accepted.startHandshake();
            SocketPair.get(serving);
            threads.transfer(accepted, connecting, 1000);
            Expect.that(
                    accepted.getSession().getPeerCertificates().length > 0, "the connecting side has shown its chain");
            connecting.close();
            accepted.close();
        }
    }
}
