package io.handfast.compression;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

/** Reaches into libraries that may be there, by name, so that none of them must be (RFC 8879 §3). */
final class Library {
    private Library() {}

    /** Something that a library offers, or does not. */
    @FunctionalInterface
    interface Lookup<T> {
        T find() throws ReflectiveOperationException;
    }

    /** What was looked up; empty if the library is absent, of another shape, or cannot run here. */
    static <T> Optional<T> find(Lookup<T> lookup) {
        try {
            return Optional.of(lookup.find());
        } catch (ReflectiveOperationException | LinkageError absent) {
            return Optional.empty();
        }
    }

    /** The constructor of a stream that decompresses another. */
    static Constructor<?> streamConstructor(String className) throws ReflectiveOperationException {
        return Class.forName(className).getConstructor(InputStream.class);
    }

    /** Calls a static method from bytes to bytes. */
    static byte[] call(Method method, byte[] content) throws IOException {
        try {
            return (byte[]) method.invoke(null, (Object) content);
        } catch (InvocationTargetException e) {
            throw new IOException("the compression library failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IOException("the compression library is out of reach", e);
        }
    }

    /** A stream that decompresses these bytes. */
    static InputStream stream(Constructor<?> constructor, byte[] compressed) throws IOException {
        try {
            return (InputStream) constructor.newInstance(new ByteArrayInputStream(compressed));
        } catch (InvocationTargetException e) {
            throw new IOException("the compression library failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException("the compression library is out of reach", e);
        }
    }
}
