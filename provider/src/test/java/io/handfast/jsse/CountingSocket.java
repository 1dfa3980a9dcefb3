package io.handfast.jsse;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;

/** A connected socket that counts the writes to it, and fails from one of them on. */
final class CountingSocket extends SocketOver {
    final AtomicInteger writes = new AtomicInteger();

    /** How many writes succeed. */
    volatile int most = Integer.MAX_VALUE;

    /** Whether a write fails with an error, not with an exception. */
    volatile boolean error;

    volatile Runnable beforeFault = () -> {};
    volatile Runnable beforeRead = () -> {};

    CountingSocket(Socket under) {
        super(under);
    }

    @Override
    void write(OutputStream out, byte[] source, int offset, int length) throws IOException {
        if (writes.incrementAndGet() > most) {
            beforeFault.run();
            if (error) {
                throw new InternalError("as the test wants it");
            }
            throw new SocketException("broken, as the test wants it");
        }
        out.write(source, offset, length);
    }

    @Override
    void beforeRead() {
        beforeRead.run();
    }
}
