package io.handfast.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written comes out whole, however much room was made for it. */
class WireWriterTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 256})
    void theCapacityIsNoMoreThanAHint(int capacity) {
        WireWriter writer = new WireWriter(capacity);
        writer.u8(1).u16(0x0203).vector8(inner -> inner.u24(0x040506)).opaque16(Bytes.hex("07"));
        assertArrayEquals(Bytes.hex("01020303040506000107").toArray(), writer.toArray());
        assertEquals(Bytes.hex("01020303040506000107"), writer.toBytes());
    }

    @Test
    void bytesGivenOutStayAsTheyAre() {
        WireWriter writer = new WireWriter(64);
        Bytes first = writer.u16(0x0102).toBytes();
        assertEquals(0, writer.size());
        Bytes second = writer.u16(0x0304).toBytes();
        assertEquals(Bytes.hex("0102"), first);
        assertEquals(Bytes.hex("0304"), second);
        assertEquals(Bytes.empty(), writer.toBytes());
    }

    @Test
    void whatDoesNotFitItsLengthIsRefused() {
        Bytes long8 = Bytes.owning(new byte[256]);
        Bytes long16 = Bytes.owning(new byte[65536]);
        WireWriter writer = new WireWriter();
        assertThrows(IllegalArgumentException.class, () -> writer.opaque8(long8));
        assertThrows(IllegalArgumentException.class, () -> writer.opaque16(long16));
        assertThrows(IllegalArgumentException.class, () -> writer.vector8(inner -> inner.bytes(long8)));
        assertThrows(IllegalArgumentException.class, () -> writer.u8(256));
        assertThrows(IllegalArgumentException.class, () -> writer.u16(-1));
    }

    @Test
    void aSecondCursorLeavesTheFirstWhereItIs() {
        WireReader reader = Bytes.hex("010203").reader("struct");
        reader.u8();
        WireReader again = reader.again();
        assertEquals("struct", again.name());
        assertEquals(0x0203, again.u16());
        assertEquals(2, reader.remaining());
        assertEquals(0x0203, reader.u16());
    }

    @Test
    void whatIsClearedIsGone() {
        WireWriter writer = new WireWriter(4).u24(0x010203);
        byte[] target = new byte[5];
        writer.copyTo(target, 1);
        assertArrayEquals(new byte[] {0, 1, 2, 3, 0}, target);
        Bytes untouched = Bytes.owning(writer.toArray());
        writer.clear();
        assertEquals(0, writer.size());
        assertEquals(Bytes.hex("010203"), untouched);
        writer.u8(9);
        Bytes all = writer.toBytes();
        assertEquals(Bytes.hex("09"), all);
    }

    @Test
    void sharedContentReadsLikeACopy() {
        Bytes whole = Bytes.hex("000002 0102 000000 0001 04 0000 03");
        WireReader reader = whole.reader("list");
        assertEquals(Bytes.hex("0102"), reader.shared24("entry", 1));
        assertEquals(Bytes.empty(), reader.shared24("entry", 0));
        assertEquals(Bytes.hex("04"), reader.shared16("entry", 1));
        assertEquals(Bytes.empty(), reader.shared16("entry", 0));
        assertEquals(3, reader.u8());
        reader.expectEnd();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000", "000003 0102", "000001 01"})
    void sharedContentHasTheBoundsOfACopy(String wire) {
        TlsException fault = assertThrows(
                TlsException.class, () -> Bytes.hex(wire).reader("list").shared24("entry", 2));
        assertEquals(AlertDescription.DECODE_ERROR, fault.alert());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0000", "0003 0102", "0001 01"})
    void sharedContentOfTwoLengthBytesToo(String wire) {
        TlsException fault = assertThrows(
                TlsException.class, () -> Bytes.hex(wire).reader("list").shared16("entry", 2));
        assertEquals(AlertDescription.DECODE_ERROR, fault.alert());
    }

    /** What a writer has outgrown may hold a secret as well as what it ends with. */
    @Test
    void clearingLeavesNothingBehind() {
        WireWriter writer = new WireWriter(4).u32(0x01020304);
        byte[] first = writer.array;
        writer.u8(5);
        byte[] second = writer.array;
        writer.clear();
        assertArrayEquals(new byte[4], first);
        assertArrayEquals(new byte[second.length], second);
    }
}
