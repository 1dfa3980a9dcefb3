/*
 * @test
 * @summary a layered server first reads the bytes that were consumed already, however they were cut
 * @library /lib
 * @run main ConsumedBytesTest
 */
import java.io.ByteArrayInputStream;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

public class ConsumedBytesTest {
    public static void main(String[] arguments) throws Exception {
        SSLContext context = Contexts.context();
        for (String version : Contexts.VERSIONS) {
            for (int consumed : new int[] {0, 1, 5, 100}) {
                try (PlainPair plain = new PlainPair();
                        SocketPair threads = SocketPair.of(version)) {
                    SSLSocket client =
                            (SSLSocket) context.getSocketFactory().createSocket(plain.client, "localhost", 443, true);
                    client.setEnabledProtocols(new String[] {version});
                    Future<?> shaking = threads.async(() -> {
                        client.startHandshake();
                        return null;
                    });
                    byte[] begun = plain.server.getInputStream().readNBytes(consumed);
                    SSLSocket server = (SSLSocket) context.getSocketFactory()
                            .createSocket(plain.server, new ByteArrayInputStream(begun), true);
                    server.startHandshake();
                    SocketPair.get(shaking);
                    threads.transfer(client, server, 1000);
                    threads.transfer(server, client, 1000);
                    client.close();
                    Expect.equal(-1, server.getInputStream().read(), "the goodbye");
                    server.close();
                }
            }
        }
    }
}
