package io.handfast.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The algorithms there and back, and what is not theirs (RFC 8879 §4). */
class CompressionAlgorithmTest {
    private static final byte[] CHAIN = chain();

    private static byte[] chain() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (X509Certificate certificate :
                TestCa.of(KeyKind.RSA).localhost(KeyKind.RSA).chain()) {
            try {
                bytes.writeBytes(certificate.getEncoded());
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void thereAndBack(CompressionAlgorithm algorithm) throws IOException {
        assertTrue(algorithm.compresses() && algorithm.decompresses(), "its library is on the class path of this test");
        byte[] compressed = algorithm.compress(CHAIN);
        assertTrue(compressed.length < CHAIN.length);
        assertArrayEquals(CHAIN, algorithm.decompress(compressed, CHAIN.length));
    }

    @ParameterizedTest
    @EnumSource
    void theLengthMustBeTheOneAnnounced(CompressionAlgorithm algorithm) throws IOException {
        byte[] compressed = algorithm.compress(CHAIN);
        for (int length : new int[] {0, 1, CHAIN.length - 1, CHAIN.length + 1, 1 << 20}) {
            assertThrows(IOException.class, () -> algorithm.decompress(compressed, length), () -> "as " + length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aShortMessageDoesNotBecomeALongOne(CompressionAlgorithm algorithm) throws IOException {
        byte[] bomb = algorithm.compress(new byte[1 << 20]);
        assertThrows(IOException.class, () -> algorithm.decompress(bomb, 4096));
    }

    @ParameterizedTest
    @EnumSource
    void truncatedAtEveryByteItIsRefused(CompressionAlgorithm algorithm) throws IOException {
        byte[] compressed = algorithm.compress(CHAIN);
        for (int length = 0; length < compressed.length; length += length < 64 ? 1 : 37) {
            byte[] cut = Arrays.copyOf(compressed, length);
            assertThrows(
                    IOException.class, () -> algorithm.decompress(cut, CHAIN.length), () -> "cut to " + cut.length);
        }
    }

    /** Whatever comes out of alteration, it is either the announced length or an IOException, never another fault. */
    @ParameterizedTest
    @EnumSource
    void alteredItEndsInOneKindOfFaultAtTheMost(CompressionAlgorithm algorithm) throws IOException {
        Random random = new Random(8879);
        byte[] compressed = algorithm.compress(CHAIN);
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            byte[] altered = compressed.clone();
            altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertEquals(CHAIN.length, algorithm.decompress(altered, CHAIN.length).length);
            } catch (IOException expected) {
                refused++;
            }
        }
        // Only zlib has a check sum always; bits of padding at the end are not covered by it.
        assertTrue(algorithm != CompressionAlgorithm.ZLIB || refused > 90, () -> algorithm.ianaName());
    }

    @Test
    void nothingMayFollowTheEndInZlib() throws IOException {
        byte[] compressed = CompressionAlgorithm.ZLIB.compress(CHAIN);
        byte[] longer = Arrays.copyOf(compressed, compressed.length + 1);
        assertThrows(IOException.class, () -> CompressionAlgorithm.ZLIB.decompress(longer, CHAIN.length));
    }

    @Test
    void isFoundByCodePointAndByName() {
        for (CompressionAlgorithm algorithm : CompressionAlgorithm.values()) {
            assertEquals(Optional.of(algorithm), CompressionAlgorithm.byCodePoint(algorithm.codePoint()));
            assertEquals(Optional.of(algorithm), CompressionAlgorithm.byName(algorithm.ianaName()));
        }
        assertEquals(1, CompressionAlgorithm.ZLIB.codePoint());
        assertEquals(2, CompressionAlgorithm.BROTLI.codePoint());
        assertEquals(3, CompressionAlgorithm.ZSTD.codePoint());
        assertEquals(Optional.empty(), CompressionAlgorithm.byCodePoint(4));
        assertEquals(Optional.empty(), CompressionAlgorithm.byName("gzip"));
    }

    @Test
    void chainsAreCompressedOnceAndForgottenInTurn() throws IOException {
        CompressedChains chains = new CompressedChains();
        Bytes first = chains.compress(CompressionAlgorithm.ZLIB, Bytes.copyOf(CHAIN));
        for (int i = 0; i < 2 * CompressedChains.MOST; i++) {
            chains.compress(CompressionAlgorithm.ZLIB, Bytes.copyOf(new byte[i]));
            assertSame(
                    first, chains.compress(CompressionAlgorithm.ZLIB, Bytes.copyOf(CHAIN)), "still wanted, still kept");
        }
        assertEquals(CompressedChains.MOST, chains.size());
    }
}
