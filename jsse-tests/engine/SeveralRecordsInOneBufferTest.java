/*
 * @test
 * @summary unwrap takes one record at a time out of a buffer with several, also when they come from different epochs
 * @library /lib
 * @run main SeveralRecordsInOneBufferTest
 */
import javax.net.ssl.SSLEngineResult.Status;

public class SeveralRecordsInOneBufferTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.connected(version);
            byte[] sent = new byte[0];
            for (int length : new int[] {1, 16_384, 0, 7, 500}) {
                byte[] part = Bytes.random(length);
                sent = Bytes.join(sent, part);
                pair.server.arrive(pair.client.wrap(part));
            }
            if (version.equals("TLSv1.3")) {
                pair.client.engine.beginHandshake();
                pair.server.arrive(pair.client.wrap());
            }
            pair.server.arrive(pair.client.wrap(Bytes.random(99)));
            sent = Bytes.join(sent, Bytes.random(99));
            byte[] received = new byte[0];
            for (byte[] record : Bytes.records(pair.server.inbox)) {
                if (pair.server.status() == javax.net.ssl.SSLEngineResult.HandshakeStatus.NEED_WRAP) {
                    pair.client.arrive(pair.server.wrap());
                }
                received = Bytes.join(received, pair.server.unwrap());
                Expect.equal(Status.OK, pair.server.last().getStatus(), "status");
                Expect.equal(record.length, pair.server.last().bytesConsumed(), "one record is consumed");
            }
            Expect.equalBytes(sent, received, "content");
        }
    }
}
