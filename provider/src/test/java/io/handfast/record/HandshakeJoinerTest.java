package io.handfast.record;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.iana.ContentType;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages come out whole however they were cut. */
class HandshakeJoinerTest {
    private final HandshakeJoiner joiner = new HandshakeJoiner(1000);

    @Test
    void twoCutsAtEveryByte() {
        List<Bytes> messages = List.of(message(1, 10), message(2, 0), message(11, 30));
        byte[] all = concatenated(messages);
        for (int first = 0; first <= all.length; first++) {
            for (int second = first; second <= all.length; second++) {
                List<Bytes> out = new ArrayList<>();
                add(all, 0, first, out);
                add(all, first, second - first, out);
                add(all, second, all.length - second, out);
                assertEquals(messages, out);
                assertFalse(joiner.partial());
            }
        }
    }

    @Test
    void randomCutsOfLongMessages() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            List<Bytes> messages = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                messages.add(message(i, random.nextInt(1001)));
            }
            byte[] all = concatenated(messages);
            List<Bytes> out = new ArrayList<>();
            for (int at = 0; at < all.length; ) {
                int length = Math.min(all.length - at, 1 + random.nextInt(1500));
                add(all, at, length, out);
                at += length;
            }
            assertEquals(messages, out);
        }
    }

    @Test
    void messagesMayBeTakenLater() {
        Bytes first = message(1, 100);
        Bytes second = message(2, 200);
        byte[] all = concatenated(List.of(first, second));
        joiner.add(all, 0, 150);
        joiner.add(all, 150, all.length - 150);
        assertEquals(Optional.of(first), joiner.next());
        assertTrue(joiner.partial());
        assertEquals(Optional.of(second), joiner.next());
        assertEquals(Optional.empty(), joiner.next());
    }

    @Test
    void anOverlongMessageIsRefusedAtItsHeader() {
        byte[] header = {11, 0, 3, (byte) 0xe9};
        joiner.add(header, 0, 3);
        Faults.expect(DECODE_ERROR, () -> joiner.add(header, 3, 1));
    }

    @Test
    void anOverlongMessageBehindAnotherIsRefusedWhenItsTurnComes() {
        byte[] bytes = {0, 0, 0, 0, 11, 0, 3, (byte) 0xe9};
        joiner.add(bytes, 0, bytes.length);
        Faults.expect(DECODE_ERROR, joiner::next);
    }

    @Test
    void theLongestMessageIsTaken() {
        List<Bytes> out = new ArrayList<>();
        byte[] longest = message(11, 1000).toArray();
        add(longest, 0, longest.length, out);
        assertEquals(1, out.size());
    }

    @Test
    @Spec({"RFC8446-5.1-5", "RFC8446-5.1-6", "RFC8446-5.1-7"})
    void keysMayChangeOnlyBetweenMessages() {
        joiner.refuseKeyChange();
        byte[] two = concatenated(List.of(message(1, 5), message(2, 5)));
        joiner.add(two, 0, two.length);
        joiner.next();
        // A whole message left is as bad as half of one: it came under the old keys.
        Faults.expect(UNEXPECTED_MESSAGE, joiner::refuseKeyChange);
        joiner.next();
        joiner.refuseKeyChange();
        joiner.add(two, 0, 1);
        Faults.expect(UNEXPECTED_MESSAGE, joiner::refuseKeyChange);
    }

    @ParameterizedTest
    @EnumSource(ContentType.class)
    @Spec({"RFC8446-5.1-3", "RFC8446-5.1-4"})
    void nothingMayComeInTheMiddleOfAMessage(ContentType type) {
        joiner.refuseInterleaved(type);
        joiner.add(new byte[] {1}, 0, 1);
        if (type == ContentType.HANDSHAKE) {
            joiner.refuseInterleaved(type);
        } else {
            Faults.expect(UNEXPECTED_MESSAGE, () -> joiner.refuseInterleaved(type));
        }
    }

    private void add(byte[] all, int offset, int length, List<Bytes> out) {
        joiner.add(all, offset, length);
        for (Optional<Bytes> next = joiner.next(); next.isPresent(); next = joiner.next()) {
            out.add(next.get());
        }
    }

    private static byte[] concatenated(List<Bytes> messages) {
        WireWriter writer = new WireWriter();
        messages.forEach(writer::bytes);
        return writer.toArray();
    }

    private static Bytes message(int type, int length) {
        byte[] body = new byte[length];
        new Random(31 * type + length).nextBytes(body);
        return new WireWriter().u8(type).vector24(writer -> writer.bytes(body)).toBytes();
    }
}
