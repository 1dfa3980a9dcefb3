package io.handfast.record;

import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;
import static io.handfast.alert.AlertDescription.RECORD_OVERFLOW;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.iana.ContentType;
import io.handfast.testing.Spec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the header and the rules that span records. */
class RecordReaderTest {
    private final HandshakeJoiner joiner = new HandshakeJoiner();
    private final RecordReader reader = new RecordReader(joiner);
    private final OpenedRecord opened = new OpenedRecord();

    static List<Keys> suites() {
        return Keys.all();
    }

    @Test
    void anIncompleteHeaderSaysNothing() {
        byte[] header = {22, 3, 1, 0, 10};
        for (int available = 0; available < 5; available++) {
            assertEquals(0, reader.recordLength(header, 0, available));
        }
        assertEquals(15, reader.recordLength(header, 0, 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0300, 0x0301, 0x0302, 0x0303, 0x0304, 0x03ff})
    @Spec({"RFC8446-5.1-16", "RFC8446-D-1", "RFC8446-D.2-4"})
    void everyVersionWithMajorThreeIsTaken(int version) {
        byte[] header = {0, 22, (byte) (version >> 8), (byte) version, 0, 1, 0};
        assertEquals(6, reader.recordLength(header, 1, 6));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0002, 0x0200, 0x0403, 0xfefd})
    void otherVersionsAreRefused(int version) {
        byte[] header = {22, (byte) (version >> 8), (byte) version, 0, 1};
        Faults.expect(PROTOCOL_VERSION, () -> reader.recordLength(header, 0, 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 24, 25, 255})
    @Spec("RFC8446-5-5")
    void unknownTypesAreUnexpected(int type) {
        byte[] header = {(byte) type, 3, 3, 0, 1};
        Faults.expect(UNEXPECTED_MESSAGE, () -> reader.recordLength(header, 0, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "'GET / HTTP/1.1',plain HTTP",
        "'POST /x',plain HTTP",
        "'HTTP/1.1 400',plain HTTP",
        "'SSH-2.0-x',another protocol",
        "'220 mail',another protocol",
        "'EHLO x',another protocol"
    })
    void otherProtocolsAreNamed(String text, String hint) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        String reason = Faults.expect(UNEXPECTED_MESSAGE, () -> reader.recordLength(bytes, 0, bytes.length));
        assertTrue(reason.contains(hint), reason);
    }

    @Test
    @Spec("RFC8446-D.5-7")
    void anSsl2HelloIsNamed() {
        byte[] hello = {(byte) 0x80, 0x2e, 1, 3, 1};
        String reason = Faults.expect(PROTOCOL_VERSION, () -> reader.recordLength(hello, 0, hello.length));
        assertTrue(reason.contains("SSL 2.0"), reason);
    }

    @Test
    @Spec({"RFC8446-5.1-17", "RFC8446-5.1-18"})
    void theLengthLimitOfPlaintext() {
        assertEquals(5 + 16384, reader.recordLength(header(16384), 0, 5));
        Faults.expect(RECORD_OVERFLOW, () -> reader.recordLength(header(16385), 0, 5));
        byte[] tooLong = new byte[5 + 16385];
        System.arraycopy(header(16385), 0, tooLong, 0, 5);
        Faults.expect(RECORD_OVERFLOW, () -> reader.open(tooLong, 0, tooLong.length, opened));
    }

    @ParameterizedTest
    @MethodSource("suites")
    @Spec({"RFC8446-5.2-1", "RFC8446-5.2-2", "RFC8446-5.2-5"})
    void theLengthLimitUnderProtection(Keys keys) {
        reader.switchTo(keys.read());
        int limit = 16384 + (keys.is13() ? 256 : 2048);
        assertEquals(5 + limit, reader.recordLength(header(limit), 0, 5));
        Faults.expect(RECORD_OVERFLOW, () -> reader.recordLength(header(limit + 1), 0, 5));
        Faults.expect(RECORD_OVERFLOW, () -> reader.recordLength(header(65535), 0, 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 22})
    void onlyApplicationDataMayBeEmpty(int type) {
        byte[] record = {(byte) type, 3, 3, 0, 0};
        Faults.expect(UNEXPECTED_MESSAGE, () -> reader.open(record, 0, 5, opened));
    }

    @ParameterizedTest
    @MethodSource("suites")
    @Spec({"RFC8446-5.4-3", "RFC8446-5.4-4"})
    void emptyHandshakeRecordsAreRefusedUnderProtectionToo(Keys keys) {
        reader.switchTo(keys.read());
        byte[] record = new byte[100];
        int length = keys.write().seal(ContentType.HANDSHAKE, record, 0, 0, record, 0);
        Faults.expect(UNEXPECTED_MESSAGE, () -> reader.open(record, 0, length, opened));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void aFloodOfEmptyRecordsEndsTheConnection(Keys keys) {
        WriteProtection write = keys.write();
        reader.switchTo(keys.read());
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 32; i++) {
                applicationData(write, 0);
            }
            applicationData(write, 1);
        }
        for (int i = 0; i < 32; i++) {
            applicationData(write, 0);
        }
        Faults.expect(UNEXPECTED_MESSAGE, () -> applicationData(write, 0));
    }

    @Test
    void aFloodOfDroppedRecordsEndsTheConnection() {
        byte[] change = {20, 3, 3, 0, 1, 1};
        for (int i = 0; i < 32; i++) {
            assertTrue(reader.isCompatibilityChangeCipherSpec(change, 0, 6));
        }
        Faults.expect(UNEXPECTED_MESSAGE, () -> reader.isCompatibilityChangeCipherSpec(change, 0, 6));
    }

    @Test
    @Spec({"RFC8446-4.2.2-4", "RFC8446-5-1", "RFC8446-5-2"})
    void theCompatibilityRecordIsOneByteOfOne() {
        byte[] other = {20, 3, 3, 0, 1, 2};
        byte[] longer = {20, 3, 3, 0, 2, 1, 1};
        byte[] empty = {20, 3, 3, 0, 0};
        Faults.expect(UNEXPECTED_MESSAGE, () -> reader.isCompatibilityChangeCipherSpec(other, 0, 6));
        Faults.expect(UNEXPECTED_MESSAGE, () -> reader.isCompatibilityChangeCipherSpec(longer, 0, 7));
        Faults.expect(UNEXPECTED_MESSAGE, () -> reader.isCompatibilityChangeCipherSpec(empty, 0, 5));
        assertFalse(reader.isCompatibilityChangeCipherSpec(new byte[] {22, 3, 3, 0, 1, 1}, 0, 6));
    }

    @Test
    @Spec({"RFC8446-5.1-3", "RFC8446-5.1-4"})
    void nothingComesBetweenThePartsOfAMessage() {
        byte[] part = {22, 3, 3, 0, 1, 1};
        reader.open(part, 0, 6, opened);
        joiner.add(opened.array(), opened.offset(), opened.length());
        byte[] change = {20, 3, 3, 0, 1, 1};
        byte[] alert = {21, 3, 3, 0, 2, 1, 0};
        Faults.expect(UNEXPECTED_MESSAGE, () -> reader.isCompatibilityChangeCipherSpec(change, 0, 6));
        Faults.expect(UNEXPECTED_MESSAGE, () -> reader.open(change, 0, 6, opened));
        Faults.expect(UNEXPECTED_MESSAGE, () -> reader.open(alert, 0, 7, opened));
        Faults.expect(
                UNEXPECTED_MESSAGE, () -> reader.switchTo(Keys.all().get(0).read()));
        assertFalse(reader.protection().isProtected());
        reader.open(part, 0, 6, opened);
        assertEquals(ContentType.HANDSHAKE, opened.type());
    }

    @Test
    void newKeysTakeEffectAtOnce() {
        ReadProtection next = Keys.all().get(0).read();
        reader.switchTo(next);
        assertSame(next, reader.protection());
    }

    private void applicationData(WriteProtection write, int length) {
        byte[] record = new byte[100];
        int sealed = write.seal(ContentType.APPLICATION_DATA, new byte[length], 0, length, record, 0);
        reader.open(record, 0, sealed, opened);
        assertEquals(length, opened.length());
    }

    private static byte[] header(int length) {
        return new byte[] {23, 3, 3, (byte) (length >> 8), (byte) length};
    }
}
