package io.handfast.keyschedule;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The labels of the TLS 1.3 key schedule, encoded once (RFC 8446 §7.1, §7.2, §7.3, §4.4.4, §4.6.1). */
enum Label {
    EXTERNAL_BINDER("ext binder"),
    RESUMPTION_BINDER("res binder"),
    IMPORTED_BINDER("imp binder"),
    IMPORTED_PSK("derived psk"),
    CLIENT_EARLY_TRAFFIC("c e traffic"),
    EARLY_EXPORTER_MASTER("e exp master"),
    DERIVED("derived"),
    CLIENT_HANDSHAKE_TRAFFIC("c hs traffic"),
    SERVER_HANDSHAKE_TRAFFIC("s hs traffic"),
    CLIENT_APPLICATION_TRAFFIC("c ap traffic"),
    SERVER_APPLICATION_TRAFFIC("s ap traffic"),
    EXPORTER_MASTER("exp master"),
    RESUMPTION_MASTER("res master"),
    KEY("key"),
    IV("iv"),
    FINISHED("finished"),
    TRAFFIC_UPDATE("traffic upd"),
    RESUMPTION("resumption"),
    EXPORTER("exporter");

    private final byte[] encoded;

    Label(String label) {
        encoded = encode(label);
    }

    /** The length byte, {@code "tls13 "} and the label; shared, not to be changed. */
    byte[] encoded() {
        return encoded;
    }

    /**
     * The label as it stands in an HkdfLabel.
     *
     * @throws IllegalArgumentException when it is empty, longer than 249 bytes, or not ASCII
     */
    static byte[] encode(String label) {
        byte[] text = ("tls13 " + label).getBytes(US_ASCII);
        if (label.isEmpty() || text.length > 255 || !US_ASCII.newEncoder().canEncode(label)) {
            throw new IllegalArgumentException("a key schedule label has 1 to 249 ASCII characters");
        }
        byte[] encoded = new byte[1 + text.length];
        encoded[0] = (byte) text.length;
        System.arraycopy(text, 0, encoded, 1, text.length);
        return encoded;
    }
}
