package io.handfast.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names go out, and which come in (RFC 6066 §3). */
class ServerNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "localhost",
                "a",
                "A-b.example",
                "xn--bcher-kva.example",
                "1.example",
                "192.0.2.1.example",
                "3com.com",
                "a.1b"
            })
    void hostNamesMayBeSent(String host) {
        assertTrue(ServerName.maySend(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "example.com.",
                ".example.com",
                "a..b",
                "192.0.2.1",
                "127.1",
                "2130706433",
                "::1",
                "[::1]",
                "2001:db8::1%eth0",
                "-a.example",
                "a-.example",
                "a_b.example",
                "a b",
                "b\u00fccher.example",
                "a\u0000.example",
                "example.com\n"
            })
    void allElseMayNot(String host) {
        assertFalse(ServerName.maySend(host));
    }

    @Test
    void lengthsAreLimited() {
        String label = "a".repeat(63);
        assertTrue(ServerName.maySend(label + ".example"));
        assertFalse(ServerName.maySend(label + "a.example"));
        String longest = String.join(".", label, label, label, label);
        assertTrue(ServerName.maySend(longest));
        assertFalse(ServerName.maySend(longest + ".a"));
    }

    @Test
    void nameBesideAnotherTypeIsFound() {
        Extension read = Blocks.decodeOne(0, "0009 07 0002 ffff 00 0001 41", Placement.CLIENT_HELLO);
        assertEquals(new ServerName.Offered("A"), read);
    }

    @Test
    void clientsThatSendAnAddressAreServedAllTheSame() {
        Extension read = Blocks.decodeOne(0, "000c 00 0009 3139322e302e322e31", Placement.CLIENT_HELLO);
        assertEquals(new ServerName.Offered("192.0.2.1"), read);
    }

    @Test
    void namesOfOtherTypesAloneAreKeptUnread() {
        Extension read = Blocks.decodeOne(0, "0005 07 0002 ffff", Placement.CLIENT_HELLO);
        assertEquals(new UnknownExtension(ExtensionType.SERVER_NAME, Bytes.hex("0005 07 0002 ffff")), read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0008 00 0001 41 00 0001 42", "0008 07 0001 41 07 0001 41"})
    void twoNamesOfATypeAreRefused(String body) {
        TlsException fault = assertThrows(TlsException.class, () -> Blocks.decodeOne(0, body, Placement.CLIENT_HELLO));
        assertEquals(AlertDescription.ILLEGAL_PARAMETER, fault.alert());
    }

    @Test
    void bytesBehindTheListAreRefused() {
        TlsException fault = assertThrows(
                TlsException.class, () -> Blocks.decodeOne(0, "0004 00 0001 41 00", Placement.CLIENT_HELLO));
        assertEquals(AlertDescription.DECODE_ERROR, fault.alert());
    }
}
