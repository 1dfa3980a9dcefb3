package io.handfast.compression;

import io.handfast.iana.CompressionAlgorithms;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The ways to compress a chain of certificates, the one that makes it shortest first (RFC 8879 §3). */
public enum CompressionAlgorithm {
    BROTLI(CompressionAlgorithms.BROTLI, new Brotli()),
    ZSTD(CompressionAlgorithms.ZSTD, new Zstd()),
    ZLIB(CompressionAlgorithms.ZLIB, new Zlib());

    private final int codePoint;
    private final Codec codec;

    CompressionAlgorithm(int codePoint, Codec codec) {
        this.codePoint = codePoint;
        this.codec = codec;
    }

    public static Optional<CompressionAlgorithm> byCodePoint(int codePoint) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.codePoint == codePoint)
                .findFirst();
    }

    public static Optional<CompressionAlgorithm> byName(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.ianaName().equals(name))
                .findFirst();
    }

    public int codePoint() {
        return codePoint;
    }

    public String ianaName() {
        return CompressionAlgorithms.nameOf(codePoint);
    }

    /** Whether we can compress in this way here and now. */
    public boolean compresses() {
        return codec.compresses();
    }

    /** Whether we can take off what was compressed in this way here and now. */
    public boolean decompresses() {
        return codec.decompresses();
    }

    /**
     * The content in fewer bytes, as a rule.
     *
     * @throws IOException if the library fails
     */
    public byte[] compress(byte[] content) throws IOException {
        return codec.compress(content);
    }

    /**
     * The content again, which must be exactly as long as was announced; never takes memory for more.
     *
     * @param length as announced
     * @throws IOException if this is not what such content compresses to, or its length is another
     */
    public byte[] decompress(byte[] compressed, int length) throws IOException {
        return codec.decompress(compressed, length);
    }
}
