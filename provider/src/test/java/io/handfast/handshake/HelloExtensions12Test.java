package io.handfast.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.handshake.Conversation.Step;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Extensions of TLS 1.2 hellos that nobody asked for, that come twice, that stand in the wrong message or that say what they
 * must not (RFC 5246 §7.4.1.4 and the RFC of each).
 */
class HelloExtensions12Test {

    /** The client offers AEAD suites only, no ALPN, no shorter records and no session. */
    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource({
        "never heard of,                      7777, '',       UNSUPPORTED_EXTENSION",
        "application protocol unasked,        0010, 0003026832, UNSUPPORTED_EXTENSION",
        "maximal length unasked,              0001, 01,       UNSUPPORTED_EXTENSION",
        "record size unasked,                 001c, 4001,     UNSUPPORTED_EXTENSION",
        "ticket unasked,                      0023, '',       UNSUPPORTED_EXTENSION",
        "certificate type unasked,            0014, 00,       UNSUPPORTED_EXTENSION",
        "of the ClientHello,                  000d, 00020403, ILLEGAL_PARAMETER",
        "of TLS 1.3 key share,                0033, 0017000141, ILLEGAL_PARAMETER",
        "of TLS 1.3 cookie,                   002c, 000101,   ILLEGAL_PARAMETER",
        "extended master secret with a body,  0017, 00,       DECODE_ERROR",
        "server name with a body,             0000, 00,       DECODE_ERROR",
        "no uncompressed points,              000b, 0101,     ILLEGAL_PARAMETER",
        "renegotiation of what never was,     ff01, 0101,     HANDSHAKE_FAILURE",
        "renegotiation info too long,         ff01, 0001,     DECODE_ERROR"
    })
    void theServerHello(String name, String type, String body, AlertDescription alert) {
        refused(Flow12.ECDHE, HandshakeType.SERVER_HELLO, type, body, alert);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource({
        "no uncompressed points,              000b, 0101,     ILLEGAL_PARAMETER",
        "no group at all,                     000a, 0000,     DECODE_ERROR",
        "half a group,                        000a, 000100,   DECODE_ERROR",
        "half a scheme,                       000d, 000104,   DECODE_ERROR",
        "no scheme that we know,              000d, 00020001, HANDSHAKE_FAILURE",
        "extended master secret with a body,  0017, 00,       DECODE_ERROR",
        "encrypt-then-MAC with a body,        0016, 00,       DECODE_ERROR",
        "maximal length out of range,         0001, 05,       ILLEGAL_PARAMETER",
        "record size too small,               001c, 003f,     ILLEGAL_PARAMETER",
        "an empty application protocol,       0010, 000100,   DECODE_ERROR",
        "no application protocol,             0010, 0000,     DECODE_ERROR",
        "two host names,                      0000, 0008000001610000 0162, ILLEGAL_PARAMETER",
        "a host name cut short,               0000, 0004000002 61, DECODE_ERROR",
        "renegotiation out of the blue,       ff01, 03010203, HANDSHAKE_FAILURE"
    })
    void theClientHello(String name, String type, String body, AlertDescription alert) {
        refused(Flow12.ECDHE, HandshakeType.CLIENT_HELLO, type, body.replace(" ", ""), alert);
    }

    /** RFC 5246 §7.4.1.4: each extension of both hellos of every flow once more, at the end. */
    @ParameterizedTest
    @EnumSource(Flow12.class)
    void noneComesTwice(Flow12 flow) {
        for (HandshakeType hello : List.of(HandshakeType.CLIENT_HELLO, HandshakeType.SERVER_HELLO)) {
            Conversation conversation = until(flow, hello);
            Step step = conversation.next().orElseThrow();
            extensions(step).forEach((type, body) -> {
                List<Bytes> all = new ArrayList<>(encoded(extensions(step)));
                all.add(encoded(type, body));
                TlsException fault =
                        assertThrows(TlsException.class, () -> conversation.give(step.toClient(), with(step, all)));
                assertEquals(AlertDescription.ILLEGAL_PARAMETER, fault.alert(), fault::reason);
            });
        }
    }

    /** What a server does not know it passes over. */
    @ParameterizedTest
    @EnumSource(
            value = Flow12.class,
            names = {"RSA", "DHE", "ECDHE"})
    void anUnknownOneInTheClientHelloIsNoMatter(Flow12 flow) {
        Conversation conversation = until(flow, HandshakeType.CLIENT_HELLO);
        Step step = conversation.next().orElseThrow();
        List<Bytes> all = new ArrayList<>(encoded(extensions(step)));
        all.add(encoded(0x7777, Bytes.hex("0102")));
        conversation.give(false, with(step, all));
        assertEquals(
                "ServerHello",
                conversation.effects(false).sent().get(0).getClass().getSimpleName());
    }

    private static void refused(Flow12 flow, HandshakeType hello, String type, String body, AlertDescription alert) {
        Conversation conversation = until(flow, hello);
        Step step = conversation.next().orElseThrow();
        Map<Integer, Bytes> extensions = extensions(step);
        extensions.put(Integer.parseInt(type, 16), Bytes.hex(body));
        TlsException fault = assertThrows(
                TlsException.class, () -> conversation.give(step.toClient(), with(step, encoded(extensions))));
        assertEquals(alert, fault.alert(), fault::reason);
    }

    private static Conversation until(Flow12 flow, HandshakeType hello) {
        Conversation conversation = flow.start();
        while (conversation.next().orElseThrow().message().type() != hello) {
            conversation.deliver();
        }
        return conversation;
    }

    private static Map<Integer, Bytes> extensions(Step step) {
        byte[] body = body(step);
        int offset = Lengths.extensionsOffset(step.message().type(), body);
        WireReader block =
                Bytes.copyOf(body, offset, body.length - offset).reader("hello").vector16("extensions", 0);
        Map<Integer, Bytes> extensions = new LinkedHashMap<>();
        while (block.hasRemaining()) {
            extensions.put(block.u16(), block.opaque16("extension", 0));
        }
        return extensions;
    }

    private static List<Bytes> encoded(Map<Integer, Bytes> extensions) {
        return extensions.entrySet().stream()
                .map(extension -> encoded(extension.getKey(), extension.getValue()))
                .toList();
    }

    private static Bytes encoded(int type, Bytes body) {
        return new WireWriter().u16(type).opaque16(body).toBytes();
    }

    /** The hello with these extensions instead of its own. */
    private static Bytes with(Step step, List<Bytes> extensions) {
        byte[] body = body(step);
        int offset = Lengths.extensionsOffset(step.message().type(), body);
        return new WireWriter()
                .u8(step.message().type().code())
                .vector24(out ->
                        out.bytes(Bytes.copyOf(body, 0, offset)).vector16(block -> extensions.forEach(block::bytes)))
                .toBytes();
    }

    private static byte[] body(Step step) {
        return step.raw().slice(4, step.raw().length() - 4).toArray();
    }
}
