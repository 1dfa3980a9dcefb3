package io.handfast.interop;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands between a client and a server, and cuts what the server sends: after so many records, and so many bytes of the
 * next one (RFC 8446 §6.1).
 */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int serverPort;
    private final int records;
    private final int bytesOfNext;

    private CuttingProxy(ServerSocket listener, int serverPort, int records, int bytesOfNext) {
        this.listener = listener;
        this.serverPort = serverPort;
        this.records = records;
        this.bytesOfNext = bytesOfNext;
    }

    /**
     * Starts the proxy for one connection.
     *
     * @param records how many application_data records (outer type 23) of the server pass
     * @param bytesOfNext how many bytes of the record after them pass, before the connection is closed
     */
    static CuttingProxy start(int serverPort, int records, int bytesOfNext) throws IOException {
        CuttingProxy proxy = new CuttingProxy(
                new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), serverPort, records, bytesOfNext);
        daemon(proxy::serve);
        return proxy;
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        try (Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            daemon(() -> pass(client, server));
            DataInputStream in = new DataInputStream(server.getInputStream());
            OutputStream out = client.getOutputStream();
            int passed = 0;
            while (true) {
                byte[] header = in.readNBytes(5);
                if (header.length < 5) {
                    return;
                }
                int length = (header[3] & 0xff) << 8 | header[4] & 0xff;
                byte[] record = new byte[5 + length];
                System.arraycopy(header, 0, record, 0, 5);
                in.readFully(record, 5, length);
                if (header[0] == 23 && passed == records) {
                    out.write(record, 0, bytesOfNext);
                    out.flush();
                    // A FIN, not a reset: half-close first, so that nothing unread on our side turns into one.
                    client.shutdownOutput();
                    drain(client.getInputStream());
                    return;
                }
                passed += header[0] == 23 ? 1 : 0;
                out.write(record);
                out.flush();
            }
        } catch (IOException e) {
            return; // one of the two is gone, and with it the reason to be here; the test sees what came of it
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            return; // as above
        }
    }

    private static void drain(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "cutting proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
