/*
 * @test
 * @summary a socket layered over a connected one closes it or leaves it, as autoClose says, right behind the goodbye
 * @library /lib
 * @run main LayeredTest
 */
import java.net.Socket;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

public class LayeredTest {
    public static void main(String[] arguments) throws Exception {
        SSLContext context = Contexts.context();
        for (String version : Contexts.VERSIONS) {
            for (boolean autoClose : new boolean[] {true, false}) {
                try (PlainPair plain = new PlainPair();
                        SocketPair threads = SocketPair.of(version)) {
                    SSLSocket client = (SSLSocket)
                            context.getSocketFactory().createSocket(plain.client, "localhost", 443, autoClose);
                    client.setEnabledProtocols(new String[] {version});
                    SSLSocket server =
                            (SSLSocket) context.getSocketFactory().createSocket(plain.server, null, autoClose);
                    Expect.that(!server.getUseClientMode(), "over accepted bytes it is a server");
                    Expect.equal(plain.client.getPort(), client.getPort(), "the port is the one beneath");
                    threads.transfer(client, server, 1000);
                    threads.transfer(server, client, 1000);
                    Future<?> closing = threads.async(() -> {
                        client.close();
                        return null;
                    });
                    Expect.equal(-1, server.getInputStream().read(), "the goodbye");
                    server.close();
                    SocketPair.get(closing);
                    Expect.that(client.isClosed() && server.isClosed(), "both are closed");
                    Expect.equal(autoClose, plain.client.isClosed(), "the socket beneath is closed");
                    if (!autoClose) {
                        plain.client.getOutputStream().write(new byte[] {7, 8});
                        plain.server.getOutputStream().write(9);
                        Expect.equal(7, plain.server.getInputStream().read(), "plain again");
                        Expect.equal(9, plain.client.getInputStream().read(), "plain again");
                    }
                }
            }
        }
        try (Socket unconnected = new Socket()) {
            Expect.thrown(
                    java.net.SocketException.class,
                    () -> context.getSocketFactory().createSocket(unconnected, "localhost", 443, true));
        }
        Expect.thrown(
                NullPointerException.class,
                () -> context.getSocketFactory().createSocket((Socket) null, "localhost", 443, true));
    }
}
