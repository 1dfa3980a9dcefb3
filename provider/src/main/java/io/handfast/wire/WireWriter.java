package io.handfast.wire;

import java.util.Arrays;
import java.util.function.Consumer;

/** A growing buffer that writes numbers and nested vectors, whose lengths it fills in itself (RFC 8446 §3). */
public final class WireWriter {
    private static final int FIRST_CAPACITY = 256;
    private static final byte[] NOTHING = new byte[0];

    // Seen by the tests in this package, which look at what is left of it.
    byte[] array;
    private int size;

    public WireWriter() {
        this(FIRST_CAPACITY);
    }

    /** A writer that holds so many bytes before it grows. */
    public WireWriter(int capacity) {
        array = new byte[capacity];
    }

    public int size() {
        return size;
    }

    public WireWriter u8(int value) {
        return number(value, 1);
    }

    public WireWriter u16(int value) {
        return number(value, 2);
    }

    public WireWriter u24(int value) {
        return number(value, 3);
    }

    /** The low 32 bits of a number. */
    public WireWriter u32(long value) {
        room(4);
        put(size, value >>> 16 & 0xffff, 2);
        put(size + 2, value & 0xffff, 2);
        size += 4;
        return this;
    }

    public WireWriter bytes(byte[] source) {
        return bytes(source, 0, source.length);
    }

    public WireWriter bytes(byte[] source, int offset, int length) {
        room(length);
        System.arraycopy(source, offset, array, size, length);
        size += length;
        return this;
    }

    public WireWriter bytes(Bytes source) {
        room(source.length());
        source.copyTo(array, size);
        size += source.length();
        return this;
    }

    /**
     * Begins a vector with a one-byte length: write its content, then hand what this returns to {@link #close8}. For what every
     * handshake writes, since each lambda costs a program's first one half a millisecond.
     */
    public int open8() {
        return open(1);
    }

    /** Ends what {@link #open8} began. */
    public WireWriter close8(int opened) {
        return close(opened, 1);
    }

    /** Begins a vector with a two-byte length: write its content, then hand what this returns to {@link #close16}. */
    public int open16() {
        return open(2);
    }

    /** Ends what {@link #open16} began. */
    public WireWriter close16(int opened) {
        return close(opened, 2);
    }

    /** Begins a vector with a three-byte length: write its content, then hand what this returns to {@link #close24}. */
    public int open24() {
        return open(3);
    }

    /** Ends what {@link #open24} began. */
    public WireWriter close24(int opened) {
        return close(opened, 3);
    }

    /** A vector with a one-byte length. */
    public WireWriter vector8(Consumer<WireWriter> content) {
        return vector(1, content);
    }

    /** A vector with a two-byte length. */
    public WireWriter vector16(Consumer<WireWriter> content) {
        return vector(2, content);
    }

    /** A vector with a three-byte length. */
    public WireWriter vector24(Consumer<WireWriter> content) {
        return vector(3, content);
    }

    public WireWriter opaque8(Bytes content) {
        return u8(content.length()).bytes(content);
    }

    public WireWriter opaque16(Bytes content) {
        return u16(content.length()).bytes(content);
    }

    public WireWriter opaque24(Bytes content) {
        return u24(content.length()).bytes(content);
    }

    /** A fresh array with all that was written. */
    public byte[] toArray() {
        return Arrays.copyOf(array, size);
    }

    /** All that was written, as immutable bytes; they take over the buffer, and the writer begins anew. */
    public Bytes toBytes() {
        Bytes written = Bytes.owning(array, 0, size);
        array = NOTHING;
        size = 0;
        return written;
    }

    /** Copies all that was written into an array. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(array, 0, target, offset, size);
    }

    /** Zeroes what was written, for there was a secret in it, and begins anew. */
    public void clear() {
        Arrays.fill(array, 0, size, (byte) 0);
        size = 0;
    }

    private WireWriter number(int value, int width) {
        if (value < 0 || value >>> 8 * width != 0) {
            throw new IllegalArgumentException(value + " does not fit into " + width + " bytes");
        }
        room(width);
        put(size, value, width);
        size += width;
        return this;
    }

    private WireWriter vector(int lengthWidth, Consumer<WireWriter> content) {
        int opened = open(lengthWidth);
        content.accept(this);
        return close(opened, lengthWidth);
    }

    private int open(int lengthWidth) {
        room(lengthWidth);
        int opened = size;
        size += lengthWidth;
        return opened;
    }

    private WireWriter close(int opened, int lengthWidth) {
        int length = size - opened - lengthWidth;
        if (length >>> 8 * lengthWidth != 0) {
            throw new IllegalArgumentException(
                    "a vector of " + length + " bytes does not fit a length of " + lengthWidth + " bytes");
        }
        put(opened, length, lengthWidth);
        return this;
    }

    private void put(int at, long value, int width) {
        for (int i = 0; i < width; i++) {
            array[at + i] = (byte) (value >>> 8 * (width - 1 - i));
        }
    }

    private void room(int more) {
        if (size + more > array.length) {
            byte[] outgrown = array;
            array = Arrays.copyOf(outgrown, Math.max(outgrown.length * 2, size + more));
            // There may be a secret in it, and nobody else knows of this array.
            Arrays.fill(outgrown, 0, size, (byte) 0);
        }
    }
}
