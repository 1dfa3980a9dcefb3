/*
 * @test
 * @summary an unconnected socket takes wishes and options, connects later, and says so until then
 * @library /lib
 * @run main UnconnectedTest
 */
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

public class UnconnectedTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.of(version);
                    SSLSocket socket =
                            (SSLSocket) Contexts.context().getSocketFactory().createSocket()) {
                Expect.that(!socket.isConnected() && !socket.isClosed() && !socket.isBound(), "nothing yet");
                Expect.that(socket.getUseClientMode(), "it is a client");
                Expect.thrown(SocketException.class, socket::startHandshake);
                Expect.thrown(SocketException.class, socket::getInputStream);
                Expect.thrown(SocketException.class, socket::getOutputStream);
                socket.setEnabledProtocols(new String[] {version});
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(20_000);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Expect.that(socket.isBound(), "bound");
                socket.connect(new InetSocketAddress("localhost", pair.listener.getLocalPort()), 10_000);
                SSLSocket server = (SSLSocket) pair.listener.accept();
                Expect.that(socket.getTcpNoDelay(), "the option is still set");
                Expect.equal(20_000, socket.getSoTimeout(), "time-out");
                pair.transfer(socket, server, 1000);
                Expect.equal("localhost", socket.getSession().getPeerHost(), "the name it connected to");
                Expect.equal(pair.listener.getLocalPort(), socket.getSession().getPeerPort(), "port");
                Expect.equal(version, socket.getSession().getProtocol(), "version");
                Expect.thrown(
                        SocketException.class,
                        () -> socket.connect(new InetSocketAddress("localhost", pair.listener.getLocalPort())));
                server.close();
            }
        }
    }
}
