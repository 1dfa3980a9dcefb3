package io.handfast.extension;

import static io.handfast.alert.AlertDescription.DECODE_ERROR;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.extension.Placement.CERTIFICATE;
import static io.handfast.extension.Placement.CERTIFICATE_REQUEST;
import static io.handfast.extension.Placement.CLIENT_HELLO;
import static io.handfast.extension.Placement.ENCRYPTED_EXTENSIONS;
import static io.handfast.extension.Placement.SERVER_HELLO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.extension.ExtensionSamples.Sample;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.wire.Bytes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every extension there and back, cut short and made longer (RFC 8446 §4.2). */
class ExtensionCodecTest {
    static List<Sample> samples() {
        return ExtensionSamples.all();
    }

    static List<Sample> samplesWithAnEnd() {
        return samples().stream().filter(sample -> !sample.takesAnyBody()).toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWrittenAsTheRfcSays(Sample sample) {
        assertEquals(Bytes.hex(sample.body()), Blocks.bodyOf(sample.extension()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsBackToAnEqualValue(Sample sample) {
        Bytes block = Blocks.of(sample.extension().type(), Bytes.hex(sample.body()));
        assertEquals(
                List.of(sample.extension()),
                Blocks.decode(block, sample.placement()).all());
    }

    @ParameterizedTest
    @MethodSource("samplesWithAnEnd")
    void isRefusedWhenCutAnywhere(Sample sample) {
        Bytes body = Bytes.hex(sample.body());
        for (int length = 0; length < body.length(); length++) {
            Bytes block = Blocks.of(sample.extension().type(), body.slice(0, length));
            Blocks.assertFault(DECODE_ERROR, () -> Blocks.decode(block, sample.placement()));
        }
    }

    @ParameterizedTest
    @MethodSource("samplesWithAnEnd")
    void isRefusedWithBytesAfterItsEnd(Sample sample) {
        byte[] longer = Arrays.copyOf(
                Bytes.hex(sample.body()).toArray(), Bytes.hex(sample.body()).length() + 1);
        Bytes block = Blocks.of(sample.extension().type(), Bytes.owning(longer));
        Blocks.assertFault(DECODE_ERROR, () -> Blocks.decode(block, sample.placement()));
    }

    @Test
    void samplesCoverEveryPlaceOfEveryExtensionThatIsRead() {
        Set<String> sampled = new HashSet<>();
        samples().forEach(sample -> sampled.add(sample.extension().type() + " " + sample.placement()));
        Set<Integer> unread = Set.of(
                ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
                ExtensionType.CLIENT_CERTIFICATE_TYPE,
                ExtensionType.SERVER_CERTIFICATE_TYPE,
                ExtensionType.COMPRESS_CERTIFICATE);
        for (int type = 0; type <= 0xffff; type++) {
            for (Placement placement : Placement.values()) {
                boolean hasPlace = !Extensions.isMisplaced(type, ProtocolVersion.TLS12, placement)
                        || !Extensions.isMisplaced(type, ProtocolVersion.TLS13, placement);
                if (Extensions.isKnown(type) && !unread.contains(type)) {
                    assertEquals(hasPlace, sampled.contains(type + " " + placement), type + " " + placement);
                }
            }
        }
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                bad(ExtensionType.SERVER_NAME, CLIENT_HELLO, "0000", DECODE_ERROR, "an empty list"),
                bad(ExtensionType.SERVER_NAME, CLIENT_HELLO, "0003 00 0000", DECODE_ERROR, "an empty name"),
                bad(
                        ExtensionType.SERVER_NAME,
                        CLIENT_HELLO,
                        "0008 00 0001 41 00 0001 42",
                        ILLEGAL_PARAMETER,
                        "two names"),
                bad(
                        ExtensionType.SERVER_NAME,
                        CLIENT_HELLO,
                        "0008 09 0001 41 09 0001 42",
                        ILLEGAL_PARAMETER,
                        "two of a type"),
                bad(ExtensionType.SERVER_NAME, CLIENT_HELLO, "0005 00 0002 4100", ILLEGAL_PARAMETER, "a zero byte"),
                bad(ExtensionType.SERVER_NAME, CLIENT_HELLO, "0005 00 0002 41ff", ILLEGAL_PARAMETER, "not ASCII"),
                bad(ExtensionType.SERVER_NAME, CLIENT_HELLO, "0005 00 0002 4120", ILLEGAL_PARAMETER, "a space"),
                bad(
                        ExtensionType.SERVER_NAME,
                        CLIENT_HELLO,
                        "0005 00 0002 417f",
                        ILLEGAL_PARAMETER,
                        "a control character"),
                bad(
                        ExtensionType.SERVER_NAME,
                        CLIENT_HELLO,
                        "0005 00 0002 412e",
                        ILLEGAL_PARAMETER,
                        "a dot at the end"),
                bad(
                        ExtensionType.SERVER_NAME,
                        CLIENT_HELLO,
                        "0103 00 0100" + "41".repeat(256),
                        ILLEGAL_PARAMETER,
                        "256 bytes"),
                bad(ExtensionType.MAX_FRAGMENT_LENGTH, CLIENT_HELLO, "00", ILLEGAL_PARAMETER, "below 1"),
                bad(ExtensionType.MAX_FRAGMENT_LENGTH, CLIENT_HELLO, "05", ILLEGAL_PARAMETER, "above 4"),
                bad(
                        ExtensionType.STATUS_REQUEST,
                        CLIENT_HELLO,
                        "01 0002 0000 0000",
                        DECODE_ERROR,
                        "an empty responder"),
                bad(ExtensionType.STATUS_REQUEST, CERTIFICATE, "02 000001 30", ILLEGAL_PARAMETER, "not OCSP"),
                bad(ExtensionType.STATUS_REQUEST, CERTIFICATE, "01 000000", DECODE_ERROR, "an empty response"),
                bad(ExtensionType.STATUS_REQUEST_V2, CLIENT_HELLO, "0000", DECODE_ERROR, "an empty list"),
                bad(
                        ExtensionType.STATUS_REQUEST_V2,
                        CLIENT_HELLO,
                        "0008 02 0005 0000 0000 00",
                        DECODE_ERROR,
                        "bytes after a request"),
                bad(
                        ExtensionType.STATUS_REQUEST_V2,
                        CLIENT_HELLO,
                        "0005 02 0002 0000",
                        DECODE_ERROR,
                        "a request cut short"),
                bad(ExtensionType.SUPPORTED_GROUPS, CLIENT_HELLO, "0000", DECODE_ERROR, "an empty list"),
                bad(ExtensionType.SUPPORTED_GROUPS, CLIENT_HELLO, "0003 001d00", DECODE_ERROR, "an odd length"),
                bad(ExtensionType.EC_POINT_FORMATS, CLIENT_HELLO, "00", DECODE_ERROR, "an empty list"),
                bad(ExtensionType.SIGNATURE_ALGORITHMS, CLIENT_HELLO, "0000", DECODE_ERROR, "an empty list"),
                bad(
                        ExtensionType.SIGNATURE_ALGORITHMS_CERT,
                        CERTIFICATE_REQUEST,
                        "0000",
                        DECODE_ERROR,
                        "an empty list"),
                bad(
                        ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
                        CLIENT_HELLO,
                        "0000",
                        DECODE_ERROR,
                        "an empty list"),
                bad(
                        ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
                        CLIENT_HELLO,
                        "0003 00 01 41",
                        DECODE_ERROR,
                        "an empty name"),
                bad(
                        ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
                        SERVER_HELLO,
                        "0004 01 41 01 42",
                        ILLEGAL_PARAMETER,
                        "two choices"),
                bad(
                        ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
                        ENCRYPTED_EXTENSIONS,
                        "0004 01 41 01 42",
                        ILLEGAL_PARAMETER,
                        "two choices"),
                bad(ExtensionType.RECORD_SIZE_LIMIT, CLIENT_HELLO, "003f", ILLEGAL_PARAMETER, "63 bytes"),
                bad(ExtensionType.SUPPORTED_VERSIONS, CLIENT_HELLO, "00", DECODE_ERROR, "an empty list"),
                bad(ExtensionType.SUPPORTED_VERSIONS, CLIENT_HELLO, "03 030403", DECODE_ERROR, "an odd length"),
                bad(ExtensionType.COOKIE, CLIENT_HELLO, "0000", DECODE_ERROR, "an empty cookie"),
                bad(ExtensionType.PSK_KEY_EXCHANGE_MODES, CLIENT_HELLO, "00", DECODE_ERROR, "an empty list"),
                bad(ExtensionType.CERTIFICATE_AUTHORITIES, CERTIFICATE_REQUEST, "0000", DECODE_ERROR, "an empty list"),
                bad(
                        ExtensionType.CERTIFICATE_AUTHORITIES,
                        CERTIFICATE_REQUEST,
                        "0005 0000 0001 30",
                        DECODE_ERROR,
                        "an empty name"),
                bad(
                        ExtensionType.OID_FILTERS,
                        CERTIFICATE_REQUEST,
                        "0008 01 06 0000 01 06 0000",
                        ILLEGAL_PARAMETER,
                        "an identifier twice"),
                bad(
                        ExtensionType.OID_FILTERS,
                        CERTIFICATE_REQUEST,
                        "0003 00 0000",
                        DECODE_ERROR,
                        "an empty identifier"),
                bad(
                        ExtensionType.KEY_SHARE,
                        CLIENT_HELLO,
                        "000a 001d 0001 01 001d 0001 02",
                        ILLEGAL_PARAMETER,
                        "a group twice"),
                bad(ExtensionType.KEY_SHARE, CLIENT_HELLO, "0004 001d 0000", DECODE_ERROR, "an empty share"),
                bad(ExtensionType.KEY_SHARE, SERVER_HELLO, "001d 0000", DECODE_ERROR, "an empty share"),
                bad(ExtensionType.SESSION_TICKET, SERVER_HELLO, "01", DECODE_ERROR, "a ticket in a ServerHello"),
                bad(
                        ExtensionType.PRE_SHARED_KEY,
                        CLIENT_HELLO,
                        "0006 0000 00000000 0021 20" + "00".repeat(32),
                        DECODE_ERROR,
                        "an empty identity"),
                bad(
                        ExtensionType.PRE_SHARED_KEY,
                        CLIENT_HELLO,
                        "0007 0001 aa 00000000 0020 1f" + "00".repeat(31),
                        DECODE_ERROR,
                        "a short binder"),
                bad(
                        ExtensionType.PRE_SHARED_KEY,
                        CLIENT_HELLO,
                        "0007 0001 aa 00000000 0042" + ("20" + "00".repeat(32)).repeat(2),
                        ILLEGAL_PARAMETER,
                        "two binders for one identity"));
    }

    @ParameterizedTest(name = "{4} in {0} of {1}")
    @MethodSource("badBodies")
    void badBodyIsRefused(int type, Placement placement, String body, AlertDescription alert, String what) {
        assertFalse(what.isEmpty());
        Blocks.assertFault(alert, () -> Blocks.decodeOne(type, body, placement));
    }

    private static Arguments bad(int type, Placement placement, String body, AlertDescription alert, String what) {
        return arguments(type, placement, body, alert, what);
    }
}
