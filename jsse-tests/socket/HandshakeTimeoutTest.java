/*
 * @test
 * @summary a handshake that times out can go on, even in the middle of a record
 * @library /lib
 * @run main/timeout=120 HandshakeTimeoutTest
 */
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;

public class HandshakeTimeoutTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.of(version);
                    ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket plain = new Socket(relay.getInetAddress(), relay.getLocalPort());
                    Socket inner = relay.accept()) {
                SSLSocket client =
                        (SSLSocket) Contexts.context().getSocketFactory().createSocket(plain, "localhost", 443, true);
                client.setEnabledProtocols(new String[] {version});
                client.setSoTimeout(30);
                Expect.thrown(SocketTimeoutException.class, client::startHandshake);
                Socket outer = new Socket("localhost", pair.listener.getLocalPort());
                SSLSocket server = (SSLSocket) pair.listener.accept();
                Future<?> serving = pair.async(() -> {
                    server.startHandshake();
                    server.getOutputStream().write(5);
                    return null;
                });
                pair.async(() -> copy(inner.getInputStream(), outer.getOutputStream()));
                InputStream answers = outer.getInputStream();
                inner.getOutputStream().write(answers.readNBytes(3));
                Expect.thrown(SocketTimeoutException.class, client::startHandshake);
                inner.getOutputStream().write(answers.readNBytes(40));
                Expect.thrown(SocketTimeoutException.class, client::startHandshake);
                pair.async(() -> copy(answers, inner.getOutputStream()));
                client.setSoTimeout(30_000);
                client.startHandshake();
                Expect.equal(5, client.getInputStream().read(), "content");
                SocketPair.get(serving);
                outer.close();
            }
        }
    }

    private static Void copy(InputStream in, OutputStream out) throws Exception {
        in.transferTo(out);
        return null;
    }
}
