package io.handfast.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Both ends of a connection that has not begun, and what counts their writes. */
final class CountedEnds implements AutoCloseable {
    static final int PATIENCE_MILLIS = 20_000;

    final CountingSocket clientWire;
    final CountingSocket serverWire;
    final SSLSocket client;
    final SSLSocket server;

    CountedEnds(SSLContext clients, SSLContext servers, String version) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket connected = new Socket(listener.getInetAddress(), listener.getLocalPort());
            connected.setSoTimeout(PATIENCE_MILLIS);
            clientWire = new CountingSocket(connected);
            Socket accepted = listener.accept();
            accepted.setSoTimeout(PATIENCE_MILLIS);
            serverWire = new CountingSocket(accepted);
        }
        client = (SSLSocket) clients.getSocketFactory().createSocket(clientWire, "localhost", 443, true);
        client.setEnabledProtocols(new String[] {version});
        server = (SSLSocket) servers.getSocketFactory().createSocket(serverWire, null, true);
        server.setUseClientMode(false);
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
