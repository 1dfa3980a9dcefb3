package io.handfast.iana;

/** The code points of TLS Certificate Compression Algorithm IDs (RFC 8879 §7.3). */
public final class CompressionAlgorithms {
    public static final int ZLIB = 1;
    public static final int BROTLI = 2;
    public static final int ZSTD = 3;

    private CompressionAlgorithms() {}

    /** The name in the registry, or the number of one that it did not have. */
    public static String nameOf(int code) {
        return switch (code) {
            case ZLIB -> "zlib";
            case BROTLI -> "brotli";
            case ZSTD -> "zstd";
            default -> String.valueOf(code);
        };
    }
}
