package io.handfast.wire;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable run of public bytes that compares by content (RFC 8446 §3).
 *
 * <p>Records hold these instead of {@code byte[]}, which would compare by identity. Not for secrets: it prints itself.
 */
public final class Bytes {
    private static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    public static Bytes empty() {
        return EMPTY;
    }

    /** A copy of the whole array. */
    public static Bytes copyOf(byte[] source) {
        return copyOf(source, 0, source.length);
    }

    /** A copy of part of an array. */
    public static Bytes copyOf(byte[] source, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(source, offset, offset + length), 0, length);
    }

    /** The array itself, which nobody may change from now on. */
    public static Bytes owning(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
    }

    /** Part of an array itself, which nobody may change from now on. */
    public static Bytes owning(byte[] array, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(array, offset, length);
    }

    /** The bytes that hexadecimal digits spell; white space is passed over. */
    public static Bytes hex(String digits) {
        return owning(HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The byte at an index from 0, as 0 to 255. */
    public int at(int index) {
        return array[offset + Objects.checkIndex(index, length)] & 0xff;
    }

    /** A fresh array with the content. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** Copies the content into an array. */
    public void copyTo(byte[] target, int targetOffset) {
        System.arraycopy(array, offset, target, targetOffset, length);
    }

    /** Copies part of the content into an array. */
    public void copyTo(byte[] target, int targetOffset, int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        System.arraycopy(array, offset + from, target, targetOffset, count);
    }

    /** Part of this run, sharing its memory. */
    public Bytes slice(int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        return owning(array, offset + from, count);
    }

    /** A cursor over the content that names itself so in errors. */
    public WireReader reader(String name) {
        return new WireReader(name, array, offset, length);
    }

    /** Hands the content to something that reads arrays, without a copy; it must not keep or change the array. */
    public void feed(Sink sink) {
        sink.accept(array, offset, length);
    }

    /** Something that reads part of an array at once. */
    @FunctionalInterface
    public interface Sink {
        void accept(byte[] array, int offset, int length);
    }

    /** The content as lower-case hexadecimal digits. */
    public String toHex() {
        return HexFormat.of().formatHex(array, offset, offset + length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int result = 1;
        for (int i = offset; i < offset + length; i++) {
            result = 31 * result + array[i];
        }
        return result;
    }

    @Override
    public String toString() {
        return length <= 32 ? toHex() : slice(0, 16).toHex() + "… (" + length + " bytes)";
    }
}
