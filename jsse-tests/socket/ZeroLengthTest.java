/*
 * @test
 * @summary reads and writes of no bytes do nothing, available counts what needs no waiting, and bounds are checked
 * @library /lib
 * @run main ZeroLengthTest
 */
import java.io.InputStream;
import java.io.OutputStream;

public class ZeroLengthTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            try (SocketPair pair = SocketPair.connected(version)) {
                InputStream in = pair.client.getInputStream();
                OutputStream out = pair.server.getOutputStream();
                Expect.equal(0, in.read(new byte[0]), "read of nothing does not wait");
                Expect.equal(0, in.available(), "nothing is there");
                out.write(new byte[0]);
                out.write(Bytes.random(100));
                out.write(Bytes.random(50), 10, 0);
                Expect.equal(Bytes.random(100)[0] & 0xff, in.read(), "first byte");
                Expect.equal(99, in.available(), "the rest of the record");
                Expect.equal(0, in.read(new byte[0]), "read of nothing");
                Expect.equal(10, in.read(new byte[20], 5, 10), "read into the middle");
                Expect.equal(89, in.available(), "the rest of the record");
                Expect.equal(89, in.read(new byte[1000]), "a read gives what is there");
                Expect.equal(0, in.available(), "nothing is left");
                for (int[] bounds : new int[][] {{-1, 1}, {0, -1}, {0, 11}, {11, 0}, {5, 6}}) {
                    byte[] ten = new byte[10];
                    Expect.thrown(IndexOutOfBoundsException.class, () -> in.read(ten, bounds[0], bounds[1]));
                    Expect.thrown(IndexOutOfBoundsException.class, () -> out.write(ten, bounds[0], bounds[1]));
                }
                Expect.thrown(NullPointerException.class, () -> in.read(null, 0, 1));
                Expect.thrown(NullPointerException.class, () -> out.write(null, 0, 1));
                pair.exchange();
            }
        }
    }
}
