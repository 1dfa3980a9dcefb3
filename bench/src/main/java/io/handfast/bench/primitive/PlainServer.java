package io.handfast.bench.primitive;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server without TLS on loopback, with a thread for each connection, as the one has that the bench measures with TLS. */
final class PlainServer implements Closeable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Answer answer;

    /** What a connection gets. */
    @FunctionalInterface
    interface Answer {
        /** Goes on until the connection has ended, which is closed then. */
        void to(Socket socket) throws IOException;
    }

    /** Listens from now on. */
    PlainServer(Answer answer) throws IOException {
        this.answer = answer;
        daemon(this::serve).start();
    }

    /** A connection, on which nothing waits for more to be sent. */
    Socket connect() throws IOException {
        Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void serve() {
        try (ServerSocket open = listening) {
            while (true) {
                Socket socket = open.accept();
                daemon(() -> answer(socket)).start();
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            answer.to(socket);
        } catch (IOException endOfConnection) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "bench plain server");
        thread.setDaemon(true);
        return thread;
    }
}
