/*
 * @test
 * @summary a peer that sends byte by byte is understood
 * @library /lib
 * @run main/timeout=120 TricklingPeerTest
 */
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

public class TricklingPeerTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (PlainPair near = new PlainPair();
                    PlainPair far = new PlainPair();
                    SocketPair threads = SocketPair.of(version)) {
                for (Socket each : new Socket[] {near.client, near.server, far.client, far.server}) {
                    each.setTcpNoDelay(true);
                }
                threads.async(() -> trickle(near.server.getInputStream(), far.client.getOutputStream()));
                threads.async(() -> trickle(far.client.getInputStream(), near.server.getOutputStream()));
                SSLSocket client = (SSLSocket)
                        Contexts.context().getSocketFactory().createSocket(near.client, "localhost", 443, true);
                client.setEnabledProtocols(new String[] {version});
                SSLSocket server =
                        (SSLSocket) Contexts.context().getSocketFactory().createSocket(far.server, null, true);
                threads.transfer(client, server, 3000);
                threads.transfer(server, client, 3000);
                client.close();
                Expect.equal(-1, server.getInputStream().read(), "the goodbye");
            }
        }
    }

    private static Void trickle(InputStream in, OutputStream out) throws Exception {
        for (int next = in.read(); next >= 0; next = in.read()) {
            out.write(next);
            out.flush();
        }
        return null;
    }
}
