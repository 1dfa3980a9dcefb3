/*
 * @test
 * @summary unwrap into too little room is BUFFER_OVERFLOW, only if the content really does not fit, and the record stays intact
 * @library /lib
 * @run main UnwrapOverflowTest
 */
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;

public class UnwrapOverflowTest {
    private static final String[][] CASES = {
        {"TLSv1.3", "TLS_AES_128_GCM_SHA256"},
        {"TLSv1.3", "TLS_CHACHA20_POLY1305_SHA256"},
        {"TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"},
        {"TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"},
        {"TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"},
    };

    public static void main(String[] arguments) throws Exception {
        for (String[] each : CASES) {
            EnginePair pair = EnginePair.of(each[0]);
            for (Side side : pair.sides()) {
                side.engine.setEnabledCipherSuites(new String[] {each[1]});
            }
            pair.handshake();
            for (int length : new int[] {1, 2, 15, 16, 17, 100, 16_384}) {
                fits(pair, Bytes.random(length));
            }
            pair.exchange();
        }
    }

    private static void fits(EnginePair pair, byte[] content) throws Exception {
        ByteBuffer source = ByteBuffer.wrap(pair.client.wrap(content)).asReadOnlyBuffer();
        int record = source.remaining();
        for (int room = 0; room < content.length; room += 1 + content.length / 50) {
            ByteBuffer small = ByteBuffer.allocate(room);
            SSLEngineResult result = pair.server.engine.unwrap(source, small);
            Expect.equal(Status.BUFFER_OVERFLOW, result.getStatus(), "status with room for " + room);
            Expect.equal(0, result.bytesConsumed() + result.bytesProduced(), "bytes moved");
            Expect.equal(record, source.remaining(), "bytes left in the source");
            Expect.equal(0, small.position(), "position of the destination");
        }
        ByteBuffer[] exact = {ByteBuffer.allocate(content.length / 2), ByteBuffer.allocate((content.length + 1) / 2)};
        SSLEngineResult result = pair.server.engine.unwrap(source, exact);
        Expect.equal(Status.OK, result.getStatus(), "status with just enough room for " + content.length);
        Expect.equal(record, result.bytesConsumed(), "bytes consumed");
        Expect.equalBytes(content, Bytes.join(exact[0].array(), exact[1].array()), "content");
    }
}
