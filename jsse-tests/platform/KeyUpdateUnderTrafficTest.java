/*
 * @test
 * @summary keys are renewed by both ends while content flows both ways
 * @library /lib
 * @run main/timeout=120 KeyUpdateUnderTrafficTest
 */
import java.util.concurrent.Future;
import javax.net.ssl.SSLSocket;

public class KeyUpdateUnderTrafficTest {
    private static final int LENGTH = 3_000_000;

    public static void main(String[] arguments) throws Exception {
        try (SocketPair pair = SocketPair.connected("TLSv1.3")) {
            byte[] content = Bytes.random(LENGTH);
            Future<?> up = pair.async(() -> write(pair.client, content));
            Future<?> down = pair.async(() -> write(pair.server, content));
            Future<byte[]> upRead =
                    pair.async(() -> pair.server.getInputStream().readNBytes(LENGTH));
            Future<byte[]> downRead =
                    pair.async(() -> pair.client.getInputStream().readNBytes(LENGTH));
            for (int round = 0; round < 20; round++) {
                pair.client.startHandshake();
                pair.server.startHandshake();
            }
            Expect.equalBytes(content, SocketPair.get(upRead), "what the server got");
            Expect.equalBytes(content, SocketPair.get(downRead), "what the client got");
            SocketPair.get(up);
            SocketPair.get(down);
            pair.exchange();
        }
    }

    private static Void write(SSLSocket socket, byte[] content) throws Exception {
        for (int at = 0; at < content.length; at += 10_000) {
            socket.getOutputStream().write(content, at, 10_000);
        }
        return null;
    }
}
