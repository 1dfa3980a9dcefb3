/*
 * @test
 * @summary socket options reach the connection, also through a layered socket; urgent data and channels do not
 * @library /lib
 * @run main OptionsTest
 */
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import javax.net.ssl.SSLSocket;

public class OptionsTest {
    public static void main(String[] arguments) throws Exception {
        try (SocketPair pair = SocketPair.connected("TLSv1.3");
                PlainPair plain = new PlainPair()) {
            takes(pair.client, pair.client);
            SSLSocket layered = (SSLSocket)
                    Contexts.context().getSocketFactory().createSocket(plain.client, "localhost", 443, true);
            takes(layered, plain.client);
            Expect.equal(plain.client.getLocalPort(), layered.getLocalPort(), "local port");
            Expect.equal(plain.client.getInetAddress(), layered.getInetAddress(), "address");
            Expect.equal(
                    plain.client.getRemoteSocketAddress(), layered.getRemoteSocketAddress(), "remote socket address");
            pair.exchange();
        }
    }

    private static void takes(SSLSocket socket, Socket beneath) throws Exception {
        for (boolean on : new boolean[] {true, false}) {
            socket.setTcpNoDelay(on);
            Expect.equal(on, beneath.getTcpNoDelay(), "TCP_NODELAY");
            socket.setKeepAlive(on);
            Expect.equal(on, beneath.getKeepAlive(), "SO_KEEPALIVE");
            socket.setSoLinger(on, 3);
            Expect.equal(on ? 3 : -1, beneath.getSoLinger(), "SO_LINGER");
            socket.setReuseAddress(on);
            Expect.equal(on, beneath.getReuseAddress(), "SO_REUSEADDR");
            socket.setOption(StandardSocketOptions.SO_KEEPALIVE, on);
            Expect.equal(on, beneath.getOption(StandardSocketOptions.SO_KEEPALIVE), "SO_KEEPALIVE as an option");
            Expect.equal(on, socket.getOption(StandardSocketOptions.SO_KEEPALIVE), "SO_KEEPALIVE as an option");
        }
        socket.setSoTimeout(12_345);
        Expect.equal(12_345, beneath.getSoTimeout(), "SO_TIMEOUT");
        socket.setSendBufferSize(100_000);
        Expect.equal(beneath.getSendBufferSize(), socket.getSendBufferSize(), "SO_SNDBUF");
        socket.setReceiveBufferSize(100_000);
        Expect.equal(beneath.getReceiveBufferSize(), socket.getReceiveBufferSize(), "SO_RCVBUF");
        socket.setTrafficClass(8);
        Expect.equal(beneath.getTrafficClass(), socket.getTrafficClass(), "traffic class");
        Expect.equal(beneath.supportedOptions(), socket.supportedOptions(), "supported options");
        Expect.thrown(SocketException.class, () -> socket.sendUrgentData(1));
        Expect.thrown(SocketException.class, () -> socket.setOOBInline(true));
        Expect.equal(null, socket.getChannel(), "a channel would bypass TLS");
    }
}
