/*
 * @test
 * @summary after a failure every call but the one that sends the alert reports it again
 * @library /lib
 * @run main FailureSticksTest
 */
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

public class FailureSticksTest {
    public static void main(String[] arguments) throws Exception {
        for (String version : Contexts.VERSIONS) {
            EnginePair pair = EnginePair.connected(version);
            byte[] record = pair.client.wrap(Bytes.random(100));
            record[record.length - 1] ^= 1;
            pair.server.arrive(record);
            Expect.thrown(SSLException.class, pair.server::unwrap);
            Expect.equal(HandshakeStatus.NEED_WRAP, pair.server.status(), "an alert is due");
            byte[] alert = pair.server.wrap();
            Expect.equal(Status.CLOSED, pair.server.last().getStatus(), "status of the wrap with the alert");
            Expect.that(alert.length > 0, "an alert");
            Expect.thrown(SSLException.class, pair.server::unwrap);
            Expect.thrown(SSLException.class, pair.server.engine::beginHandshake);
            Expect.equal(0, pair.server.wrap().length, "bytes of a later wrap");
            Expect.that(pair.server.engine.isInboundDone() && pair.server.engine.isOutboundDone(), "closed both ways");
            pair.client.arrive(alert);
            Expect.contains(
                    Expect.thrown(SSLException.class, pair.client::unwrap).getMessage(), "bad_record_mac");
            Expect.equal(0, pair.client.wrap().length, "an alert is not answered");
        }
    }
}
