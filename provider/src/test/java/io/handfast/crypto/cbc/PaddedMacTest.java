package io.handfast.crypto.cbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hmac;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every padding, right and wrong, over contents whose MAC lies anywhere, by our own way and by a provider's. */
class PaddedMacTest {
    private static final Jca JCA = Jca.of(Jca.Source.PLATFORM);
    private static final Secret KEY = Secret.owning(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    private static final int OFFSET = 3;

    static List<Arguments> ways() {
        List<Arguments> ways = new ArrayList<>();
        for (HashAlgorithm hash : List.of(HashAlgorithm.SHA1, HashAlgorithm.SHA256, HashAlgorithm.SHA384)) {
            ways.add(Arguments.of(Jca.of(Jca.Source.BUNDLED), hash));
            ways.add(Arguments.of(Jca.of(Jca.Source.PLATFORM), hash));
        }
        return ways;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void takesEveryRightPadding(Jca jca, HashAlgorithm hash) {
        PaddedMac mac = new PaddedMac(jca, hash, KEY);
        Random random = new Random(3);
        for (int content : new int[] {0, 1, 12, 13, 40, 55, 56, 64, 200, 255, 256, 300, 1000, 16384}) {
            for (int padding = 0; padding < 256; padding++) {
                byte[] record = record(hash, content, padding, random);
                assertEquals(content, mac.check(new byte[13], record, OFFSET, record.length - OFFSET));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void refusesAnyChangedBit(Jca jca, HashAlgorithm hash) {
        PaddedMac mac = new PaddedMac(jca, hash, KEY);
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
    @MethodSource("ways")
    void refusesWhatIsTooShort(Jca jca, HashAlgorithm hash) {
        PaddedMac mac = new PaddedMac(jca, hash, KEY);
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

    @Test
    void ourOwnWayUnlessSomebodyChoseAProvider() {
        Secret key = Secret.copyOf(new byte[20]);
        assertInstanceOf(BlockwiseMac.class, ContentMac.of(Jca.of(Jca.Source.AUTO), HashAlgorithm.SHA1, key));
        assertInstanceOf(LevelledMac.class, ContentMac.of(JCA, HashAlgorithm.SHA1, key));
    }

    @Test
    void aKeyLongerThanABlockIsNoMacKey() {
        Secret key = Secret.zeros(65);
        assertThrows(IllegalArgumentException.class, () -> new BlockwiseMac(HashAlgorithm.SHA256, key));
        assertThrows(IllegalArgumentException.class, () -> new BlockwiseMac(HashAlgorithm.MD5, Secret.zeros(16)));
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
