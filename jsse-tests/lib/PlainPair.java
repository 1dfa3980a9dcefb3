import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Two ends of a TCP connection over loopback. */
public final class PlainPair implements AutoCloseable {
    public final Socket client;
    public final Socket server;

    public PlainPair() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            client = new Socket(listener.getInetAddress(), listener.getLocalPort());
            server = listener.accept();
        }
        client.setSoTimeout(SocketPair.PATIENCE * 1000);
        server.setSoTimeout(SocketPair.PATIENCE * 1000);
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
