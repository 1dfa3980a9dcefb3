package io.handfast.record;

import static io.handfast.alert.AlertDescription.BAD_RECORD_MAC;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records opened elsewhere than in place: what arrived is only read, whatever the construction and whatever comes of it. */
class OpenIntoRoomTest {
    private static final int BEFORE = 9;

    private final OpenedRecord opened = new OpenedRecord();

    /** Both ends of one protection. */
    record Ends(String name, WriteProtection write, ReadProtection read) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Ends> constructions() {
        List<Ends> all = new ArrayList<>();
        Keys.all().forEach(keys -> all.add(new Ends(keys.toString(), keys.write(), keys.read())));
        for (ProtocolVersion version : List.of(ProtocolVersion.TLS11, ProtocolVersion.TLS12)) {
            for (boolean encryptThenMac : new boolean[] {false, true}) {
                all.add(cbc(version, encryptThenMac));
            }
        }
        return all;
    }

    private static Ends cbc(ProtocolVersion version, boolean encryptThenMac) {
        CipherSuite12 suite = (CipherSuite12)
                CipherSuites.byName("TLS_RSA_WITH_AES_128_CBC_SHA").orElseThrow();
        CipherSpec spec = new CipherSpec(version, suite, encryptThenMac);
        return new Ends(
                suite.ianaName() + " " + version + (encryptThenMac ? " encrypt-then-MAC" : ""),
                Protections.write12(Keys.jca(), new SecureRandom(), spec, zeros(spec)),
                Protections.read12(Keys.jca(), spec, zeros(spec)));
    }

    private static WriteKeys zeros(CipherSpec spec) {
        BulkCipher cipher = spec.suite().bulkCipher();
        return new WriteKeys(
                Secret.zeros(cipher.macKeyLength()),
                Secret.zeros(cipher.keyLength()),
                Secret.zeros(cipher.fixedIvLength(spec.version())));
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void theContentGoesThereAndTheRecordStaysAsItWas(Ends ends) {
        Random random = new Random(3);
        for (int length : new int[] {1, 15, 16, 17, 1000, 16384}) {
            byte[] content = new byte[length];
            random.nextBytes(content);
            byte[] array = sealed(ends, content);
            byte[] before = array.clone();
            byte[] room = new byte[array.length - BEFORE];
            opened.openInto(room);
            ends.read().open(array, BEFORE, array.length - BEFORE, opened);
            assertSame(room, opened.array());
            assertEquals(ContentType.HANDSHAKE, opened.type());
            assertArrayEquals(
                    content, Arrays.copyOfRange(room, opened.offset(), opened.offset() + opened.length()), "content");
            assertArrayEquals(before, array, "the record was changed");
        }
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void aRecordThatDoesNotOpenStaysAsItWasAndShowsNothing(Ends ends) {
        byte[] array = sealed(ends, new byte[3000]);
        array[array.length - 20] ^= 1;
        byte[] before = array.clone();
        opened.openInto(new byte[array.length]);
        Faults.expect(BAD_RECORD_MAC, () -> ends.read().open(array, BEFORE, array.length - BEFORE, opened));
        assertArrayEquals(before, array);
        assertEquals(0, opened.length());
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void theContentGoesToItsPlaceAndNothingBeforeItOrBehindTheFragment(Ends ends) {
        if (!ends.read().opensStraight()) {
            assertTrue(ends.name().contains("_CBC_"), "AEADs can do it");
            return;
        }
        Random random = new Random(5);
        for (int length : new int[] {1, 15, 16, 17, 1000, 8192, 16384}) {
            byte[] content = new byte[length];
            random.nextBytes(content);
            byte[] array = sealed(ends, content);
            int fragment = array.length - BEFORE - RecordHeader.LENGTH;
            byte[] room = new byte[100 + fragment + 100];
            Arrays.fill(room, (byte) 77);
            opened.openInto(room, 100);
            ends.read().open(array, BEFORE, array.length - BEFORE, opened);
            assertSame(room, opened.array());
            assertEquals(100, opened.offset());
            assertEquals(length, opened.length());
            assertArrayEquals(content, Arrays.copyOfRange(room, 100, 100 + length));
            for (int i = 0; i < 100; i++) {
                assertEquals(77, room[i], "before the content");
                assertEquals(77, room[100 + fragment + i], "behind the fragment");
            }
        }
    }

    @Test
    void withoutKeysNothingIsOpenedStraight() {
        assertFalse(Protections.plaintextRead().opensStraight());
    }

    /** Long application data is sealed from where it lies; in and out in one array it is moved first. */
    @ParameterizedTest
    @MethodSource("constructions")
    void wherePlainTextLiesMakesNoDifferenceToTheRecord(Ends ends) {
        Random random = new Random(6);
        for (int length : new int[] {1, 8190, 8191, 8192, 8193, 16384}) {
            byte[] content = new byte[length];
            random.nextBytes(content);
            byte[] before = content.clone();
            byte[] apart = new byte[ends.write().maxLength(length)];
            int sealed = ends.write().seal(ContentType.APPLICATION_DATA, content, 0, length, apart, 0);
            assertArrayEquals(before, content, "the plaintext was changed");
            assertTrue(sealed <= ends.write().maxLength(length), "longer than announced");
            opened.clear();
            ends.read().open(apart, 0, sealed, opened);
            assertEquals(ContentType.APPLICATION_DATA, opened.type());
            assertArrayEquals(content, Arrays.copyOfRange(apart, opened.offset(), opened.offset() + opened.length()));
            byte[] together = Arrays.copyOf(content, length + 300);
            sealed = ends.write().seal(ContentType.APPLICATION_DATA, together, 0, length, together, 0);
            ends.read().open(together, 0, sealed, opened);
            assertArrayEquals(
                    content, Arrays.copyOfRange(together, opened.offset(), opened.offset() + opened.length()));
        }
    }

    @Test
    void longContentIsPaddedAsShortIs() {
        Keys keys = Keys.all().get(0);
        WriteProtection write = keys.write();
        write.pad(1000, RecordHeader.MAX_PLAINTEXT);
        ReadProtection read = keys.read();
        for (int length : new int[] {10, 8191, 8192, 9001, 16001, 16384}) {
            int padded = Math.min((length + 999) / 1000 * 1000, RecordHeader.MAX_PLAINTEXT);
            byte[] out = new byte[write.maxLength(length)];
            int sealed = write.seal(ContentType.APPLICATION_DATA, new byte[length], 0, length, out, 0);
            read.open(out, 0, sealed, opened);
            assertEquals(length, opened.length());
            assertEquals(padded - length, opened.padding());
        }
    }

    @Test
    void clearedItOpensInPlaceAgain() {
        Keys keys = Keys.all().get(0);
        Ends ends = new Ends("", keys.write(), keys.read());
        opened.openInto(new byte[200]);
        opened.clear();
        byte[] array = sealed(ends, new byte[50]);
        ends.read().open(array, BEFORE, array.length - BEFORE, opened);
        assertSame(array, opened.array());
        assertEquals(BEFORE + RecordHeader.LENGTH, opened.offset());
    }

    @ParameterizedTest
    @MethodSource("constructions")
    void contentThatLiesAtItsPlaceAlreadyIsSealedThere(Ends ends) {
        byte[] content = new byte[500];
        new Random(4).nextBytes(content);
        byte[] array = new byte[BEFORE + ends.write().maxLength(content.length)];
        int at = BEFORE + ends.write().contentOffset();
        System.arraycopy(content, 0, array, at, content.length);
        int length = ends.write().seal(ContentType.HANDSHAKE, array, at, content.length, array, BEFORE);
        ends.read().open(array, BEFORE, length, opened);
        assertArrayEquals(content, Arrays.copyOfRange(array, opened.offset(), opened.offset() + opened.length()));
    }

    /** A record behind some bytes that belong to something else. */
    private static byte[] sealed(Ends ends, byte[] content) {
        byte[] out = new byte[BEFORE + ends.write().maxLength(content.length)];
        int length = ends.write().seal(ContentType.HANDSHAKE, content, 0, content.length, out, BEFORE);
        return Arrays.copyOf(out, BEFORE + length);
    }
}
