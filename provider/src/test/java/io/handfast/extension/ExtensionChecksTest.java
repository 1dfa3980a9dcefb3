package io.handfast.extension;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.iana.CodePoints;
import io.handfast.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The questions that single extensions answer by themselves (RFC 7301 §3.2, RFC 8422 §5.1.2, RFC 8446 §4.2). */
class ExtensionChecksTest {
    private static final KeyShare.Offered SHARES = new KeyShare.Offered(
            List.of(new KeyShareEntry(0x001d, Bytes.hex("01")), new KeyShareEntry(0x0017, Bytes.hex("04"))));

    @ParameterizedTest
    @CsvSource({
        "h2 http/1.1, http/1.1 h2, h2",
        "h2 http/1.1, http/1.1, http/1.1",
        "h2, spdy h2, h2",
        "h2, H2, ''",
        "h2, http/1.1, ''"
    })
    void serverPreferenceDecidesTheProtocol(String server, String client, String expected) {
        assertEquals(
                expected.isEmpty() ? Optional.empty() : Optional.of(expected),
                ApplicationLayerProtocolNegotiation.select(List.of(server.split(" ")), List.of(client.split(" "))));
    }

    @Test
    void protocolNamesAreBytesInDisguise() {
        assertTrue(ApplicationLayerProtocolNegotiation.isValidName("h2"));
        assertTrue(ApplicationLayerProtocolNegotiation.isValidName("\u00ff".repeat(255)));
        assertFalse(ApplicationLayerProtocolNegotiation.isValidName(""));
        assertFalse(ApplicationLayerProtocolNegotiation.isValidName("a".repeat(256)));
        assertFalse(ApplicationLayerProtocolNegotiation.isValidName("\u0100"));
        assertEquals("h2", ApplicationLayerProtocolNegotiation.selected("h2").selected());
    }

    @Test
    void pointFormatsMustHaveTheUncompressedOne() {
        assertDoesNotThrow(() -> new EcPointFormats(Bytes.hex("020100")).requireUncompressed());
        Blocks.assertFault(ILLEGAL_PARAMETER, () -> new EcPointFormats(Bytes.hex("0102")).requireUncompressed());
    }

    @Test
    void shareIsFoundByItsGroup() {
        assertEquals(Optional.of(SHARES.shares().get(1)), SHARES.forGroup(0x0017));
        assertEquals(Optional.empty(), SHARES.forGroup(0x0018));
        assertEquals(CodePoints.of(0x001d, 0x0017), SHARES.groups());
    }

    @Test
    void sharesOfUnlistedGroupsAreRefused() {
        assertDoesNotThrow(() -> SHARES.refuseUnlisted(CodePoints.of(0x0017, 0x0018, 0x001d)));
        Blocks.assertFault(ILLEGAL_PARAMETER, () -> SHARES.refuseUnlisted(CodePoints.of(0x001d)));
        Blocks.assertFault(ILLEGAL_PARAMETER, () -> SHARES.refuseUnlisted(CodePoints.none()));
    }

    @Test
    void manySharesAreLookedUpInAListOfAnyOrder() {
        int[] groups = IntStream.range(0, 10_000).map(i -> 0xffff - i).toArray();
        KeyShare.Offered many = new KeyShare.Offered(Arrays.stream(groups)
                .mapToObj(group -> new KeyShareEntry(group, Bytes.hex("01")))
                .toList());
        assertDoesNotThrow(() -> many.refuseUnlisted(CodePoints.of(groups)));
        for (int missing : new int[] {0, 5_000, 9_999}) {
            int[] others = groups.clone();
            others[missing] = 0x001d;
            Blocks.assertFault(ILLEGAL_PARAMETER, () -> many.refuseUnlisted(CodePoints.of(others)));
        }
    }

    @Test
    void bindersAreTheTailOfTheExtension() {
        PreSharedKey.Offered keys = new PreSharedKey.Offered(
                List.of(new PskIdentity(Bytes.hex("aa"), 1), new PskIdentity(Bytes.hex("bb"), 2)),
                List.of(Bytes.copyOf(new byte[32]), Bytes.copyOf(new byte[48])));
        assertEquals(2 + 33 + 49, keys.bindersLength());
        Bytes body = Blocks.bodyOf(keys);
        int start = body.length() - keys.bindersLength();
        assertEquals(33 + 49, body.at(start) << 8 | body.at(start + 1));
    }

    @Test
    void fragmentLengthsArePowersOfTwo() {
        assertEquals(512, new MaxFragmentLength(1).length());
        assertEquals(4096, new MaxFragmentLength(4).length());
    }

    @Test
    void modesAreFound() {
        PskKeyExchangeModes modes = new PskKeyExchangeModes(Bytes.hex("7f01"));
        assertTrue(modes.contains(PskKeyExchangeModes.PSK_DHE_KE));
        assertFalse(modes.contains(PskKeyExchangeModes.PSK_KE));
    }
}
