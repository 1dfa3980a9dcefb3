/*
 * @test
 * @summary the socket of a blocking SocketChannel carries TLS
 * @library /lib
 * @run main ChannelSocketTest
 */
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

public class ChannelSocketTest {
    public static void main(String[] arguments) throws Exception {
        SSLContext context = Contexts.context();
        for (String version : Contexts.VERSIONS) {
            try (ServerSocketChannel listener = ServerSocketChannel.open();
                    SocketPair threads = SocketPair.of(version)) {
                listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                try (SocketChannel near = SocketChannel.open(listener.getLocalAddress());
                        SocketChannel far = listener.accept()) {
                    SSLSocket client =
                            (SSLSocket) context.getSocketFactory().createSocket(near.socket(), "localhost", 443, true);
                    client.setEnabledProtocols(new String[] {version});
                    SSLSocket server = (SSLSocket) context.getSocketFactory().createSocket(far.socket(), null, true);
                    client.setSoTimeout(30_000);
                    server.setSoTimeout(30_000);
                    threads.transfer(client, server, 50_000);
                    threads.transfer(server, client, 50_000);
                    client.close();
                    Expect.that(!near.isOpen(), "the channel is closed with the socket");
                    Expect.equal(-1, server.getInputStream().read(), "the goodbye");
                    server.close();
                }
            }
        }
    }
}
