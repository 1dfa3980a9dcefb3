package io.handfast.handshake;

import io.handfast.iana.HandshakeType;
import io.handfast.message.HandshakeMessage;
import java.util.ArrayList;
import java.util.List;

/** Where in the messages of TLS 1.2 the lengths of vectors stand (RFC 5246 §4.3, §7.4; RFC 8422 §5.4, §5.7; RFC 5077 §3.3). */
final class Lengths {
    private final byte[] body;
    private final List<Field> fields = new ArrayList<>();
    private int at;

    private Lengths(byte[] body) {
        this.body = body;
    }

    /**
     * The length of a vector.
     *
     * @param name the vector's name
     * @param offset where its length stands in the body
     * @param size how many bytes the length takes
     */
    record Field(String name, int offset, int size) {
        /** The largest value that it can have. */
        int greatest() {
            return (1 << 8 * size) - 1;
        }

        /** Adds to the length, or sets it to the greatest; false if that is no change or not possible. */
        boolean change(byte[] body, int by) {
            int value = value(body);
            int changed = by == greatest() ? by : value + by;
            if (changed < 0 || changed > greatest() || changed == value) {
                return false;
            }
            for (int i = 0; i < size; i++) {
                body[offset + i] = (byte) (changed >>> 8 * (size - 1 - i));
            }
            return true;
        }

        int value(byte[] body) {
            int value = 0;
            for (int i = 0; i < size; i++) {
                value = value << 8 | body[offset + i] & 0xff;
            }
            return value;
        }
    }

    static List<Field> of(HandshakeMessage message, byte[] body) {
        Lengths lengths = new Lengths(body);
        lengths.walk(message.type());
        return lengths.fields;
    }

    /** Where the block of extensions begins in a hello. */
    static int extensionsOffset(HandshakeType type, byte[] body) {
        Lengths lengths = new Lengths(body);
        lengths.hello(type);
        return lengths.at;
    }

    private void walk(HandshakeType type) {
        switch (type) {
            case CLIENT_HELLO, SERVER_HELLO -> {
                hello(type);
                extensions();
            }
            case NEW_SESSION_TICKET -> {
                at += 4;
                skip("ticket", 2);
            }
            case CERTIFICATE -> {
                enter("certificate_list", 3);
                while (at < body.length) {
                    skip("certificate", 3);
                }
            }
            case SERVER_KEY_EXCHANGE -> keyExchange();
            case CERTIFICATE_REQUEST -> {
                skip("certificate_types", 1);
                skip("supported_signature_algorithms", 2);
                enter("certificate_authorities", 2);
                while (at < body.length) {
                    skip("distinguished_name", 2);
                }
            }
            case CERTIFICATE_VERIFY -> {
                at += 2;
                skip("signature", 2);
            }
            // A point in an ECDHE flow, a number or an encrypted secret in the others.
            case CLIENT_KEY_EXCHANGE -> skip("exchange_keys", body.length < 200 ? 1 : 2);
            default -> {
                // The others have no vectors.
            }
        }
    }

    private void hello(HandshakeType type) {
        at += 2 + 32;
        skip("session_id", 1);
        if (type == HandshakeType.CLIENT_HELLO) {
            skip("cipher_suites", 2);
            skip("compression_methods", 1);
        } else {
            at += 3;
        }
    }

    private void extensions() {
        enter("extensions", 2);
        while (at < body.length) {
            at += 2;
            skip("extension", 2);
        }
    }

    private void keyExchange() {
        // RFC 8422 §5.4: named_curve is 3; a prime of 2048 bits and more is longer than 0x03ff bytes never here.
        if (body[0] == 3) {
            at += 3;
            skip("point", 1);
        } else {
            skip("dh_p", 2);
            skip("dh_g", 2);
            skip("dh_Ys", 2);
        }
        at += 2;
        skip("signature", 2);
    }

    private void enter(String name, int size) {
        fields.add(new Field(name, at, size));
        at += size;
    }

    private void skip(String name, int size) {
        Field field = new Field(name, at, size);
        fields.add(field);
        at += size + field.value(body);
    }
}
