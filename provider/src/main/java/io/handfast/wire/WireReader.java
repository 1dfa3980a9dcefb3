package io.handfast.wire;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;

import io.handfast.alert.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cursor over received bytes; whatever does not parse is a {@code decode_error} that names the structure
 * (RFC 8446 §3).
 */
public final class WireReader {
    /** The structure that this is part of; names are put together only for errors. */
    private final @Nullable WireReader whole;

    private final String name;
    private final byte[] array;
    private final int limit;
    private int position;

    /** A cursor over part of an array; {@code name} is the structure's, for errors. */
    public WireReader(String name, byte[] array, int offset, int length) {
        this(null, name, array, offset, length);
    }

    private WireReader(@Nullable WireReader whole, String name, byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        this.whole = whole;
        this.name = name;
        this.array = array;
        this.position = offset;
        this.limit = offset + length;
    }

    /** The structure's name, as errors give it. */
    public String name() {
        return whole == null ? name : whole.name() + "." + name;
    }

    /** A second cursor over what is left, under the same name. */
    public WireReader again() {
        return new WireReader(whole, name, array, position, remaining());
    }

    public int remaining() {
        return limit - position;
    }

    public boolean hasRemaining() {
        return position < limit;
    }

    public int u8() {
        need(1);
        return array[position++] & 0xff;
    }

    public int u16() {
        need(2);
        int value = (array[position] & 0xff) << 8 | array[position + 1] & 0xff;
        position += 2;
        return value;
    }

    public int u24() {
        need(3);
        int value = (array[position] & 0xff) << 16 | (array[position + 1] & 0xff) << 8 | array[position + 2] & 0xff;
        position += 3;
        return value;
    }

    /** An unsigned 32-bit number. */
    public long u32() {
        return (long) u16() << 16 | u16();
    }

    /** The next bytes, copied. */
    public Bytes bytes(int count) {
        need(count);
        Bytes result = Bytes.copyOf(array, position, count);
        position += count;
        return result;
    }

    /** All bytes that are left, copied. */
    public Bytes rest() {
        return bytes(remaining());
    }

    /** A vector with a one-byte length of at least {@code minimum}. */
    public WireReader vector8(String what, int minimum) {
        return vector(what, u8(), minimum);
    }

    /** A vector with a two-byte length of at least {@code minimum}. */
    public WireReader vector16(String what, int minimum) {
        return vector(what, u16(), minimum);
    }

    /** A vector with a three-byte length of at least {@code minimum}. */
    public WireReader vector24(String what, int minimum) {
        return vector(what, u24(), minimum);
    }

    /** An opaque vector with a one-byte length between the bounds, both included. */
    public Bytes opaque8(String what, int minimum, int maximum) {
        int length = checked(what, u8(), minimum);
        if (length > maximum) {
            throw DECODE_ERROR.because(name() + "." + what + " is longer than " + maximum + " bytes");
        }
        return bytes(length);
    }

    /** The content of an opaque vector with a one-byte length of at least {@code minimum}, the only copy: for a secret. */
    public byte[] secret8(String what, int minimum) {
        byte[] content = new byte[checked(what, u8(), minimum)];
        System.arraycopy(array, position, content, 0, content.length);
        position += content.length;
        return content;
    }

    /** An opaque vector with a two-byte length of at least {@code minimum}. */
    public Bytes opaque16(String what, int minimum) {
        return bytes(checked(what, u16(), minimum));
    }

    /** An opaque vector with a three-byte length of at least {@code minimum}. */
    public Bytes opaque24(String what, int minimum) {
        return bytes(checked(what, u24(), minimum));
    }

    /**
     * The content of {@link #opaque24} without a copy: it shares the memory of what is read, so it is for reading out of
     * {@link Bytes}, and for content that is soon let go of.
     */
    public Bytes shared24(String what, int minimum) {
        return shared(checked(what, u24(), minimum));
    }

    /** The content of {@link #opaque16} without a copy, as with {@link #shared24}. */
    public Bytes shared16(String what, int minimum) {
        return shared(checked(what, u16(), minimum));
    }

    /** Reads elements until this cursor ends. */
    public <T> List<T> list(Function<WireReader, T> element) {
        List<T> result = new ArrayList<>();
        while (hasRemaining()) {
            result.add(element.apply(this));
        }
        return List.copyOf(result);
    }

    /** The 16-bit numbers until this cursor ends. */
    public int[] u16s() {
        if (remaining() % 2 != 0) {
            throw fault("has an odd length where 16-bit values are listed");
        }
        int[] values = new int[remaining() / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = u16();
        }
        return values;
    }

    /** Refuses bytes after the end of the structure. */
    public void expectEnd() {
        if (hasRemaining()) {
            throw fault("has " + remaining() + " bytes after its end");
        }
    }

    /** A {@code decode_error} about this structure. */
    public TlsException fault(String problem) {
        return DECODE_ERROR.because(name() + " " + problem);
    }

    private Bytes shared(int length) {
        Bytes shared = Bytes.owning(array, position, length);
        position += length;
        return shared;
    }

    private WireReader vector(String what, int length, int minimum) {
        WireReader content = new WireReader(this, what, array, position, checked(what, length, minimum));
        position += length;
        return content;
    }

    /** The length that a vector announces, if so much is there and it is no less than it may be. */
    private int checked(String what, int length, int minimum) {
        if (length > remaining()) {
            throw DECODE_ERROR.because(
                    name() + "." + what + " announces " + length + " bytes, but only " + remaining() + " are there");
        }
        if (length < minimum) {
            throw DECODE_ERROR.because(
                    name() + "." + what + " has " + length + " bytes, fewer than the least of " + minimum);
        }
        return length;
    }

    private void need(int count) {
        if (count > limit - position) {
            throw fault("ends early: " + count + " more bytes expected, " + remaining() + " there");
        }
    }
}
