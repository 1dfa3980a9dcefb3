package io.handfast.message;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.iana.HandshakeType;
import io.handfast.message.MessageSamples.Sample;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message there and back, cut short, made longer and changed (RFC 8446 §4, RFC 5246 §7.4). */
class MessageCodecTest {
    /** The type codes that each dialect has. */
    private static final Set<Integer> HELLO_TYPES = Set.of(0, 1, 2);

    private static final Set<Integer> TLS12_TYPES = Set.of(0, 1, 2, 4, 11, 12, 13, 14, 15, 16, 20, 22);
    private static final Set<Integer> TLS13_TYPES = Set.of(1, 2, 4, 5, 8, 11, 13, 15, 20, 24, 25);

    static List<Sample> samples() {
        return MessageSamples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWrittenAsTheRfcSays(Sample sample) {
        assertEquals(sample.whole(), MessageCodec.encode(sample.message()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsBackToAnEqualValue(Sample sample) {
        Received received = Received.decode(sample.whole(), sample.dialect());
        assertEquals(sample.message(), received.message());
        assertEquals(sample.whole(), received.raw());
    }

    @ParameterizedTest
    @MethodSource("samples")
    @Spec("RFC8446-6-7")
    void isRefusedWhenCutAnywhere(Sample sample) {
        Bytes whole = sample.whole();
        for (int length = 0; length < whole.length(); length++) {
            Bytes cut = whole.slice(0, length);
            assertFault(DECODE_ERROR, cut, sample.dialect());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isRefusedWhenItsBodyIsShorter(Sample sample) {
        Bytes body = Bytes.hex(sample.body());
        for (int length = 0; length < body.length(); length++) {
            if (!sample.mayEndAt(length)) {
                Bytes shorter =
                        MessageSamples.withHeader(sample.message().type().code(), body.slice(0, length));
                assertFault(DECODE_ERROR, shorter, sample.dialect());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    @Spec({"RFC8446-4.1.2-18", "RFC8446-4.1.2-19"})
    void isRefusedWithBytesAfterItsEnd(Sample sample) {
        byte[] body = Bytes.hex(sample.body()).toArray();
        Bytes longer = MessageSamples.withHeader(
                sample.message().type().code(), Bytes.owning(Arrays.copyOf(body, body.length + 1)));
        if (!sample.hasNoEnd()) {
            assertFault(DECODE_ERROR, longer, sample.dialect());
        }
        byte[] whole = sample.whole().toArray();
        assertFault(DECODE_ERROR, Bytes.owning(Arrays.copyOf(whole, whole.length + 1)), sample.dialect());
    }

    @Test
    void samplesCoverEveryMessage() {
        Set<Class<?>> sampled = new HashSet<>();
        samples().forEach(sample -> sampled.add(sample.message().getClass()));
        assertEquals(Set.of(HandshakeMessage.class.getPermittedSubclasses()), sampled);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    @Spec("RFC8446-B-1")
    void onlyTheMessagesOfADialectAreRead(Dialect dialect) {
        Set<Integer> types = switch (dialect) {
            case HELLO -> HELLO_TYPES;
            case TLS10, TLS12, RAW_PUBLIC_KEY -> TLS12_TYPES;
            case TLS13 -> TLS13_TYPES;
        };
        for (int type = 0; type <= 255; type++) {
            Bytes empty = MessageSamples.withHeader(type, Bytes.empty());
            if (types.contains(type)) {
                // Read, or refused for its body; never for its type.
                assertNotEquals(UNEXPECTED_MESSAGE, alertOf(empty, dialect), "type " + type);
            } else {
                assertFault(UNEXPECTED_MESSAGE, empty, dialect);
            }
        }
    }

    static Stream<Arguments> badBodies() {
        String random = MessageSamples.RANDOM.toHex();
        String retry = "0303" + HelloRandoms.HELLO_RETRY_RANDOM.toHex();
        return Stream.of(
                bad(
                        Dialect.HELLO,
                        1,
                        "0303" + random + "21" + "00".repeat(33) + "0002 1301 01 00",
                        DECODE_ERROR,
                        "a session id of 33 bytes"),
                bad(Dialect.HELLO, 1, "0303" + random + "00 0000 01 00", DECODE_ERROR, "no cipher suite"),
                bad(Dialect.HELLO, 1, "0303" + random + "00 0003 130100 01 00", DECODE_ERROR, "an odd list of suites"),
                bad(Dialect.HELLO, 1, "0303" + random + "00 0002 1301 00", DECODE_ERROR, "no compression method"),
                bad(
                        Dialect.HELLO,
                        2,
                        "0303" + random + "21" + "00".repeat(33) + "1301 00",
                        DECODE_ERROR,
                        "a session id of 33 bytes"),
                bad(Dialect.HELLO, 2, retry + "00 1301 00", DECODE_ERROR, "a HelloRetryRequest without extensions"),
                bad(
                        Dialect.HELLO,
                        2,
                        retry + "00 1301 01 0006 002b 0002 0304",
                        ILLEGAL_PARAMETER,
                        "a HelloRetryRequest with compression"),
                bad(
                        Dialect.HELLO,
                        2,
                        "0304" + retry.substring(4) + "00 1301 00 0006 002b 0002 0304",
                        ILLEGAL_PARAMETER,
                        "a HelloRetryRequest of another version"),
                bad(
                        Dialect.HELLO,
                        2,
                        "0300" + retry.substring(4) + "00 1301 00 0006 002b 0002 0304",
                        PROTOCOL_VERSION,
                        "a HelloRetryRequest of SSL 3.0"),
                bad(Dialect.TLS12, 4, "00000000", DECODE_ERROR, "no ticket"),
                bad(Dialect.TLS13, 4, "00000000 00000000 00 0000 0000", DECODE_ERROR, "an empty ticket"),
                bad(Dialect.TLS12, 11, "000003 000000", DECODE_ERROR, "an empty certificate"),
                bad(Dialect.TLS13, 11, "00 000005 000000 0000", DECODE_ERROR, "an empty certificate"),
                bad(Dialect.TLS12, 13, "00 0002 0403 0000", DECODE_ERROR, "no certificate type"),
                bad(Dialect.TLS12, 13, "01 01 0000 0000", DECODE_ERROR, "no signature scheme"),
                bad(Dialect.TLS12, 13, "01 01 0002 0403 0002 0000", DECODE_ERROR, "an empty authority"),
                bad(Dialect.TLS13, 13, "00 0000", DECODE_ERROR, "a CertificateRequest without extensions"),
                bad(Dialect.TLS12, 22, "03 000001 30", ILLEGAL_PARAMETER, "a status that is not OCSP"),
                bad(Dialect.TLS12, 22, "01 000000", DECODE_ERROR, "an empty response"),
                bad(Dialect.TLS12, 22, "02 000000", DECODE_ERROR, "an empty list of responses"),
                bad(Dialect.TLS12, 22, "02 000004 000002 30", DECODE_ERROR, "a response cut short"),
                bad(Dialect.TLS12, 22, "01 000000", DECODE_ERROR, "an empty OCSP response"),
                bad(Dialect.TLS13, 24, "02", ILLEGAL_PARAMETER, "a KeyUpdate that is neither"),
                bad(Dialect.TLS13, 24, "ff", ILLEGAL_PARAMETER, "a KeyUpdate that is neither"));
    }

    @ParameterizedTest(name = "{4}: type {1} of {0}")
    @MethodSource("badBodies")
    @Spec("RFC8446-4.6.3-4")
    void badBodyIsRefused(Dialect dialect, int type, String body, AlertDescription alert, String what) {
        assertFalse(what.isEmpty());
        assertFault(alert, MessageSamples.withHeader(type, Bytes.hex(body)), dialect);
    }

    @ParameterizedTest
    @ValueSource(longs = {8446, 5246})
    void changedBytesEitherReadOrRaiseATlsException(long seed) {
        Random random = new Random(seed);
        List<Sample> samples = samples();
        for (int round = 0; round < 25_000; round++) {
            Sample sample = samples.get(random.nextInt(samples.size()));
            byte[] whole = sample.whole().toArray();
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(whole.length);
                // The header stays right most of the time, so that the body itself is put to the test.
                if (at >= MessageCodec.HEADER_LENGTH || random.nextInt(16) == 0) {
                    whole[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (whole[at] ^ 1);
                }
            }
            readsOrFails(Bytes.owning(whole), sample.dialect());
        }
    }

    @Test
    void reasonsNameTheMessage() {
        TlsException fault = assertThrows(
                TlsException.class, () -> MessageCodec.decode(Bytes.hex("0b 000003 000005"), Dialect.TLS12));
        assertTrue(fault.reason().contains("certificate.certificate_list"), fault.reason());
    }

    @Test
    void everyTypeWeHaveAValueForHasItsOwnCode() {
        Set<HandshakeType> types =
                samples().stream().map(sample -> sample.message().type()).collect(Collectors.toSet());
        Set<HandshakeType> valueless = Set.of(HandshakeType.MESSAGE_HASH);
        for (HandshakeType type : HandshakeType.values()) {
            assertEquals(!valueless.contains(type), types.contains(type), type.ianaName());
        }
    }

    private static void readsOrFails(Bytes whole, Dialect dialect) {
        HandshakeMessage read;
        try {
            read = MessageCodec.decode(whole, dialect);
        } catch (TlsException fault) {
            assertFalse(fault.reason().isEmpty());
            return;
        }
        assertEquals(read, MessageCodec.decode(MessageCodec.encode(read), dialect));
        assertFalse(MessageSummary.name(read).isEmpty());
        MessageSummary.fields(read)
                .forEach((field, value) -> assertTrue(
                        value.chars().allMatch(character -> character >= ' ' && character != 0x7f),
                        field + ": " + value));
    }

    private static @Nullable AlertDescription alertOf(Bytes whole, Dialect dialect) {
        try {
            MessageCodec.decode(whole, dialect);
            return null;
        } catch (TlsException fault) {
            return fault.alert();
        }
    }

    private static void assertFault(AlertDescription alert, Bytes whole, Dialect dialect) {
        TlsException fault = assertThrows(TlsException.class, () -> MessageCodec.decode(whole, dialect));
        assertEquals(alert, fault.alert(), fault.getMessage());
    }

    private static Arguments bad(Dialect dialect, int type, String body, AlertDescription alert, String what) {
        return arguments(dialect, type, body, alert, what);
    }
}
