package io.handfast.crypto.cbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hmac;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every padding, right and wrong, over contents whose MAC lies anywhere. */
class PaddedMacTest {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);
    private static final Secret KEY = Secret.owning(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    private static final int OFFSET = 3;

    @ParameterizedTest
    @EnumSource(names = {"SHA1", "SHA256", "SHA384"})
    void takesEveryRightPadding(HashAlgorithm hash) {
        PaddedMac mac = new PaddedMac(JCA, hash, KEY);
        Random random = new Random(3);
        for (int content : new int[] {0, 1, 12, 13, 40, 55, 56, 64, 200, 255, 256, 300, 1000, 16384}) {
            for (int padding = 0; padding < 256; padding++) {
                byte[] record = record(hash, content, padding, random);
                assertEquals(content, mac.check(new byte[13], record, OFFSET, record.length - OFFSET));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SHA1", "SHA256", "SHA384"})
    void refusesAnyChangedBit(HashAlgorithm hash) {
        PaddedMac mac = new PaddedMac(JCA, hash, KEY);
        Random random = new Random(4);
        for (int padding : new int[] {0, 1, 15, 31, 254, 255}) {
            byte[] record = record(hash, 20, padding, random);
            for (int bit = 8 * OFFSET; bit < 8 * record.length; bit++) {
                byte[] changed = record.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                assertEquals(-1, mac.check(new byte[13], changed, OFFSET, changed.length - OFFSET));
            }
            // A failure leaves the object fit for the next record.
            assertEquals(20, mac.check(new byte[13], record, OFFSET, record.length - OFFSET));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SHA1", "SHA256", "SHA384"})
    void refusesWhatIsTooShort(HashAlgorithm hash) {
        PaddedMac mac = new PaddedMac(JCA, hash, KEY);
        for (int length = 0; length < hash.length() + 40; length++) {
            for (int last : new int[] {0, 1, 39, 128, 255}) {
                byte[] record = new byte[OFFSET + length];
                Arrays.fill(record, (byte) last);
                assertEquals(-1, mac.check(new byte[13], record, OFFSET, length));
            }
        }
    }

    @Test
    void theMacCoversWhatStandsBeforeTheContent() {
        PaddedMac mac = new PaddedMac(JCA, HashAlgorithm.SHA1, KEY);
        byte[] record = record(HashAlgorithm.SHA1, 20, 3, new Random(5));
        for (int i = 0; i < 11; i++) {
            byte[] additional = new byte[13];
            additional[i] = 1;
            assertEquals(-1, mac.check(additional, record, OFFSET, record.length - OFFSET));
        }
    }

    private static byte[] record(HashAlgorithm hash, int content, int padding, Random random) {
        byte[] record = new byte[OFFSET + content + hash.length() + padding + 1];
        random.nextBytes(record);
        byte[] additional = new byte[13];
        additional[11] = (byte) (content >>> 8);
        additional[12] = (byte) content;
        new Hmac(JCA, hash)
                .key(KEY)
                .update(additional)
                .update(record, OFFSET, content)
                .doFinal(record, OFFSET + content);
        Arrays.fill(record, OFFSET + content + hash.length(), record.length, (byte) padding);
        return record;
    }
}
