package io.handfast.interop;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import io.netty.handler.ssl.OpenSslCertificateCompressionAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLEngine;
import org.brotli.dec.BrotliInputStream;

/** How BoringSSL compresses certificates in a test, and how often it was asked to (RFC 8879 §3). */
final class CountingCompression implements OpenSslCertificateCompressionAlgorithm {

    private final AtomicInteger compressed = new AtomicInteger();
    private final AtomicInteger decompressed = new AtomicInteger();
    private final Form form;

    /** The registered forms. */
    enum Form {
        ZLIB(1) {
            @Override
            byte[] compress(byte[] content) throws IOException {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
                    deflater.write(content);
                }
                return out.toByteArray();
            }

            @Override
            byte[] decompress(byte[] content, int length) throws IOException {
                return new InflaterInputStream(new ByteArrayInputStream(content)).readAllBytes();
            }
        },
        BROTLI(2) {
            @Override
            byte[] compress(byte[] content) throws IOException {
                Brotli4jLoader.ensureAvailability();
                return Encoder.compress(content);
            }

            @Override
            byte[] decompress(byte[] content, int length) throws IOException {
                return new BrotliInputStream(new ByteArrayInputStream(content)).readAllBytes();
            }
        },
        ZSTD(3) {
            @Override
            byte[] compress(byte[] content) {
                return Zstd.compress(content);
            }

            @Override
            byte[] decompress(byte[] content, int length) {
                return Zstd.decompress(content, length);
            }
        };

        private final int codePoint;

        Form(int codePoint) {
            this.codePoint = codePoint;
        }

        abstract byte[] compress(byte[] content) throws IOException;

        abstract byte[] decompress(byte[] content, int length) throws IOException;
    }

    CountingCompression(Form form) {
        this.form = form;
    }

    int compressed() {
        return compressed.get();
    }

    int decompressed() {
        return decompressed.get();
    }

    @Override
    public byte[] compress(SSLEngine engine, byte[] content) throws IOException {
        compressed.incrementAndGet();
        return form.compress(content);
    }

    @Override
    public byte[] decompress(SSLEngine engine, int length, byte[] content) throws IOException {
        decompressed.incrementAndGet();
        return form.decompress(content, length);
    }

    @Override
    public int algorithmId() {
        return form.codePoint;
    }
}
