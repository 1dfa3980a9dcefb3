import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/** Every kind of ByteBuffer that a program may pass. */
public enum Buffers {
    HEAP(ByteBuffer::allocate),
    DIRECT(ByteBuffer::allocateDirect),
    HEAP_SLICE(
            size -> ByteBuffer.allocate(size + 20).position(7).limit(size + 7).slice()),
    DIRECT_SLICE(size ->
            ByteBuffer.allocateDirect(size + 20).position(7).limit(size + 7).slice()),
    OFFSET(size -> ByteBuffer.allocate(size + 20).position(11).limit(size + 11)),
    READ_ONLY(ByteBuffer::allocate);

    private final IntFunction<ByteBuffer> make;

    Buffers(IntFunction<ByteBuffer> make) {
        this.make = make;
    }

    /** Room for that many bytes; a buffer that is to be written to is never read-only. */
    public ByteBuffer room(int size) {
        return make.apply(size);
    }

    /** A buffer whose remaining bytes are these. */
    public ByteBuffer holding(byte[] content) {
        ByteBuffer buffer = room(content.length);
        int start = buffer.position();
        buffer.put(content).position(start);
        return this == READ_ONLY ? buffer.asReadOnlyBuffer() : buffer;
    }

    /** A copy of the bytes between two positions. */
    public static byte[] between(ByteBuffer buffer, int from, int to) {
        byte[] bytes = new byte[to - from];
        buffer.duplicate().clear().position(from).get(bytes);
        return bytes;
    }
}
