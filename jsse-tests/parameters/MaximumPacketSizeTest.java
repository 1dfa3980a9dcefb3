/*
 * @test
 * @summary no record is larger than the maximum packet size of either side
 * @library /lib
 * @run main MaximumPacketSizeTest
 */
import java.nio.ByteBuffer;
import javax.net.ssl.SSLParameters;

public class MaximumPacketSizeTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            for (int size : new int[] {1024, 4096}) {
                EnginePair pair = EnginePair.of(version);
                SSLParameters parameters = pair.client.engine.getSSLParameters();
                parameters.setMaximumPacketSize(size);
                pair.client.engine.setSSLParameters(parameters);
                pair.handshake();
                for (Side side : pair.sides()) {
                    ByteBuffer record = ByteBuffer.allocate(20_000);
                    side.engine.wrap(ByteBuffer.wrap(Bytes.random(10_000)), record);
                    Expect.that(record.position() <= size, record.position() + " is at most " + size);
                    pair.peer(side).arrive(Buffers.between(record, 0, record.position()));
                    pair.peer(side).unwrap();
                }
                pair.exchange();
            }
            SSLParameters parameters = new SSLParameters();
            Expect.thrown(IllegalArgumentException.class, () -> parameters.setMaximumPacketSize(-1));
        }
    }
}
