package io.handfast.interop;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server for one connection, changes nothing, and measures records (RFC 8446 §5.1). */
final class RecordRelay implements AutoCloseable {

    private static final int HEADER = 5;

    private final AtomicInteger longestOfServer = new AtomicInteger();
    private final AtomicInteger longestOfClient = new AtomicInteger();
    private final ServerSocket listener;
    private final int serverPort;

    private RecordRelay(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
    }

    static RecordRelay start(int serverPort) throws IOException {
        RecordRelay relay = new RecordRelay(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), serverPort);
        daemon(relay::serve);
        return relay;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The most bytes after a record's header that the server has sent. */
    int longestOfServer() {
        return longestOfServer.get();
    }

    /** The same of the client. */
    int longestOfClient() {
        return longestOfClient.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        try (Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            daemon(() -> pass(client, server, longestOfClient));
            pass(server, client, longestOfServer);
        } catch (IOException e) {
            return; // nobody came, or the server is gone; the test sees what came of it
        }
    }

    private static void pass(Socket from, Socket to, AtomicInteger longest) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            DataInputStream records = new DataInputStream(in);
            for (byte[] header = in.readNBytes(HEADER); header.length == HEADER; header = in.readNBytes(HEADER)) {
                int length = (header[3] & 0xff) << 8 | header[4] & 0xff;
                byte[] record = new byte[HEADER + length];
                System.arraycopy(header, 0, record, 0, HEADER);
                records.readFully(record, HEADER, length);
                longest.accumulateAndGet(length, Math::max);
                out.write(record);
                out.flush();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            return; // as above
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "record relay");
        thread.setDaemon(true);
        thread.start();
    }
}
