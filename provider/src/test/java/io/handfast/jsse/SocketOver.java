package io.handfast.jsse;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;

/** A connected socket over another one, which has its say about every write, and hears of every read. */
abstract class SocketOver extends Socket {
    private final Socket under;

    SocketOver(Socket under) {
        this.under = under;
    }

    /** One write, to be passed on to {@code out} in whatever pieces. */
    abstract void write(OutputStream out, byte[] source, int offset, int length) throws IOException;

    /** Before one read; nothing unless somebody wants it. */
    void beforeRead() {}

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return under.getTcpNoDelay();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        under.setTcpNoDelay(on);
    }

    @Override
    public int getPort() {
        return under.getPort();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(under.getInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                beforeRead();
                return super.read(target, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(under.getOutputStream()) {
            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                SocketOver.this.write(out, source, offset, length);
            }
        };
    }

    @Override
    public void shutdownInput() throws IOException {
        under.shutdownInput();
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // closing the other socket is guarded there
    public void close() throws IOException {
        under.close();
    }
}
