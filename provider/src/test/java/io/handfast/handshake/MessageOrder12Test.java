package io.handfast.handshake;

import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.TlsException;
import io.handfast.handshake.Conversation.Step;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message of every flow of TLS 1.2, early, late, once more and left out: always {@code unexpected_message} (RFC 5246
 * §7.3, §7.4).
 *
 * <p>A message that is left out shows as the next one coming too early, one that comes twice as an old one coming again; so
 * the table is each moment of each flow against each type of message. A refused message leaves no trace: the handshake
 * goes on afterwards as if it had not come.
 */
class MessageOrder12Test {
    /** A body per type that parses, from all flows; types that TLS 1.2 does not have are empty. */
    private static final Map<HandshakeType, Bytes> SAMPLES = samples();

    static Stream<Arguments> moments() {
        return Stream.of(Flow12.values())
                .flatMap(flow -> IntStream.range(0, flow.steps().size())
                        .mapToObj(moment ->
                                Arguments.of(flow, moment, flow.steps().get(moment))));
    }

    @ParameterizedTest(name = "{0}, when it is time for {2}")
    @MethodSource("moments")
    void onlyOneMessageIsInPlace(Flow12 flow, int moment, Step expected) {
        Conversation conversation = flow.start().deliver(moment);
        Step next = conversation.next().orElseThrow();
        assertEquals(expected.message().type(), next.message().type());
        List<String> faults = new ArrayList<>();
        SAMPLES.forEach((type, sample) -> {
            if (!allowed(conversation, next, type)) {
                check(faults, conversation, next.toClient(), sample, type);
            }
        });
        assertEquals(List.of(), faults);
        assertTrue(conversation.finish().established());
    }

    /** After the last Finished there is nothing left to say but to ask for a new handshake, which is declined. */
    @ParameterizedTest
    @EnumSource(Flow12.class)
    void afterTheEndNothingIsInPlace(Flow12 flow) {
        Conversation conversation = flow.start().finish();
        assertTrue(conversation.established());
        List<String> faults = new ArrayList<>();
        SAMPLES.forEach((type, sample) -> {
            for (boolean toClient : new boolean[] {true, false}) {
                conversation.effects(toClient).takeLog();
                if (type == (toClient ? HandshakeType.HELLO_REQUEST : HandshakeType.CLIENT_HELLO)) {
                    conversation.give(toClient, sample);
                    assertEquals(
                            List.of("warn no_renegotiation"),
                            conversation.effects(toClient).takeLog());
                } else {
                    check(faults, conversation, toClient, sample, type);
                }
            }
        });
        assertEquals(List.of(), faults);
        assertTrue(conversation.established());
    }

    /** What may come although it is another message's turn. */
    private static boolean allowed(Conversation conversation, Step next, HandshakeType type) {
        HandshakeType turn = next.message().type();
        if (type == turn) {
            return true;
        }
        if (!next.toClient()) {
            return false;
        }
        return switch (type) {
            // RFC 5246 §7.4.1.1: a client in a handshake passes over it.
            case HELLO_REQUEST -> true;
            // RFC 5246 §7.4.4: the server asks for a certificate, or does not.
            case CERTIFICATE_REQUEST ->
                turn == HandshakeType.SERVER_HELLO_DONE
                        && !conversation.state(true).name().equals("WaitServerHelloDone");
            case SERVER_HELLO_DONE -> turn == HandshakeType.CERTIFICATE_REQUEST;
            default -> false;
        };
    }

    private static void check(
            List<String> faults, Conversation conversation, boolean toClient, Bytes sample, HandshakeType type) {
        String state = conversation.state(toClient).name();
        try {
            conversation.give(toClient, sample);
            faults.add(state + " takes " + type);
        } catch (TlsException fault) {
            if (fault.alert() != UNEXPECTED_MESSAGE) {
                faults.add(state + " refuses " + type + " with " + fault.alert() + ": " + fault.reason());
            }
        }
    }

    private static Map<HandshakeType, Bytes> samples() {
        Map<HandshakeType, Bytes> samples = new EnumMap<>(HandshakeType.class);
        for (HandshakeType type : HandshakeType.values()) {
            samples.put(
                    type, new WireWriter().u8(type.code()).vector24(body -> {}).toBytes());
        }
        // RFC 6066 §8: an OCSP response of one byte.
        samples.put(HandshakeType.CERTIFICATE_STATUS, Bytes.hex("16000005" + "01" + "000001" + "00"));
        for (Flow12 flow : Flow12.values()) {
            flow.steps().forEach(step -> samples.put(step.message().type(), step.raw()));
        }
        return samples;
    }
}
