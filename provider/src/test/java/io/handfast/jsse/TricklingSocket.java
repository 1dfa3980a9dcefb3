package io.handfast.jsse;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** A connected socket that sends one byte at a time, each in a segment of its own, and stops where it is told to. */
final class TricklingSocket extends SocketOver {
    private static final int LONGEST_STOP_SECONDS = 20;

    private final SynchronousQueue<Boolean> signals = new SynchronousQueue<>();
    private volatile Set<Integer> stops = Set.of();
    private int sent;

    TricklingSocket(Socket under) throws IOException {
        super(under);
        under.setTcpNoDelay(true);
    }

    /** Stops before each of these bytes, counted from here, until {@link #goOn} is called. Called by the thread that writes. */
    void stopBefore(Set<Integer> bytes) {
        sent = 0;
        stops = bytes;
    }

    /** Lets the writer go on if it has stopped; else does nothing. */
    void goOn() {
        signals.offer(true);
    }

    private void stopHere() throws IOException {
        try {
            if (signals.poll(LONGEST_STOP_SECONDS, TimeUnit.SECONDS) == null) {
                throw new IOException("nobody said to go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(e.getMessage());
        }
    }

    @Override
    void write(OutputStream out, byte[] source, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (stops.contains(sent++)) {
                stopHere();
            }
            out.write(source[i]);
            out.flush();
        }
    }
}
