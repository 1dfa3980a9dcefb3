/*
 * @test
 * @summary heap, direct, sliced, offset and read-only buffers carry a handshake and content, and no source is changed
 * @library /lib
 * @run main BufferKindsTest
 */
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngineResult;

public class BufferKindsTest {
    public static void main(String[] arguments) throws Exception {
        SSLContext context = Contexts.context();
        for (String version : Contexts.VERSIONS) {
            for (Buffers kind : Buffers.values()) {
                EnginePair pair =
                        new EnginePair(context.createSSLEngine("localhost", 443), context.createSSLEngine(), kind);
                pair.client.engine.setEnabledProtocols(new String[] {version});
                pair.handshake().exchange();
                for (Buffers other : Buffers.values()) {
                    carries(pair, kind, other);
                    carries(pair, other, kind);
                }
            }
        }
    }

    private static void carries(EnginePair pair, Buffers from, Buffers to) throws Exception {
        byte[] content = Bytes.random(5000);
        ByteBuffer source = from.holding(content);
        byte[] around = everything(source);
        int start = source.position();
        ByteBuffer network = to.room(6000);
        int networkStart = network.position();
        SSLEngineResult wrapped = pair.client.engine.wrap(source, network);
        Expect.equal(5000, wrapped.bytesConsumed(), "bytes consumed by wrap");
        Expect.equal(start + 5000, source.position(), "position of the source");
        Expect.equal(networkStart + wrapped.bytesProduced(), network.position(), "position of the destination");
        Expect.equalBytes(around, everything(source), "the source after wrap");

        byte[] record = Buffers.between(network, networkStart, network.position());
        ByteBuffer arrived = from.holding(record);
        byte[] recordAround = everything(arrived);
        ByteBuffer plain = to.room(5000);
        int plainStart = plain.position();
        SSLEngineResult unwrapped = pair.server.engine.unwrap(arrived, plain);
        Expect.equal(record.length, unwrapped.bytesConsumed(), "bytes consumed by unwrap");
        Expect.equalBytes(content, Buffers.between(plain, plainStart, plain.position()), "content");
        Expect.equalBytes(recordAround, everything(arrived), "the source after unwrap");
    }

    /** The whole content of a buffer, also before its position and behind its limit. */
    private static byte[] everything(ByteBuffer buffer) {
        return Buffers.between(buffer, 0, buffer.capacity());
    }
}
