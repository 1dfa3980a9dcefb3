package io.handfast.handshake;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.alert.TlsException;
import io.handfast.handshake.Conversation.Step;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message of every flow of TLS 1.2 with the wrong shape: cut short anywhere, with bytes behind, and with each of
 * its lengths wrong; always {@code decode_error} (RFC 5246 §7.2.2).
 */
class MessageShape12Test {
    private static final int HEADER = 4;

    static Stream<Arguments> messages() {
        return Stream.of(Flow12.values())
                .flatMap(flow -> IntStream.range(0, flow.steps().size())
                        .mapToObj(number ->
                                Arguments.of(flow, number, flow.steps().get(number))));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("messages")
    void cutShortAnywhere(Flow12 flow, int number, Step named) {
        Conversation conversation = flow.start().deliver(number);
        Step step = conversation.next().orElseThrow();
        byte[] body = body(step);
        // RFC 5246 §7.4.1.2, §7.4.1.3: a hello that ends before its extensions is one without extensions.
        int whole = extensionsOffset(step);
        Faults faults = new Faults(conversation, step);
        for (int length = 0; length < body.length; length++) {
            if (length != whole) {
                faults.expectDecodeError("cut to " + length + " bytes", message(step, Arrays.copyOf(body, length)));
            }
        }
        assertEquals(List.of(), faults.found);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("messages")
    void withBytesBehind(Flow12 flow, int number, Step named) {
        Conversation conversation = flow.start().deliver(number);
        Step step = conversation.next().orElseThrow();
        byte[] body = body(step);
        Faults faults = new Faults(conversation, step);
        for (int more : new int[] {1, 2, 3, 4, 100, 60_000}) {
            faults.expectDecodeError(more + " bytes too many", message(step, Arrays.copyOf(body, body.length + more)));
        }
        assertEquals(List.of(), faults.found);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("messages")
    void withAWrongLengthInside(Flow12 flow, int number, Step named) {
        Conversation conversation = flow.start().deliver(number);
        Step step = conversation.next().orElseThrow();
        Faults faults = new Faults(conversation, step);
        for (Lengths.Field field : Lengths.of(step.message(), body(step))) {
            for (int change : new int[] {-1, 1, 3, field.greatest()}) {
                byte[] body = body(step);
                if (field.change(body, change)) {
                    faults.expectDecodeError(field.name() + " changed by " + change, message(step, body));
                }
            }
        }
        assertEquals(List.of(), faults.found);
    }

    /** A header whose length is not that of the message; on the wire the rest would be the beginning of another message. */
    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("messages")
    void withAWrongLengthInTheHeader(Flow12 flow, int number, Step named) {
        Conversation conversation = flow.start().deliver(number);
        Step step = conversation.next().orElseThrow();
        Faults faults = new Faults(conversation, step);
        for (int change : new int[] {-1, 1, 256, 65536}) {
            byte[] raw = step.raw().toArray();
            int length = raw.length - HEADER + change;
            if (length >= 0) {
                raw[1] = (byte) (length >>> 16);
                raw[2] = (byte) (length >>> 8);
                raw[3] = (byte) length;
                faults.expectDecodeError("length changed by " + change, Bytes.owning(raw));
            }
        }
        assertEquals(List.of(), faults.found);
    }

    /** What went otherwise than it should, all of it at once. */
    private record Faults(Conversation conversation, Step step, List<String> found) {
        Faults(Conversation conversation, Step step) {
            this(conversation, step, new ArrayList<>());
        }

        void expectDecodeError(String what, Bytes raw) {
            try {
                conversation.give(step.toClient(), raw);
                found.add(what + " is taken");
            } catch (TlsException fault) {
                if (fault.alert() != DECODE_ERROR) {
                    found.add(what + " is refused with " + fault.alert() + ": " + fault.reason());
                }
            }
        }
    }

    private static byte[] body(Step step) {
        return step.raw().slice(HEADER, step.raw().length() - HEADER).toArray();
    }

    private static Bytes message(Step step, byte[] body) {
        return new WireWriter()
                .u8(step.message().type().code())
                .vector24(out -> out.bytes(body))
                .toBytes();
    }

    private static int extensionsOffset(Step step) {
        return step.message().type() == HandshakeType.CLIENT_HELLO
                        || step.message().type() == HandshakeType.SERVER_HELLO
                ? Lengths.extensionsOffset(step.message().type(), body(step))
                : -1;
    }
}
