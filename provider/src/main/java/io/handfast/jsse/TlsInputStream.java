package io.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** What the peer sends, as a stream; closing it closes the socket (JSSE, Socket.getInputStream). */
final class TlsInputStream extends InputStream {
    private final TlsSocket socket;

    TlsInputStream(TlsSocket socket) {
        this.socket = socket;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return socket.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        return length == 0 ? 0 : socket.read(target, offset, length);
    }

    @Override
    public int available() throws IOException {
        return socket.available();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
