package io.handfast.record;

import static io.handfast.iana.ContentType.ALERT;
import static io.handfast.iana.ContentType.APPLICATION_DATA;
import static io.handfast.iana.ContentType.CHANGE_CIPHER_SPEC;
import static io.handfast.iana.ContentType.HANDSHAKE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.iana.ContentType;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into the writer comes out as records: coalesced, split, in order, and whole. */
class RecordWriterTest {
    private final RecordWriter writer = new RecordWriter();

    static List<Keys> suites() {
        return Keys.all();
    }

    @Test
    void messagesShareARecord() {
        writer.handshake(Bytes.hex("0200000101"));
        writer.handshake(new byte[] {8, 0, 0, 0});
        assertTrue(writer.hasPending());
        assertEquals(14, writer.nextRecordLength());
        assertEquals(Bytes.hex("16030300090200000101" + "08000000"), drainAll());
        assertFalse(writer.hasPending());
        assertEquals(0, writer.nextRecordLength());
        assertEquals(0, writer.pendingLength());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "16383,1", "16384,1", "16385,2", "32768,2", "40000,3", "100000,7"})
    @Spec("RFC8446-5.1-9")
    void longMessagesAreSplit(int length, int records) {
        byte[] message = bytes(length);
        writer.handshake(message);
        List<byte[]> out = records();
        assertEquals(records, out.size());
        assertArrayEquals(message, contents(out));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 512, 4096})
    void theFragmentLimitHolds(int limit) {
        writer.limitFragments(limit);
        byte[] message = bytes(1000);
        writer.handshake(message);
        writer.handshake(message);
        List<byte[]> out = records();
        assertEquals((2000 + limit - 1) / limit, out.size());
        assertTrue(out.stream().allMatch(record -> record.length - 5 <= limit));
        byte[] all = contents(out);
        assertArrayEquals(message, Arrays.copyOfRange(all, 1000, 2000));
    }

    @Test
    @Spec({"RFC8446-5.1-15", "RFC8446-5.1-19", "RFC8446-D.5-11"})
    void onlyTheInitialClientHelloHasTheOldVersion() {
        byte[] hello = bytes(20000);
        hello[0] = 1;
        writer.handshake(hello);
        List<byte[]> initial = records();
        assertEquals(0x0301, RecordHeader.version(initial.get(0), 0));
        assertEquals(0x0303, RecordHeader.version(initial.get(1), 0));
        writer.handshake(hello);
        assertEquals(0x0303, RecordHeader.version(records().get(0), 0));
    }

    @Test
    void everythingLeavesInItsOrder() {
        writer.handshake(Bytes.hex("02000000"));
        writer.changeCipherSpec();
        writer.handshake(Bytes.hex("0b000000"));
        writer.alert(true, AlertDescription.HANDSHAKE_FAILURE);
        writer.alert(false, AlertDescription.CLOSE_NOTIFY);
        List<byte[]> out = records();
        assertEquals(
                List.of(HANDSHAKE, CHANGE_CIPHER_SPEC, HANDSHAKE, ALERT, ALERT),
                out.stream().map(record -> RecordHeader.type(record, 0)).toList());
        assertArrayEquals(new byte[] {20, 3, 3, 0, 1, 1}, out.get(1));
        assertArrayEquals(new byte[] {21, 3, 3, 0, 2, 2, 40}, out.get(3));
        assertArrayEquals(new byte[] {21, 3, 3, 0, 2, 1, 0}, out.get(4));
    }

    @ParameterizedTest
    @MethodSource("suites")
    @Spec({"RFC8446-4.4.4-4", "RFC8446-5.1-8"})
    void newKeysBeginWhereTheyWereSwitched(Keys keys) {
        writer.handshake(Bytes.hex("02000000"));
        writer.switchTo(keys.write());
        writer.handshake(Bytes.hex("08000000"));
        writer.compatibilityChangeCipherSpec();
        writer.alert(true, AlertDescription.DECODE_ERROR);
        List<byte[]> out = records();
        assertArrayEquals(Bytes.hex("160303000402000000").toArray(), out.get(0));
        assertArrayEquals(new byte[] {20, 3, 3, 0, 1, 1}, out.get(2));
        ReadProtection read = keys.read();
        OpenedRecord opened = new OpenedRecord();
        read.open(out.get(1), 0, out.get(1).length, opened);
        assertEquals(HANDSHAKE, opened.type());
        assertEquals(Bytes.hex("08000000"), Bytes.copyOf(opened.array(), opened.offset(), opened.length()));
        read.open(out.get(3), 0, out.get(3).length, opened);
        assertEquals(ALERT, opened.type());
    }

    @ParameterizedTest
    @MethodSource("suites")
    void flightsAreSplitAndSharedUnderEveryKey(Keys keys) {
        writer.limitFragments(300);
        writer.switchTo(keys.write());
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int length : new int[] {1, 299, 1, 298, 700, 301, 300}) {
            byte[] message = bytes(length);
            sent.writeBytes(message);
            writer.handshake(Bytes.copyOf(message));
        }
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        ReadProtection read = keys.read();
        OpenedRecord opened = new OpenedRecord();
        List<byte[]> out = records();
        for (byte[] record : out) {
            read.open(record, 0, record.length, opened);
            assertEquals(HANDSHAKE, opened.type());
            received.write(opened.array(), opened.offset(), opened.length());
        }
        assertEquals(7, out.size(), "1900 bytes, at most 300 in a record");
        assertArrayEquals(sent.toByteArray(), received.toByteArray());
    }

    @Test
    void onlyWholeRecordsAreDrained() {
        writer.handshake(bytes(20000));
        writer.alert(true, AlertDescription.DECODE_ERROR);
        int all = writer.pendingLength();
        byte[] out = new byte[all];
        assertEquals(0, writer.drain(out, 0, 5 + 16383));
        assertEquals(5 + 16384, writer.drain(out, 0, 5 + 16384));
        assertEquals(0, writer.drain(out, 5 + 16384, 10));
        assertEquals(all - 5 - 16384, writer.pendingLength());
        assertEquals(all - 5 - 16384, writer.drain(out, 5 + 16384, all - 5 - 16384));
        assertFalse(writer.hasPending());
        assertArrayEquals(bytes(20000), contents(split(out).subList(0, 2)));
    }

    /** What was marked waits until the last byte of it has left, wherever the queue moves meanwhile. */
    @Test
    void whatIsMarkedWaitsUntilItIsDrained() {
        RecordWriter writer = new RecordWriter();
        assertFalse(writer.markedWaits());
        writer.alert(false, AlertDescription.CLOSE_NOTIFY);
        writer.handshake(new byte[100]);
        writer.mark();
        writer.alert(false, AlertDescription.CLOSE_NOTIFY);
        byte[] out = new byte[200];
        assertEquals(7, writer.drain(out, 0, 7));
        writer.handshake(new byte[1000]);
        assertTrue(writer.markedWaits());
        assertEquals(105, writer.drain(out, 0, 105));
        assertFalse(writer.markedWaits());
        assertTrue(writer.hasPending());
    }

    @Test
    void drainingAndQueueingMayAlternate() {
        Random random = new Random(3);
        List<byte[]> out = new ArrayList<>();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        byte[] next = new byte[40000];
        for (int i = 0; i < 200; i++) {
            byte[] message = bytes(1 + random.nextInt(3000));
            sent.writeBytes(message);
            writer.handshake(message);
            if (random.nextBoolean()) {
                writer.flush();
            }
            if (random.nextBoolean()) {
                int length = writer.drain(next, 0, random.nextInt(next.length));
                out.addAll(split(Arrays.copyOf(next, length)));
            }
        }
        out.addAll(records());
        assertArrayEquals(sent.toByteArray(), contents(out));
        assertFalse(writer.hasPending());
        assertEquals(0, writer.pendingLength());
    }

    /** What was sealed before leaves, the rest does not stand in its way. */
    @Test
    void whatCannotBeSealedDoesNotWait() {
        Broken broken = new Broken();
        writer.switchTo(broken);
        assertThrows(IllegalStateException.class, () -> writer.alert(false, AlertDescription.CLOSE_NOTIFY));
        assertFalse(writer.hasPending());
        assertEquals(0, writer.pendingLength());
        assertEquals(0, writer.nextRecordLength());
        assertEquals(0, writer.drain(new byte[100], 0, 100));
        writer.compatibilityChangeCipherSpec();
        assertThrows(IllegalStateException.class, () -> writer.alert(false, AlertDescription.CLOSE_NOTIFY));
        assertEquals(6, writer.pendingLength());
        assertEquals(6, writer.drain(new byte[100], 0, 100));
        assertFalse(writer.hasPending());
    }

    /** As if the keys had been used up. */
    private static final class Broken implements WriteProtection {
        @Override
        public int maxOverhead() {
            return RecordHeader.LENGTH;
        }

        @Override
        public boolean isProtected() {
            return true;
        }

        @Override
        public int seal(ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
            throw new IllegalStateException("no record can be sealed");
        }

        @Override
        public long sealed() {
            return 0;
        }

        @Override
        public boolean limitReached() {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void applicationDataGoesStraightToTheCaller(Keys keys) {
        writer.switchTo(keys.write());
        byte[] data = bytes(1000);
        byte[] out = new byte[2000];
        int length = writer.sealApplicationData(data, 100, 800, out, 50);
        assertFalse(writer.hasPending());
        OpenedRecord opened = new OpenedRecord();
        keys.read().open(out, 50, length, opened);
        assertEquals(APPLICATION_DATA, opened.type());
        assertEquals(Bytes.copyOf(data, 100, 800), Bytes.copyOf(opened.array(), opened.offset(), opened.length()));
    }

    @Test
    void applicationDataDoesNotOvertake() {
        writer.switchTo(Keys.all().get(0).write());
        writer.handshake(Bytes.hex("18000001" + "00"));
        byte[] out = new byte[100];
        assertThrows(IllegalStateException.class, () -> writer.sealApplicationData(out, 0, 1, out, 0));
        drainAll();
        assertTrue(writer.sealApplicationData(out, 0, 1, out, 0) > 0);
    }

    @Test
    @Spec("RFC8446-5.1-20")
    void applicationDataNeedsKeysAndRoom() {
        byte[] data = new byte[20000];
        assertThrows(IllegalStateException.class, () -> writer.sealApplicationData(data, 0, 1, data, 0));
        writer.switchTo(Keys.all().get(0).write());
        assertThrows(IllegalArgumentException.class, () -> writer.sealApplicationData(data, 0, 16385, data, 0));
        writer.limitFragments(512);
        assertEquals(512, writer.fragmentLimit());
        assertThrows(IllegalArgumentException.class, () -> writer.sealApplicationData(data, 0, 513, data, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 16385})
    void impossibleLimitsAreRefused(int limit) {
        assertThrows(IllegalArgumentException.class, () -> writer.limitFragments(limit));
    }

    private Bytes drainAll() {
        byte[] out = new byte[writer.pendingLength()];
        assertEquals(out.length, writer.drain(out, 0, out.length));
        return Bytes.owning(out);
    }

    private List<byte[]> records() {
        return split(drainAll().toArray());
    }

    private static List<byte[]> split(byte[] bytes) {
        List<byte[]> out = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int length = 5 + RecordHeader.fragmentLength(bytes, at);
            out.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        return out;
    }

    private static byte[] contents(List<byte[]> records) {
        int length = records.stream().mapToInt(record -> record.length - 5).sum();
        byte[] out = new byte[length];
        int at = 0;
        for (byte[] record : records) {
            assertEquals(ContentType.HANDSHAKE, RecordHeader.type(record, 0));
            System.arraycopy(record, 5, out, at, record.length - 5);
            at += record.length - 5;
        }
        return out;
    }

    /** Does not look like a ClientHello. */
    private static byte[] bytes(int length) {
        byte[] out = new byte[length];
        new Random(length).nextBytes(out);
        out[0] = 11;
        return out;
    }
}
