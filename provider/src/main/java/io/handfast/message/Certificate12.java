package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.List;

/**
 * A certificate chain, or a public key without one, before TLS 1.3 (RFC 5246 §7.4.2, RFC 7250 §3).
 *
 * @param certificates in DER, the end entity's first, or the one SubjectPublicKeyInfo; none if a client has nothing to show
 * @param raw whether it is a public key, which the message has no list for
 */
public record Certificate12(List<Bytes> certificates, boolean raw) implements HandshakeMessage {
    public Certificate12 {
        certificates = List.copyOf(certificates);
        if (raw && certificates.size() > 1) {
            throw new IllegalArgumentException("there is one raw public key at most");
        }
    }

    /** A chain. */
    public Certificate12(List<Bytes> certificates) {
        this(certificates, false);
    }

    static Certificate12 decode(WireReader in, Dialect dialect) {
        if (dialect == Dialect.RAW_PUBLIC_KEY) {
            // RFC 7250 §3 gives the key at least one byte, but a client without a key has no other way to say so
            Bytes key = in.opaque24("ASN.1_subjectPublicKeyInfo", 0);
            return new Certificate12(key.isEmpty() ? List.of() : List.of(key), true);
        }
        return new Certificate12(in.vector24("certificate_list", 0).list(list -> list.shared24("ASN.1Cert", 1)));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }

    @Override
    public int likelyLength() {
        int length = 3;
        for (Bytes certificate : certificates) {
            length += 3 + certificate.length();
        }
        return length;
    }

    @Override
    public void encodeBody(WireWriter out) {
        if (raw) {
            out.opaque24(certificates.isEmpty() ? Bytes.empty() : certificates.get(0));
        } else {
            out.vector24(list -> certificates.forEach(list::opaque24));
        }
    }
}
