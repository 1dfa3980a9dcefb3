/*
 * @test
 * @summary content is gathered from and scattered to runs of buffers, and nothing outside of the runs is touched
 * @library /lib
 * @run main ScatterGatherTest
 */
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;

public class ScatterGatherTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.connected(version);
            byte[] content = Bytes.random(1000);
            ByteBuffer[] sources = new ByteBuffer[8];
            sources[0] = ByteBuffer.wrap(new byte[50]);
            sources[1] = Buffers.HEAP.holding(Arrays.copyOfRange(content, 0, 1));
            sources[2] = Buffers.DIRECT.holding(new byte[0]);
            sources[3] = Buffers.READ_ONLY.holding(Arrays.copyOfRange(content, 1, 600));
            sources[4] = Buffers.DIRECT_SLICE.holding(Arrays.copyOfRange(content, 600, 999));
            sources[5] = Buffers.OFFSET.holding(Arrays.copyOfRange(content, 999, 1000));
            sources[6] = ByteBuffer.wrap(new byte[50]);
            ByteBuffer network = ByteBuffer.allocate(2000);
            SSLEngineResult wrapped = pair.client.engine.wrap(sources, 1, 5, network);
            Expect.equal(1000, wrapped.bytesConsumed(), "bytes consumed");
            Expect.equal(50, sources[0].remaining(), "left before the run");
            Expect.equal(50, sources[6].remaining(), "left behind the run");

            ByteBuffer[] targets = new ByteBuffer[6];
            targets[0] = ByteBuffer.allocate(50);
            targets[1] = Buffers.DIRECT.room(300);
            targets[2] = Buffers.HEAP.room(0);
            targets[3] = Buffers.OFFSET.room(699);
            targets[4] = Buffers.DIRECT_SLICE.room(2);
            SSLEngineResult small = pair.server.engine.unwrap(network.flip(), targets, 1, 3);
            Expect.equal(Status.BUFFER_OVERFLOW, small.getStatus(), "status with one byte too little");
            SSLEngineResult unwrapped = pair.server.engine.unwrap(network, targets, 1, 4);
            Expect.equal(1000, unwrapped.bytesProduced(), "bytes produced");
            Expect.equal(0, targets[0].position(), "written before the run");
            Expect.equal(1, targets[4].position(), "written to the last buffer");
            Expect.equalBytes(
                    content,
                    Bytes.join(
                            Buffers.between(targets[1], 0, 300),
                            Buffers.between(targets[3], 11, 710),
                            Buffers.between(targets[4], 0, 1)),
                    "content");
            Expect.equal(
                    0,
                    pair.client
                            .engine
                            .wrap(sources, 1, 0, ByteBuffer.allocate(2000))
                            .bytesConsumed(),
                    "an empty run");
        }
    }
}
