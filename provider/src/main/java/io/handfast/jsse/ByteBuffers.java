package io.handfast.jsse;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;

/** Runs of ByteBuffers as SSLEngine takes them: checked, gathered from and scattered to (JSSE, SSLEngine). */
final class ByteBuffers {
    private ByteBuffers() {}

    /** Checks what SSLEngine promises to check. */
    static void check(ByteBuffer[] many, int offset, int length, ByteBuffer one) {
        if (many == null || one == null) {
            throw new IllegalArgumentException("a buffer is null");
        }
        Objects.checkFromIndexSize(offset, length, many.length);
        for (int i = offset; i < offset + length; i++) {
            if (many[i] == null) {
                throw new IllegalArgumentException("buffer " + i + " is null");
            }
        }
    }

    /** Refuses destinations that cannot be written to. */
    static void requireWritable(ByteBuffer[] buffers, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffers[i].isReadOnly()) {
                throw new ReadOnlyBufferException();
            }
        }
    }

    /** The bytes that remain in all buffers, but no more than the limit. */
    static int remaining(ByteBuffer[] buffers, int offset, int length, int limit) {
        long sum = 0;
        for (int i = offset; i < offset + length && sum < limit; i++) {
            sum += buffers[i].remaining();
        }
        return (int) Math.min(sum, limit);
    }

    /** Moves bytes out of the buffers, in their order. */
    static void gather(ByteBuffer[] buffers, int offset, byte[] to, int start, int count) {
        int done = 0;
        for (int i = offset; done < count; i++) {
            int part = Math.min(buffers[i].remaining(), count - done);
            buffers[i].get(to, start + done, part);
            done += part;
        }
    }

    /** Moves bytes into the buffers, in their order; there must be room. */
    static void scatter(byte[] from, int start, int count, ByteBuffer[] buffers, int offset) {
        int done = 0;
        for (int i = offset; done < count; i++) {
            int part = Math.min(buffers[i].remaining(), count - done);
            buffers[i].put(from, start + done, part);
            done += part;
        }
    }
}
