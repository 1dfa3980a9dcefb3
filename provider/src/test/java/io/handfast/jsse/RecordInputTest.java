package io.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.record.RecordHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records off a stream, however their bytes arrive, with and without reading ahead. */
class RecordInputTest {
    private static final RecordInput.Lengths LENGTHS = (array, offset, available) ->
            RecordHeader.LENGTH + ((array[offset + 3] & 0xff) << 8 | array[offset + 4] & 0xff);

    /** Gives at most so many bytes at once, counts the reads, and times out before every n-th. */
    private static final class Arriving extends InputStream {
        private final ByteArrayInputStream bytes;
        private final int atOnce;
        private final int timeOut;
        private int asked;
        private int reads;

        Arriving(byte[] bytes, int atOnce, int timeOut) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.atOnce = atOnce;
            this.timeOut = timeOut;
        }

        @Override
        public int read() {
            throw new AssertionError("byte by byte is too slow");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            assertTrue(length > 0, "a read of nothing");
            if (++asked % timeOut == 0) {
                throw new SocketTimeoutException();
            }
            reads++;
            return bytes.read(target, offset, Math.min(length, atOnce));
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public long skip(long count) {
            return bytes.skip(count);
        }
    }

    private static List<byte[]> records(int... lengths) {
        Random random = new Random(5);
        List<byte[]> records = new ArrayList<>();
        for (int length : lengths) {
            byte[] record = new byte[RecordHeader.LENGTH + length];
            random.nextBytes(record);
            record[3] = (byte) (length >>> 8);
            record[4] = (byte) length;
            records.add(record);
        }
        return records;
    }

    private static byte[] joined(List<byte[]> records) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        records.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] next(RecordInput input) throws IOException {
        boolean there = false;
        while (!there) {
            try {
                assertTrue(input.next(LENGTHS), "the stream ended too early");
                there = true;
            } catch (SocketTimeoutException again) {
                assertEquals(0, input.length(), "half a record counts as one");
            }
        }
        byte[] record = Arrays.copyOfRange(input.record(), input.start(), input.start() + input.length());
        input.release();
        return record;
    }

    @ParameterizedTest
    @CsvSource({
        "true, 1, 1000000",
        "false, 1, 1000000",
        "true, 7, 2",
        "false, 7, 2",
        "true, 1000, 3",
        "false, 1000, 3",
        "true, 20000, 1000000",
        "false, 20000, 1000000",
        "true, 1000000, 2"
    })
    void everyRecordComesWholeHoweverItArrives(boolean readAhead, int atOnce, int timeOut) throws IOException {
        List<byte[]> records = records(1, 0, 18_432, 18_432, 300, 16_401, 5, 17_000, 17_000, 18_432, 40, 1);
        RecordInput input = new RecordInput(new Arriving(joined(records), atOnce, timeOut), readAhead);
        for (byte[] record : records) {
            assertArrayEquals(record, next(input));
        }
        assertEquals(0, input.record().length, "an idle connection holds no array");
        RecordInput.Lengths nobody = (array, offset, available) -> {
            throw new AssertionError("there is no record");
        };
        boolean ended = false;
        while (!ended) {
            try {
                ended = !input.next(nobody);
            } catch (SocketTimeoutException again) {
                assertEquals(0, input.length());
            }
        }
    }

    /** Where nobody asks for the next record, what is there of it keeps no array that others could use. */
    @ParameterizedTest
    @CsvSource({"true, 7, 2", "true, 1000, 3", "false, 1000, 1000000", "true, 20000, 1000000", "true, 1000000, 2"})
    void aRestBetweenTwoRecords(boolean readAhead, int atOnce, int timeOut) throws IOException {
        List<byte[]> records = records(1, 0, 18_432, 18_432, 300, 200, 16_401, 5, 17_000, 17_000, 18_432, 40, 1);
        RecordInput input = new RecordInput(new Arriving(joined(records), atOnce, timeOut), readAhead);
        boolean rested = false;
        for (byte[] record : records) {
            int held = input.record().length;
            input.rest();
            rested |= input.record().length < held;
            assertArrayEquals(record, next(input));
        }
        assertEquals(readAhead, rested);
        assertEquals(0, input.record().length, "an idle connection holds no array");
        assertTrue(RecordArrays.borrow().length == SessionView.PACKET_BUFFER_SIZE, "an array of a rest went to others");
    }

    @Test
    void oneReadTakesWhatHasArrived() throws IOException {
        List<byte[]> records = records(100, 100, 100, 100, 100, 100, 100, 100, 100, 100);
        Arriving all = new Arriving(joined(records), 1_000_000, 1_000_000);
        RecordInput ahead = new RecordInput(all, true);
        for (byte[] record : records) {
            assertArrayEquals(record, next(ahead));
        }
        assertEquals(2, all.reads, "the first header, then all the rest");
    }

    /** The first header, the rest of an array for one record, and then arrays for several. */
    @Test
    void oneReadTakesSeveralRecordsWhenManyHaveArrived() throws IOException {
        int[] lengths = new int[40];
        Arrays.fill(lengths, 16_401);
        List<byte[]> records = records(lengths);
        Arriving all = new Arriving(joined(records), 1_000_000, 1_000_000);
        RecordInput ahead = new RecordInput(all, true);
        for (byte[] record : records) {
            assertArrayEquals(record, next(ahead));
        }
        assertTrue(all.reads <= 13, () -> all.reads + " reads for 656,240 bytes in steps of up to 73,748");
        assertEquals(0, ahead.record().length, "an idle connection holds no array");
    }

    @Test
    void anArrayForSeveralRecordsIsHeldOnlyWhileSeveralArrive() throws IOException {
        List<byte[]> burst = records(16_401, 16_401, 16_401, 16_401, 16_401);
        List<byte[]> single = records(100, 100, 100);
        InputStream stream = new ByteArrayInputStream(joined(burst));
        for (byte[] record : single) {
            stream = new SequenceInputStream(stream, new ByteArrayInputStream(record));
        }
        RecordInput input = new RecordInput(stream, true);
        for (byte[] record : burst) {
            assertArrayEquals(record, next(input));
        }
        assertArrayEquals(single.get(0), next(input));
        assertArrayEquals(single.get(1), next(input));
        assertTrue(input.next(LENGTHS));
        assertEquals(SessionView.PACKET_BUFFER_SIZE, input.record().length);
        input.release();
    }

    @Test
    void withoutReadingAheadWhatFollowsStaysInTheStream() throws IOException {
        List<byte[]> records = records(100, 300);
        byte[] behind = {1, 2, 3, 4, 5, 6, 7};
        Arriving stream = new Arriving(joined(List.of(records.get(0), records.get(1), behind)), 1_000_000, 1_000_000);
        RecordInput input = new RecordInput(stream, false);
        next(input);
        next(input);
        assertEquals(behind.length, stream.available());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEndWithinARecordIsAnError(boolean readAhead) throws IOException {
        List<byte[]> records = records(10, 20);
        byte[] whole = joined(records);
        for (int length = 0; length < whole.length; length++) {
            RecordInput input =
                    new RecordInput(new Arriving(Arrays.copyOf(whole, length), 1_000_000, 1_000_000), readAhead);
            boolean first = length >= 15;
            if (first) {
                assertArrayEquals(records.get(0), next(input));
            }
            if (length == 0 || length == 15) {
                assertFalse(input.next(LENGTHS));
            } else {
                assertThrows(EOFException.class, () -> input.next(LENGTHS), "cut after " + length);
            }
        }
    }

    @Test
    void whatIsDiscardedIsGoneAlsoWhatWasReadAhead() throws IOException {
        Arriving stream = new Arriving(joined(records(10, 10, 18_000, 18_000)), 1_000_000, 1_000_000);
        RecordInput input = new RecordInput(stream, true);
        next(input);
        input.discardAvailable(1_000_000);
        assertEquals(0, input.record().length);
        assertEquals(0, stream.available());
    }
}
