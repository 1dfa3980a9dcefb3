package io.handfast.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.Aead;
import io.handfast.crypto.aead.AeadAlgorithm;
import io.handfast.iana.ContentType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.WriteKeys;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuites;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A peer that sends more than was agreed is refused with record_overflow (RFC 8449 §4). */
class RecordReaderLimitTest {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);

    @ParameterizedTest
    @CsvSource({"TLS_RSA_WITH_AES_128_GCM_SHA256, 4, 16, 0", "TLS_RSA_WITH_AES_128_CBC_SHA, 0, 16, 20"})
    void tls12(String suite, int iv, int key, int macKey) {
        CipherSpec spec = new CipherSpec(
                ProtocolVersion.TLS12,
                (CipherSuite12) CipherSuites.byName(suite).orElseThrow(),
                false);
        WriteProtection write = Protections.write12(JCA, new SecureRandom(), spec, keys(macKey, key, iv));
        RecordReader reader = limited(Protections.read12(JCA, spec, keys(macKey, key, iv)));
        assertEquals(100, open(reader, seal(write, 100)).length());
        byte[] longer = seal(write, 101);
        TlsException fault = assertThrows(TlsException.class, () -> open(reader, longer));
        assertEquals(AlertDescription.RECORD_OVERFLOW, fault.alert());
    }

    @Test
    void paddingCountsInTls13() {
        Secret iv = Secret.zeros(12);
        RecordReader reader =
                limited(new AeadRead13(AeadAlgorithm.AES_128_GCM.opening(JCA, Secret.zeros(16)), iv, Long.MAX_VALUE));
        assertEquals(60, open(reader, padded(0, 60, 40)).length());
        TlsException fault = assertThrows(TlsException.class, () -> open(reader, padded(1, 60, 41)));
        assertEquals(AlertDescription.RECORD_OVERFLOW, fault.alert());
    }

    @Test
    void whatIsNotProtectedIsNotLimited() {
        RecordReader reader = limited(Protections.plaintextRead());
        byte[] record = seal(Protections.plaintextWrite(), 101);
        assertEquals(101, open(reader, record).length());
    }

    private static RecordReader limited(ReadProtection protection) {
        RecordReader reader = new RecordReader(new HandshakeJoiner());
        reader.switchTo(protection);
        reader.limitContent(100);
        return reader;
    }

    private static OpenedRecord open(RecordReader reader, byte[] record) {
        OpenedRecord opened = new OpenedRecord();
        reader.open(record, 0, record.length, opened);
        return opened;
    }

    private static byte[] seal(WriteProtection write, int length) {
        byte[] out = new byte[length + write.maxOverhead()];
        return Arrays.copyOf(out, write.seal(ContentType.HANDSHAKE, new byte[length], 0, length, out, 0));
    }

    private static byte[] padded(int number, int content, int padding) {
        int inner = content + 1 + padding;
        byte[] record = new byte[RecordHeader.LENGTH + inner + 16];
        RecordHeader.write(record, 0, ContentType.APPLICATION_DATA, RecordHeader.VERSION, inner + 16);
        record[RecordHeader.LENGTH + content] = (byte) ContentType.APPLICATION_DATA.code();
        Aead aead = AeadAlgorithm.AES_128_GCM.sealing(JCA, Secret.zeros(16));
        byte[] nonce = new byte[12];
        nonce[11] = (byte) number;
        aead.seal(nonce, record, 0, 5, record, 5, inner, record, 5);
        return record;
    }

    private static WriteKeys keys(int macKey, int key, int iv) {
        return new WriteKeys(Secret.zeros(macKey), Secret.zeros(key), Secret.zeros(iv));
    }
}
