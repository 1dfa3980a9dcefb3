package io.handfast.bench.primitive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A connection of plain sockets with the flights of a TLS 1.3 handshake, from its beginning to the server's first byte, and its
 * end (RFC 8446 §2, §6.1). Their lengths are those of a handshake with x25519 and a chain of two certificates for P-256.
 */
final class PlainConnection implements Operation {
    private static final int CLIENT_HELLO = 250;
    private static final int SERVERS_FLIGHT = 1200;
    private static final int CLIENTS_FINISHED = 64;

    /** A ticket and the first byte. */
    private static final int FIRST_BYTE = 300;

    private static final int GOODBYE = 24;

    private final byte[] sent = new byte[SERVERS_FLIGHT];
    private final byte[] received = new byte[SERVERS_FLIGHT];
    private final PlainServer server = new PlainServer(PlainConnection::answer);

    /** Begins to listen. */
    PlainConnection() throws IOException {}

    @Override
    public int run() throws IOException {
        try (Socket socket = server.connect()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(sent, 0, CLIENT_HELLO);
            read(in, received, SERVERS_FLIGHT);
            out.write(sent, 0, CLIENTS_FINISHED);
            read(in, received, FIRST_BYTE);
            out.write(sent, 0, GOODBYE);
            return socket.getLocalPort();
        }
    }

    private static void answer(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream();
        byte[] flight = new byte[SERVERS_FLIGHT];
        read(in, flight, CLIENT_HELLO);
        out.write(flight, 0, SERVERS_FLIGHT);
        read(in, flight, CLIENTS_FINISHED);
        out.write(flight, 0, FIRST_BYTE);
        read(in, flight, GOODBYE);
    }

    private static void read(InputStream in, byte[] flight, int length) throws IOException {
        if (in.readNBytes(flight, 0, length) < length) {
            throw new EOFException("a flight ended before its time");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
