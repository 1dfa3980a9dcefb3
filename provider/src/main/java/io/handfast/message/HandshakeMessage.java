package io.handfast.message;

import io.handfast.iana.HandshakeType;
import io.handfast.wire.WireWriter;

/** A handshake message as a value (RFC 8446 §4, RFC 5246 §7.4). */
public sealed interface HandshakeMessage
        permits Certificate12,
                Certificate13,
                CertificateRequest12,
                CertificateRequest13,
                CertificateStatus,
                CertificateVerify,
                ClientHello,
                ClientKeyExchange,
                CompressedCertificate,
                EncryptedExtensions,
                EndOfEarlyData,
                Finished,
                HelloRequest,
                HelloRetryRequest,
                KeyUpdate,
                NewSessionTicket12,
                NewSessionTicket13,
                ServerHello,
                ServerHelloDone,
                ServerKeyExchange {
    /** The type in the message's header. */
    HandshakeType type();

    /** About how many bytes the body takes; no more than a hint, of how much room to make for it. */
    default int likelyLength() {
        return 128;
    }

    /** Writes the message without its header. */
    void encodeBody(WireWriter out);
}
