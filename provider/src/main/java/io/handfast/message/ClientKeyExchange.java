package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;

/**
 * The client's part of the key exchange before TLS 1.3 (RFC 5246 §7.4.7).
 *
 * <p>Its form depends on the cipher suite, so the state that knows the suite picks the reading.
 *
 * @param body the whole message without its header
 */
public record ClientKeyExchange(Bytes body) implements HandshakeMessage {
    static ClientKeyExchange decode(WireReader in) {
        return new ClientKeyExchange(in.rest());
    }

    /** The message of an ECDHE suite (RFC 8422 §5.7). */
    public static ClientKeyExchange ecdhe(Bytes point) {
        return new ClientKeyExchange(
                new WireWriter(1 + point.length()).opaque8(point).toBytes());
    }

    /** The message of a DHE suite (RFC 5246 §7.4.7.2). */
    public static ClientKeyExchange dhe(Bytes share) {
        return new ClientKeyExchange(
                new WireWriter(2 + share.length()).opaque16(share).toBytes());
    }

    /** The message of a suite with RSA key transport (RFC 5246 §7.4.7.1). */
    public static ClientKeyExchange rsa(Bytes encryptedPremaster) {
        return new ClientKeyExchange(new WireWriter(2 + encryptedPremaster.length())
                .opaque16(encryptedPremaster)
                .toBytes());
    }

    /** The client's share, 1 to 255 bytes, read as of an ECDHE suite (RFC 8422 §5.7). */
    public Bytes point() {
        WireReader in = body.reader("ClientKeyExchange");
        Bytes point = in.opaque8("point", 1, 255);
        in.expectEnd();
        return point;
    }

    /** The client's share dh_Yc, read as of a DHE suite (RFC 5246 §7.4.7.2). */
    public Bytes finiteFieldShare() {
        WireReader in = body.reader("ClientKeyExchange");
        Bytes share = in.opaque16("dh_Yc", 1);
        in.expectEnd();
        return share;
    }

    /**
     * The encrypted premaster secret, read as of a suite with RSA key transport (RFC 5246 §7.4.7.1). It may have any
     * length: a wrong one must look like a failed decryption, not like a fault.
     */
    public Bytes encryptedPremaster() {
        WireReader in = body.reader("ClientKeyExchange");
        Bytes encrypted = in.opaque16("encrypted_pre_master_secret", 0);
        in.expectEnd();
        return encrypted;
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_KEY_EXCHANGE;
    }

    @Override
    public int likelyLength() {
        return body.length();
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.bytes(body);
    }
}
