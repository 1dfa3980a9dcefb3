package io.handfast.jsse;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** What goes to the peer, as a stream without a buffer; closing it closes the socket (JSSE, Socket.getOutputStream). */
final class TlsOutputStream extends OutputStream {
    private final TlsSocket socket;

    TlsOutputStream(TlsSocket socket) {
        this.socket = socket;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        socket.write(source, offset, length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
