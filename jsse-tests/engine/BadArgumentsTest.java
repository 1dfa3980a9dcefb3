/*
 * @test
 * @summary null buffers, runs out of bounds and destinations that cannot be written to are refused before anything happens
 * @library /lib
 * @run main BadArgumentsTest
 */
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import javax.net.ssl.SSLEngine;

public class BadArgumentsTest {
    public static void main(String[] arguments) throws Exception {
        EnginePair pair = EnginePair.connected("TLSv1.3");
        SSLEngine engine = pair.client.engine;
        ByteBuffer some = ByteBuffer.allocate(20_000);
        ByteBuffer[] run = {some.duplicate(), null, some.duplicate()};
        for (Expect.Action each : new Expect.Action[] {
            () -> engine.wrap((ByteBuffer) null, some),
            () -> engine.wrap(some, null),
            () -> engine.wrap((ByteBuffer[]) null, some),
            () -> engine.wrap(run, some),
            () -> engine.wrap(run, 1, 1, some),
            () -> engine.unwrap(null, some),
            () -> engine.unwrap(some, (ByteBuffer) null),
            () -> engine.unwrap(some, (ByteBuffer[]) null),
            () -> engine.unwrap(some, run),
            () -> engine.unwrap(some, run, 0, 2),
        }) {
            Expect.thrown(IllegalArgumentException.class, each);
        }
        int[][] bounds = {{-1, 1}, {0, -1}, {0, 4}, {3, 1}, {Integer.MAX_VALUE, 1}};
        for (int[] each : bounds) {
            Expect.thrown(IndexOutOfBoundsException.class, () -> engine.wrap(run, each[0], each[1], some));
            Expect.thrown(IndexOutOfBoundsException.class, () -> engine.unwrap(some, run, each[0], each[1]));
        }
        ByteBuffer fixed = some.asReadOnlyBuffer();
        Expect.thrown(ReadOnlyBufferException.class, () -> engine.wrap(ByteBuffer.allocate(1), fixed));
        Expect.thrown(ReadOnlyBufferException.class, () -> engine.unwrap(some, fixed));
        Expect.equal(0, some.position(), "position of the buffer");
        pair.exchange();
    }
}
