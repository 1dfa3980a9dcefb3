package io.handfast.extension;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The application protocols that a client offers, or the one that the server chose (RFC 7301 §3.1).
 *
 * <p>A protocol name is any 1 to 255 bytes. As a string, each byte is the character of the same number (ISO 8859-1), so
 * that every name, GREASE included, survives the way there and back.
 *
 * @param protocols the names, at least one, in the client's order of preference; in an answer exactly one
 */
public record ApplicationLayerProtocolNegotiation(List<String> protocols) implements Extension {
    public ApplicationLayerProtocolNegotiation {
        protocols = List.copyOf(protocols);
    }

    /** A server's answer. */
    public static ApplicationLayerProtocolNegotiation selected(String protocol) {
        return new ApplicationLayerProtocolNegotiation(List.of(protocol));
    }

    static ApplicationLayerProtocolNegotiation decode(WireReader body) {
        return new ApplicationLayerProtocolNegotiation(
                body.vector16("protocol_name_list", 2).list(ApplicationLayerProtocolNegotiation::name));
    }

    static ApplicationLayerProtocolNegotiation decodeAnswer(WireReader body) {
        ApplicationLayerProtocolNegotiation answer = decode(body);
        // RFC 7301 §3.1: the answer holds exactly one name
        if (answer.protocols.size() != 1) {
            throw ILLEGAL_PARAMETER.because("the server chose " + answer.protocols.size()
                    + " application protocols, where exactly one is allowed");
        }
        return answer;
    }

    /** The name in a server's answer. */
    public String selected() {
        return protocols.get(0);
    }

    /**
     * The first protocol of the server's list that the client offers too (RFC 7301 §3.2). Empty if there is none, which
     * is for the caller to report as {@code no_application_protocol}.
     */
    public static Optional<String> select(List<String> serverPreference, List<String> offered) {
        for (String protocol : serverPreference) {
            if (offered.contains(protocol)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }

    /** Whether a string is 1 to 255 characters, each of which stands for one byte. */
    public static boolean isValidName(String protocol) {
        return !protocol.isEmpty()
                && protocol.length() <= 255
                && protocol.chars().allMatch(character -> character <= 0xff);
    }

    @Override
    public int type() {
        return ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.vector16(list -> {
            for (String protocol : protocols) {
                list.vector8(name -> name.bytes(protocol.getBytes(StandardCharsets.ISO_8859_1)));
            }
        });
    }

    private static String name(WireReader list) {
        Bytes name = list.opaque8("protocol_name", 1, 255);
        return new String(name.toArray(), StandardCharsets.ISO_8859_1);
    }
}
