package io.handfast.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.ServerName;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.SupportedGroups;
import io.handfast.extension.SupportedVersions;
import io.handfast.iana.CodePoints;
import io.handfast.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people get to see of a message (RFC 8446 §4). */
class MessageSummaryTest {
    @Test
    void clientHelloShowsItsOffer() {
        ExtensionBlock extensions = ExtensionBlock.of(
                new ServerName.Offered("a.example"),
                new SupportedVersions.Offered(CodePoints.of(0x0304, 0x0303, 0x7a7a)),
                new SupportedGroups(CodePoints.of(0x001d, 0x0017)),
                new SignatureAlgorithms(CodePoints.of(0x0403)),
                new ApplicationLayerProtocolNegotiation(List.of("h2", "a\nb\u00ff")),
                new KeyShare.Offered(List.of(new KeyShareEntry(0x001d, Bytes.hex("01")))));
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("version", "TLSv1.2");
        expected.put("random", "01020304…");
        expected.put("session id", "2 bytes");
        expected.put("cipher suites", "[0x1301, 0x00ff]");
        expected.put("server name", "a.example");
        expected.put("versions", "[TLSv1.3, TLSv1.2, 0x7a7a]");
        expected.put("groups", "[0x001d, 0x0017]");
        expected.put("signature schemes", "[0x0403]");
        expected.put("application protocols", "[h2, a?b?]");
        expected.put("key shares", "[0x001d]");
        expected.put(
                "extensions",
                "[server_name, supported_versions, supported_groups, signature_algorithms,"
                        + " application_layer_protocol_negotiation, key_share]");
        Map<String, String> fields = MessageSummary.fields(MessageSamples.clientHello(extensions));
        assertEquals(expected, fields);
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(fields.keySet()));
    }

    @Test
    void codePointsAreCalledAsTheCallerSays() {
        MessageSummary.Names names =
                new MessageSummary.Names(suite -> "suite " + suite, group -> "group " + group, scheme -> "s " + scheme);
        ExtensionBlock extensions =
                ExtensionBlock.of(new KeyShare.Selected(new KeyShareEntry(0x001d, Bytes.hex("01"))));
        Map<String, String> hello = MessageSummary.fields(MessageSamples.serverHello(extensions), names);
        assertEquals("suite 4865", hello.get("cipher suite"));
        assertEquals("group 29", hello.get("key share"));
        Map<String, String> verify = MessageSummary.fields(new CertificateVerify(0x0403, Bytes.hex("51")), names);
        assertEquals(Map.of("signature scheme", "s 1027", "signature", "1 bytes"), verify);
    }

    @Test
    void aServerKeyExchangeOfEcdheTellsItsGroupAndScheme() {
        MessageSummary.Names names =
                new MessageSummary.Names(code -> "c " + code, code -> "group " + code, code -> "s " + code);
        ServerKeyExchange ecdhe =
                new EcdheServerKeyExchange(29, Bytes.hex("0102"), 0x0403, Bytes.hex("51")).toMessage();
        assertEquals(
                Map.of("group", "group 29", "signature scheme", "s 1027", "signature", "1 bytes"),
                MessageSummary.fields(ecdhe, names));
        assertEquals(
                Map.of("body", "3 bytes"), MessageSummary.fields(new ServerKeyExchange(Bytes.hex("000102")), names));
    }

    @Test
    void certificatesAreCounted() {
        Certificate12 chain = new Certificate12(List.of(Bytes.hex("30"), Bytes.hex("31")));
        assertEquals(Map.of("certificates", "2"), MessageSummary.fields(chain));
    }

    @Test
    void everyMessageHasItsRfcName() {
        for (MessageSamples.Sample sample : MessageSamples.all()) {
            String name = MessageSummary.name(sample.message());
            assertFalse(name.isEmpty() || Character.isDigit(name.charAt(name.length() - 1)), name);
        }
        assertEquals("Certificate", MessageSummary.name(new Certificate12(List.of())));
        assertEquals("KeyUpdate", MessageSummary.name(new KeyUpdate(true)));
    }

    @Test
    void whatProvesOrCarriesKeysShowsItsLengthOnly() {
        Bytes telling = Bytes.hex("5ec4e75ec4e75ec4e75ec4e75ec4e75e");
        List<HandshakeMessage> messages = List.of(
                new Finished(telling),
                new CertificateVerify(0x0403, telling),
                ClientKeyExchange.rsa(telling),
                new NewSessionTicket12(1, telling),
                new NewSessionTicket13(1, 2, telling, telling, ExtensionBlock.empty()));
        for (HandshakeMessage message : messages) {
            MessageSummary.fields(message)
                    .forEach((field, value) -> assertFalse(value.contains("5ec4e7"), field + ": " + value));
        }
    }
}
