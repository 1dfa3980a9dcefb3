package io.handfast.extension;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which message may carry which extension (the table of RFC 8446 §4.2, and what TLS 1.2 had before). */
class PlacementTest {
    /** The table of RFC 8446 §4.2 with its abbreviations, and in the last column the ServerHello before TLS 1.3. */
    private static final String TABLE = """
            server_name                            | CH EE     | 12
            max_fragment_length                    | CH EE     | 12
            status_request                         | CH CR CT  | 12
            supported_groups                       | CH EE     | 12
            signature_algorithms                   | CH CR     |
            application_layer_protocol_negotiation | CH EE     | 12
            signed_certificate_timestamp           | CH CR CT  | 12
            client_certificate_type                | CH EE     | 12
            server_certificate_type                | CH EE     | 12
            padding                                | CH        |
            key_share                              | CH SH HRR |
            pre_shared_key                         | CH SH     |
            psk_key_exchange_modes                 | CH        |
            early_data                             | CH EE NST |
            cookie                                 | CH HRR    |
            supported_versions                     | CH SH HRR |
            certificate_authorities                | CH CR     |
            oid_filters                            | CR        |
            post_handshake_auth                    | CH        |
            signature_algorithms_cert              | CH CR     |
            ec_point_formats                       | CH        | 12
            status_request_v2                      | CH        | 12
            encrypt_then_mac                       | CH        | 12
            extended_master_secret                 | CH        | 12
            compress_certificate                   | CH CR     |
            record_size_limit                      | CH EE     | 12
            session_ticket                         | CH        | 12
            renegotiation_info                     | CH        | 12
            """;

    private static final Map<Placement, String> ABBREVIATIONS = Map.of(
            Placement.CLIENT_HELLO, "CH",
            Placement.SERVER_HELLO, "SH",
            Placement.HELLO_RETRY_REQUEST, "HRR",
            Placement.ENCRYPTED_EXTENSIONS, "EE",
            Placement.CERTIFICATE, "CT",
            Placement.CERTIFICATE_REQUEST, "CR",
            Placement.NEW_SESSION_TICKET, "NST");

    private record Row(int type, Set<String> places13, boolean serverHello12) {}

    private static List<Row> table() {
        Map<String, Integer> types =
                IntStream.rangeClosed(0, 0xffff).boxed().collect(Collectors.toMap(ExtensionType::nameOf, type -> type));
        return TABLE.lines()
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Row(
                        Objects.requireNonNull(types.get(cells[0].strip()), cells[0]),
                        new HashSet<>(Arrays.asList(cells[1].strip().split(" "))),
                        cells[2].strip().equals("12")))
                .toList();
    }

    @Test
    @Spec("RFC8446-D.5-13")
    void tableNamesEveryExtensionThatIsKnown() {
        Set<Integer> known = IntStream.rangeClosed(0, 0xffff)
                .filter(Extensions::isKnown)
                .boxed()
                .collect(Collectors.toSet());
        assertEquals(table().stream().map(Row::type).collect(Collectors.toSet()), known);
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    @Spec({
        "RFC8446-4.1.3-8",
        "RFC8446-4.2-5",
        "RFC8446-4.2.5-1",
        "RFC8446-4.2.6-2",
        "RFC8446-4.2.9-6",
        "RFC8446-4.4.2.1-2",
        "RFC8446-4.4.2.1-3"
    })
    void tls13KeepsToTheTable(Placement placement) {
        for (Row row : table()) {
            check(row.type(), ProtocolVersion.TLS13, placement, row.places13().contains(ABBREVIATIONS.get(placement)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS10", "TLS11", "TLS12"})
    void serverHelloBeforeTls13HasItsOwnExtensions(ProtocolVersion version) {
        for (Row row : table()) {
            check(row.type(), version, Placement.SERVER_HELLO, row.serverHello12());
            check(row.type(), version, Placement.CLIENT_HELLO, row.places13().contains("CH"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0a0a, 0x1234, 0xfafa})
    void unknownExtensionsAreNeverMisplaced(int type) {
        for (Placement placement : Placement.values()) {
            check(type, ProtocolVersion.TLS13, placement, true);
        }
    }

    @Test
    void misplacedExtensionIsKeptUnreadUntilTheCheck() {
        // Not even a key_share body that would be fatal where it belongs.
        ExtensionBlock block = Blocks.decode(Blocks.of(51, Bytes.hex("00")), Placement.ENCRYPTED_EXTENSIONS);
        assertEquals(List.of(new UnknownExtension(51, Bytes.hex("00"))), block.all());
        String reason = Blocks.assertFault(
                        ILLEGAL_PARAMETER,
                        () -> block.refuseMisplaced(ProtocolVersion.TLS13, Placement.ENCRYPTED_EXTENSIONS))
                .reason();
        assertTrue(reason.contains("key_share") && reason.contains("EncryptedExtensions"), reason);
    }

    private static void check(int type, ProtocolVersion version, Placement placement, boolean allowed) {
        ExtensionBlock block = ExtensionBlock.of(new UnknownExtension(type, Bytes.empty()));
        String what = ExtensionType.nameOf(type) + " in " + placement + " of " + version;
        if (allowed) {
            assertDoesNotThrow(() -> block.refuseMisplaced(version, placement), what);
        } else {
            Blocks.assertFault(ILLEGAL_PARAMETER, () -> block.refuseMisplaced(version, placement));
        }
    }
}
