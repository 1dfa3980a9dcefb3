package io.handfast.iana;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An immutable list of 16-bit code points as a peer sent them, unknown values kept, in their order (RFC 8446 §4.2).
 *
 * <p>Unknown and GREASE values must survive, because a peer may send any of them (RFC 8701).
 */
public final class CodePoints {
    private static final CodePoints NONE = new CodePoints(new int[0]);

    private final int[] values;

    private CodePoints(int[] values) {
        this.values = values;
    }

    /** The list without entries. */
    public static CodePoints none() {
        return NONE;
    }

    /** The given code points in this order. */
    public static CodePoints of(int... values) {
        return new CodePoints(values.clone());
    }

    /** The array itself, which nobody may change from now on. */
    public static CodePoints owning(int[] values) {
        return values.length == 0 ? NONE : new CodePoints(values);
    }

    /** The code points of registry entries, in their order. */
    public static <T> CodePoints of(List<? extends T> entries, ToIntFunction<T> codePoint) {
        int[] values = new int[entries.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = codePoint.applyAsInt(entries.get(i));
        }
        return owning(values);
    }

    public int size() {
        return values.length;
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    /** The code point at an index from 0. */
    public int at(int index) {
        return values[index];
    }

    public boolean contains(int codePoint) {
        return indexOf(codePoint) >= 0;
    }

    /** The first index of a code point, or −1. */
    public int indexOf(int codePoint) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == codePoint) {
                return i;
            }
        }
        return -1;
    }

    public IntStream stream() {
        return Arrays.stream(values);
    }

    /** The list as names, each made when it is asked for: a peer may send 32,000 code points. */
    public List<String> named(IntFunction<String> name) {
        return new AbstractList<>() {
            @Override
            public String get(int index) {
                return name.apply(values[index]);
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }

    /** The list for a person, each code point through the given naming. */
    public String names(IntFunction<String> name) {
        return stream().mapToObj(name).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodePoints that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return names(value -> String.format("0x%04x", value));
    }
}
