/*
 * @test
 * @summary 200 MB arrive intact in both directions at once
 * @key once
 * @library /lib
 * @run main/othervm/timeout=240 -XX:TieredStopAtLevel=4 BigTransferTest
 */
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import javax.net.ssl.SSLSocket;

public class BigTransferTest {
    private static final int PART = 100_003;
    private static final int PARTS = 2_000;

    public static void main(String[] arguments) throws Exception {
        try (SocketPair pair = SocketPair.connected("TLSv1.3")) {
            Future<Long> up = pair.async(() -> send(pair.client));
            Future<Long> down = pair.async(() -> send(pair.server));
            Future<Long> upRead = pair.async(() -> receive(pair.server));
            Future<Long> downRead = pair.async(() -> receive(pair.client));
            Expect.equal(up.get(), upRead.get(), "check sum of what the client sent");
            Expect.equal(down.get(), downRead.get(), "check sum of what the server sent");
        }
    }

    private static long send(SSLSocket socket) throws Exception {
        OutputStream out = socket.getOutputStream();
        byte[] part = Bytes.random(PART);
        CRC32 sum = new CRC32();
        for (int i = 0; i < PARTS; i++) {
            part[i % PART]++;
            sum.update(part);
            out.write(part);
        }
        return sum.getValue();
    }

    private static long receive(SSLSocket socket) throws Exception {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[65_536];
        CRC32 sum = new CRC32();
        long left = (long) PART * PARTS;
        while (left > 0) {
            int count = in.read(buffer);
            Expect.that(count > 0, "more to come");
            sum.update(buffer, 0, count);
            left -= count;
        }
        return sum.getValue();
    }
}
