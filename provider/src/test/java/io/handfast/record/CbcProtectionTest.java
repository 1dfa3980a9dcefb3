package io.handfast.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.iana.ContentType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.WriteKeys;
import io.handfast.suite.BulkCipher;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuites;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of CBC suites: round trips in every version, and one answer to every corruption. */
class CbcProtectionTest {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);

    static List<CipherSpec> specs() {
        List<CipherSpec> specs = new ArrayList<>();
        for (String name : List.of(
                "TLS_RSA_WITH_AES_128_CBC_SHA",
                "TLS_RSA_WITH_AES_256_CBC_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                "TLS_RSA_WITH_3DES_EDE_CBC_SHA")) {
            CipherSuite12 suite = (CipherSuite12) CipherSuites.byName(name).orElseThrow();
            for (ProtocolVersion version :
                    List.of(ProtocolVersion.TLS10, ProtocolVersion.TLS11, ProtocolVersion.TLS12)) {
                if (version == ProtocolVersion.TLS12 || suite.usableBefore12()) {
                    specs.add(new CipherSpec(version, suite, false));
                    specs.add(new CipherSpec(version, suite, true));
                }
            }
        }
        return specs;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void whatIsSealedOpens(CipherSpec spec) {
        WriteProtection write = write(spec);
        ReadProtection read = read(spec);
        Random random = new Random(1);
        for (int length : new int[] {0, 1, 2, 15, 16, 17, 100, 255, 256, 1000, 16383, 16384}) {
            byte[] content = new byte[length];
            random.nextBytes(content);
            byte[] out = new byte[7 + length + write.maxOverhead()];
            // In place, too: the content may lie where the record goes.
            System.arraycopy(content, 0, out, 7, length);
            int sealed = write.seal(ContentType.APPLICATION_DATA, out, 7, length, out, 7);
            assertArrayEquals(content, openAll(read, spec, Arrays.copyOfRange(out, 7, 7 + sealed)));
        }
        assertEquals(write.sealed(), read.opened());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void everyCorruptionGivesTheSameAlert(CipherSpec spec) {
        TreeSet<String> answers = new TreeSet<>();
        byte[] sealed = sealOne(write(spec), new byte[30]);
        int opened = 0;
        for (int position = RecordHeader.LENGTH; position < sealed.length; position++) {
            for (int difference = 1; difference < 256; difference <<= 1) {
                byte[] changed = sealed.clone();
                changed[position] ^= (byte) difference;
                answers.add(answer(spec, changed));
                opened++;
            }
        }
        // The type and the version are covered as well; the length of the record is what it is.
        for (int type : new int[] {20, 21, 23}) {
            byte[] changed = sealed.clone();
            changed[0] = (byte) type;
            answers.add(answer(spec, changed));
        }
        for (int length = RecordHeader.LENGTH; length < sealed.length; length++) {
            answers.add(answer(spec, Arrays.copyOf(sealed, length)));
        }
        // Out of order: the second record cannot be the first.
        WriteProtection write = write(spec);
        sealOne(write, new byte[30]);
        answers.add(answer(spec, sealOne(write, new byte[30])));
        assertTrue(opened > 8 * 30);
        assertEquals(1, answers.size(), answers::toString);
        assertTrue(answers.first().startsWith(AlertDescription.BAD_RECORD_MAC.name()), answers::first);
    }

    /** Whoever knew the encryption key alone could send any padding; each has the same answer. */
    @ParameterizedTest
    @MethodSource("specs")
    void everyWrongPaddingGivesTheSameAlert(CipherSpec spec) throws Exception {
        if (spec.encryptThenMac()) {
            return;
        }
        int block = spec.suite().bulkCipher().fixedIvLength(ProtocolVersion.TLS10);
        int iv = spec.version() == ProtocolVersion.TLS10 ? 0 : block;
        TreeSet<String> answers = new TreeSet<>();
        for (int last = 0; last < 256; last++) {
            for (int before : new int[] {0, last, 255}) {
                byte[] plain = new byte[8 * 16 + iv];
                Arrays.fill(plain, iv, plain.length, (byte) before);
                plain[plain.length - 1] = (byte) last;
                answers.add(answer(spec, encrypted(spec, plain, iv, block)));
            }
        }
        assertEquals(1, answers.size(), answers::toString);
        assertTrue(answers.first().startsWith(AlertDescription.BAD_RECORD_MAC.name()), answers::first);
    }

    @Test
    void tls10SplitsApplicationDataAndNothingElse() {
        CipherSpec spec = specs().get(0);
        assertEquals(ProtocolVersion.TLS10, spec.version());
        WriteProtection write = write(spec);
        byte[] out = new byte[100 + write.maxOverhead()];
        write.seal(ContentType.HANDSHAKE, new byte[100], 0, 100, out, 0);
        assertEquals(1, write.sealed());
        write.seal(ContentType.APPLICATION_DATA, new byte[100], 0, 100, out, 0);
        assertEquals(3, write.sealed());
        write.seal(ContentType.APPLICATION_DATA, new byte[1], 0, 1, out, 0);
        assertEquals(4, write.sealed());
        assertFalse(Arrays.equals(
                sealOne(write(specs().get(2)), new byte[1]), sealOne(write(specs().get(2)), new byte[1])));
    }

    @Test
    void refusesMoreContentThanARecordTakes() {
        for (CipherSpec spec : specs()) {
            byte[] record = new byte[RecordHeader.LENGTH + (1 << 14) + 2049];
            RecordHeader.write(
                    record, 0, ContentType.APPLICATION_DATA, spec.version().code(), (1 << 14) + 2049);
            assertTrue(answer(spec, record).startsWith(AlertDescription.RECORD_OVERFLOW.name()));
            WriteProtection write = write(spec);
            byte[] out = new byte[(1 << 14) + 1 + write.maxOverhead()];
            int sealed = write.seal(ContentType.HANDSHAKE, new byte[(1 << 14) + 1], 0, (1 << 14) + 1, out, 0);
            assertTrue(answer(spec, Arrays.copyOf(out, sealed)).startsWith(AlertDescription.RECORD_OVERFLOW.name()));
        }
    }

    private static byte[] encrypted(CipherSpec spec, byte[] plain, int iv, int block) throws Exception {
        String algorithm = block == 8 ? "DESede" : "AES";
        Cipher cipher = Cipher.getInstance(algorithm + "/CBC/NoPadding");
        byte[] ivBytes =
                spec.version() == ProtocolVersion.TLS10 ? keys(spec).iv().reveal() : new byte[block];
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(keys(spec).key().reveal(), algorithm),
                new IvParameterSpec(ivBytes));
        byte[] record = new byte[RecordHeader.LENGTH + plain.length];
        RecordHeader.write(
                record, 0, ContentType.APPLICATION_DATA, spec.version().code(), plain.length);
        cipher.doFinal(plain, iv, plain.length - iv, record, RecordHeader.LENGTH + iv);
        return record;
    }

    private static String answer(CipherSpec spec, byte[] record) {
        TlsException fault =
                assertThrows(TlsException.class, () -> read(spec).open(record, 0, record.length, new OpenedRecord()));
        return fault.alert().name() + " " + fault.getMessage();
    }

    private static byte[] sealOne(WriteProtection write, byte[] content) {
        byte[] out = new byte[content.length + write.maxOverhead()];
        return Arrays.copyOf(out, write.seal(ContentType.HANDSHAKE, content, 0, content.length, out, 0));
    }

    private static byte[] openAll(ReadProtection read, CipherSpec spec, byte[] records) {
        byte[] content = {};
        OpenedRecord opened = new OpenedRecord();
        for (int at = 0; at < records.length; ) {
            assertEquals(spec.version().code(), RecordHeader.version(records, at));
            int length = RecordHeader.LENGTH + RecordHeader.fragmentLength(records, at);
            read.open(records, at, length, opened);
            int end = content.length;
            content = Arrays.copyOf(content, end + opened.length());
            System.arraycopy(opened.array(), opened.offset(), content, end, opened.length());
            at += length;
        }
        return content;
    }

    private static WriteProtection write(CipherSpec spec) {
        return Protections.write12(JCA, new SecureRandom(), spec, keys(spec));
    }

    private static ReadProtection read(CipherSpec spec) {
        return Protections.read12(JCA, spec, keys(spec));
    }

    private static WriteKeys keys(CipherSpec spec) {
        BulkCipher cipher = spec.suite().bulkCipher();
        Random random = new Random(2);
        return new WriteKeys(
                secret(random, cipher.macKeyLength()),
                secret(random, cipher.keyLength()),
                secret(random, cipher.fixedIvLength(spec.version())));
    }

    private static Secret secret(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Secret.owning(bytes);
    }
}
