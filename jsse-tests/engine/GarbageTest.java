/*
 * @test
 * @summary bytes that are not TLS throw SSLException in both roles; the engine then sends its alert and is closed
 * @library /lib
 * @run main GarbageTest
 */
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

public class GarbageTest {
    public static void main(String[] arguments) throws Exception {
        Map<String, byte[]> garbage = new LinkedHashMap<>();
        garbage.put("an HTTP request", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        garbage.put("an HTTP answer", "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        garbage.put("an SSH banner", "SSH-2.0-OpenSSH_9.2p1\r\n".getBytes(StandardCharsets.US_ASCII));
        garbage.put("an SMTP greeting", "220 mail.example.com ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
        garbage.put("zeros", new byte[100]);
        byte[] ones = new byte[100];
        Arrays.fill(ones, (byte) 0xff);
        garbage.put("ones", ones);
        garbage.put("a record that is too long", new byte[] {22, 3, 3, 0x7f, 0, 1, 2, 3});
        garbage.put("an empty handshake record", new byte[] {22, 3, 3, 0, 0});
        garbage.put("application data", new byte[] {23, 3, 3, 0, 3, 1, 2, 3});
        for (Map.Entry<String, byte[]> each : garbage.entrySet()) {
            for (int who = 0; who < 2; who++) {
                EnginePair pair = EnginePair.of("TLSv1.3");
                Side side = pair.sides()[who];
                side.engine.beginHandshake();
                if (who == 0) {
                    side.wrap();
                }
                side.arrive(each.getValue());
                Expect.thrown(SSLException.class, () -> refuse(side));
                Expect.equal(HandshakeStatus.NEED_WRAP, side.status(), each.getKey() + ": an alert is due");
                byte[] alert = side.wrap();
                Expect.equal(21, (int) alert[0], each.getKey() + ": type of the record");
                Expect.equal(2, (int) alert[5], each.getKey() + ": level of the alert");
                Expect.equal(Status.CLOSED, side.last().getStatus(), each.getKey() + ": status");
                Expect.that(side.engine.isInboundDone() && side.engine.isOutboundDone(), "closed both ways");
            }
        }
    }

    private static void refuse(Side side) throws SSLException {
        for (int i = 0; i < 5; i++) {
            side.runTasks();
            side.unwrap();
        }
    }
}
