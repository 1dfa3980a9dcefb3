/*
 * @test
 * @summary a reset or an end of the transport in mid-handshake is an IOException at once, and the socket can be closed
 * @library /lib
 * @run main ResetInHandshakeTest
 */
import java.io.IOException;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;

public class ResetInHandshakeTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (boolean reset : new boolean[] {true, false}) {
                for (boolean client : new boolean[] {true, false}) {
                    breaks(version, reset, client);
                }
            }
        }
    }

    private static void breaks(String version, boolean reset, boolean client) throws Exception {
        try (PlainPair plain = new PlainPair();
                SocketPair threads = SocketPair.of(version)) {
            SSLSocket socket = (SSLSocket)
                    Contexts.context().getSocketFactory().createSocket(plain.client, "localhost", 443, true);
            socket.setUseClientMode(client);
            Future<?> shaking = threads.async(() -> {
                socket.startHandshake();
                return null;
            });
            if (client) {
                Expect.equal(22, plain.server.getInputStream().read(), "the hello has arrived");
            } else {
                EnginePair pair = EnginePair.of(version);
                plain.server.getOutputStream().write(pair.client.wrap());
                Expect.equal(22, plain.server.getInputStream().read(), "the answer has arrived");
            }
            if (reset) {
                plain.server.setSoLinger(true, 0);
            }
            plain.server.close();
            Expect.that(SocketPair.failure(shaking) instanceof IOException, "an IOException");
            Expect.thrown(IOException.class, socket::startHandshake);
            Expect.thrown(IOException.class, () -> socket.getOutputStream().write(1));
            socket.close();
            Expect.that(plain.client.isClosed(), "closed");
        }
    }
}
