package io.handfast.compression;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

/** Zstandard, by {@code com.github.luben:zstd-jni} (RFC 8878). */
final class Zstd implements Codec {
    /** The largest window that a sender should use is 8 MB (RFC 8878 §3.1.1.1.2); more would be memory for nothing. */
    private static final int MOST_WINDOW_LOG = 23;

    /** Looked up at the first use; loading the native library takes its time. */
    private record Found(Method compress, Constructor<?> stream, Method limitWindow) {
        static final Optional<Found> LIBRARY = Library.find(() -> {
            Class<?> zstd = Class.forName("com.github.luben.zstd.Zstd");
            // The first call that needs the native part tells whether it is there.
            zstd.getMethod("compressBound", long.class).invoke(null, 1L);
            return new Found(
                    zstd.getMethod("compress", byte[].class),
                    Library.streamConstructor("com.github.luben.zstd.ZstdInputStream"),
                    Class.forName("com.github.luben.zstd.ZstdInputStream").getMethod("setLongMax", int.class));
        });
    }

    @Override
    public boolean compresses() {
        return Found.LIBRARY.isPresent();
    }

    @Override
    public boolean decompresses() {
        return Found.LIBRARY.isPresent();
    }

    @Override
    public byte[] compress(byte[] content) throws IOException {
        return Library.call(found().compress(), content);
    }

    @Override
    public byte[] decompress(byte[] compressed, int length) throws IOException {
        Found library = found();
        try (InputStream in = Library.stream(library.stream(), compressed)) {
            library.limitWindow().invoke(in, MOST_WINDOW_LOG);
            return Codec.exactly(in, length);
        } catch (InvocationTargetException | IllegalAccessException | RuntimeException broken) {
            throw new IOException("the Zstandard library cannot make sense of it", broken);
        }
    }

    private static Found found() throws IOException {
        return Found.LIBRARY.orElseThrow(() -> new IOException("no Zstandard library"));
    }
}
