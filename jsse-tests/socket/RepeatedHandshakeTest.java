/*
 * @test
 * @summary startHandshake again renews the keys in TLS 1.3, and is refused in TLS 1.2 without harm
 * @library /lib
 * @run main RepeatedHandshakeTest
 */
import javax.net.ssl.SSLException;

public class RepeatedHandshakeTest {
    public static void main(String[] arguments) throws Exception {
        try (SocketPair pair = SocketPair.connected("TLSv1.3")) {
            pair.client.startHandshake();
            pair.server.startHandshake();
            pair.exchange();
            pair.client.startHandshake();
            pair.exchange();
        }
        try (SocketPair pair = SocketPair.connected("TLSv1.2")) {
            Expect.thrown(SSLException.class, pair.client::startHandshake);
            Expect.thrown(SSLException.class, pair.server::startHandshake);
            pair.exchange();
        }
    }
}
