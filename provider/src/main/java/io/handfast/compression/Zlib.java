package io.handfast.compression;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The format of zlib, from the JDK (RFC 1950). */
final class Zlib implements Codec {
    @Override
    public boolean compresses() {
        return true;
    }

    @Override
    public boolean decompresses() {
        return true;
    }

    @Override
    public byte[] compress(byte[] content) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length);
            try (DeflaterOutputStream out = new DeflaterOutputStream(compressed, deflater)) {
                out.write(content);
            }
            return compressed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    @Override
    public byte[] decompress(byte[] compressed, int length) throws IOException {
        Inflater inflater = new Inflater();
        try (InflaterInputStream in =
                new InflaterInputStream(new ByteArrayInputStream(compressed), inflater, compressed.length + 1)) {
            byte[] content = Codec.exactly(in, length);
            if (inflater.getRemaining() > 0) {
                throw new IOException("something follows its end");
            }
            return content;
        } finally {
            inflater.end();
        }
    }
}
