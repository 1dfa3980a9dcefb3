package io.handfast.compression;

import java.io.IOException;
import java.io.InputStream;

/** One algorithm at work (RFC 8879 §4). */
interface Codec {
    boolean compresses();

    boolean decompresses();

    byte[] compress(byte[] content) throws IOException;

    /** The content, if it is exactly this long. */
    byte[] decompress(byte[] compressed, int length) throws IOException;

    /** All of a stream, if it is exactly this long; nothing beyond is kept. */
    static byte[] exactly(InputStream stream, int length) throws IOException {
        byte[] content = stream.readNBytes(length);
        // RFC 8879 §4: shorter and longer are faults alike
        if (content.length < length) {
            throw new IOException("it holds " + content.length + " bytes, but announces " + length);
        }
        if (stream.read() >= 0) {
            throw new IOException("it holds more than the " + length + " bytes that it announces");
        }
        return content;
    }
}
