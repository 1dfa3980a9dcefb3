/*
 * @test
 * @summary read and write after close throw SocketException, and after the peer's goodbye read is -1 for good
 * @library /lib
 * @run main ReadAfterCloseTest
 */
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;

public class ReadAfterCloseTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.connected(version)) {
                InputStream in = pair.client.getInputStream();
                OutputStream out = pair.client.getOutputStream();
                pair.server.getOutputStream().write(Bytes.random(100));
                pair.server.close();
                Expect.equalBytes(Bytes.random(100), in.readNBytes(100), "what came before the goodbye");
                for (int again = 0; again < 3; again++) {
                    Expect.equal(-1, in.read(), "read at the end");
                    Expect.equal(-1, in.read(new byte[10]), "read at the end");
                    Expect.equal(0, in.read(new byte[0]), "read of nothing at the end");
                    Expect.equal(0, in.available(), "available at the end");
                }
                pair.client.close();
                Expect.thrown(SocketException.class, in::read);
                Expect.thrown(SocketException.class, () -> out.write(1));
                Expect.thrown(SocketException.class, pair.client::getInputStream);
                Expect.thrown(SocketException.class, pair.client::getOutputStream);
                Expect.thrown(SocketException.class, pair.client::startHandshake);
                Expect.that(pair.client.isClosed() && pair.client.isConnected(), "closed, and was connected");
            }
        }
    }
}
