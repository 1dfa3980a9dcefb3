package io.handfast.jsse;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connected socket that sends one byte at a time, each in a segment of its own. */
final class TricklingSocket extends Socket {
    private final Socket under;

    TricklingSocket(Socket under) throws IOException {
        this.under = under;
        under.setTcpNoDelay(true);
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public int getPort() {
        return under.getPort();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return under.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(under.getOutputStream()) {
            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                for (int i = offset; i < offset + length; i++) {
                    out.write(source[i]);
                    out.flush();
                }
            }
        };
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // closing the other socket is guarded there
    public void close() throws IOException {
        under.close();
    }
}
