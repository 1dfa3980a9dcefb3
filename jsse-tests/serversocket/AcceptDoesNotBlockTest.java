/*
 * @test
 * @summary accept returns before the handshake, so a silent client keeps nobody waiting, and SO_TIMEOUT bounds accept itself
 * @library /lib
 * @run main AcceptDoesNotBlockTest
 */
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;

public class AcceptDoesNotBlockTest {
    public static void main(String[] arguments) throws Exception {
        try (SocketPair pair = SocketPair.connected("TLSv1.3");
                Socket silent = new Socket("localhost", pair.listener.getLocalPort());
                SSLSocket accepted = (SSLSocket) pair.listener.accept()) {
            Expect.equal(silent.getLocalPort(), accepted.getPort(), "the silent client");
            Expect.equal("NONE", accepted.getHandshakeSession() == null ? "NONE" : "some", "no handshake yet");
            accepted.setSoTimeout(30);
            Expect.thrown(SocketTimeoutException.class, accepted::startHandshake);
            pair.listener.setSoTimeout(30);
            Expect.thrown(SocketTimeoutException.class, pair.listener::accept);
            pair.exchange();
        }
    }
}
