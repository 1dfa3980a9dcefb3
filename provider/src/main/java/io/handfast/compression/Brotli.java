package io.handfast.compression;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Brotli: decompression by Brotli's own {@code org.brotli:dec} or else by {@code brotli4j}, compression by {@code brotli4j}
 * (RFC 7932).
 */
final class Brotli implements Codec {
    /** Looked up at the first use; loading the native library takes its time. */
    private static final class Found {
        static final Optional<Method> COMPRESS = Library.find(
                        () -> Class.forName("com.aayushatharva.brotli4j.Brotli4jLoader")
                                .getMethod("isAvailable")
                                .invoke(null))
                .filter(Boolean.TRUE::equals)
                .flatMap(available -> Library.find(() -> Class.forName("com.aayushatharva.brotli4j.encoder.Encoder")
                        .getMethod("compress", byte[].class)));

        static final Optional<Constructor<?>> DECOMPRESS = Library.<Constructor<?>>find(
                        () -> Library.streamConstructor("org.brotli.dec.BrotliInputStream"))
                .or(() -> COMPRESS.flatMap(present -> Library.find(
                        () -> Library.streamConstructor("com.aayushatharva.brotli4j.decoder.BrotliInputStream"))));

        private Found() {}
    }

    @Override
    public boolean compresses() {
        return Found.COMPRESS.isPresent();
    }

    @Override
    public boolean decompresses() {
        return Found.DECOMPRESS.isPresent();
    }

    @Override
    public byte[] compress(byte[] content) throws IOException {
        return Library.call(Found.COMPRESS.orElseThrow(() -> new IOException("no Brotli library")), content);
    }

    @Override
    public byte[] decompress(byte[] compressed, int length) throws IOException {
        Constructor<?> decoder = Found.DECOMPRESS.orElseThrow(() -> new IOException("no Brotli library"));
        try (InputStream in = Library.stream(decoder, compressed)) {
            return Codec.exactly(in, length);
        } catch (RuntimeException broken) {
            throw new IOException("the Brotli library cannot make sense of it", broken);
        }
    }
}
