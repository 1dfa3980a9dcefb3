package io.handfast.message;

import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.alert.TlsException;
import io.handfast.iana.HandshakeType;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireReader;
import io.handfast.wire.WireWriter;
import java.util.Optional;

/** Whole handshake messages, header included, to values and back (RFC 8446 §4). */
public final class MessageCodec {
    /** The length of the header: a byte for the type, three for the length of the body. */
    public static final int HEADER_LENGTH = 4;

    private MessageCodec() {}

    /** The message on the wire, with its header. */
    public static Bytes encode(HandshakeMessage message) {
        WireWriter out = new WireWriter(HEADER_LENGTH + message.likelyLength());
        out.u8(message.type().code());
        int body = out.open24();
        message.encodeBody(out);
        return out.close24(body).toBytes();
    }

    /**
     * Reads one whole message.
     *
     * @param whole the message with its header, and nothing after it
     * @throws TlsException {@code unexpected_message} for a type that this dialect does not have, {@code decode_error}
     *     for a body that does not parse, or what an extension finds wrong with itself
     */
    public static HandshakeMessage decode(Bytes whole, Dialect dialect) {
        WireReader header = whole.reader("handshake message");
        int code = header.u8();
        Optional<HandshakeType> known = HandshakeType.of(code);
        if (known.isEmpty()) {
            throw UNEXPECTED_MESSAGE.because("the peer sent a handshake message of type " + code);
        }
        HandshakeType type = known.get();
        int length = header.u24();
        if (length != header.remaining()) {
            throw header.fault(type.ianaName() + " announces " + length + " bytes, but has " + header.remaining());
        }
        WireReader body = whole.slice(HEADER_LENGTH, length).reader(type.ianaName());
        HandshakeMessage message = decode(type, body, dialect);
        body.expectEnd();
        return message;
    }

    private static HandshakeMessage decode(HandshakeType type, WireReader body, Dialect dialect) {
        return switch (dialect) {
            case HELLO -> decodeHello(type, body);
            case TLS10, TLS12, RAW_PUBLIC_KEY -> decode12(type, body, dialect);
            case TLS13 -> decode13(type, body);
        };
    }

    private static HandshakeMessage decodeHello(HandshakeType type, WireReader body) {
        return switch (type) {
            case HELLO_REQUEST -> HelloRequest.decode(body);
            case CLIENT_HELLO -> ClientHello.decode(body);
            case SERVER_HELLO -> ServerHello.decode(body);
            case NEW_SESSION_TICKET,
                    END_OF_EARLY_DATA,
                    ENCRYPTED_EXTENSIONS,
                    CERTIFICATE,
                    SERVER_KEY_EXCHANGE,
                    CERTIFICATE_REQUEST,
                    SERVER_HELLO_DONE,
                    CERTIFICATE_VERIFY,
                    CLIENT_KEY_EXCHANGE,
                    FINISHED,
                    CERTIFICATE_STATUS,
                    KEY_UPDATE,
                    COMPRESSED_CERTIFICATE,
                    MESSAGE_HASH -> throw outOfPlace(type, "before the version is settled");
        };
    }

    private static HandshakeMessage decode12(HandshakeType type, WireReader body, Dialect dialect) {
        return switch (type) {
            case HELLO_REQUEST -> HelloRequest.decode(body);
            case CLIENT_HELLO -> ClientHello.decode(body);
            case SERVER_HELLO -> ServerHello.decode(body);
            case NEW_SESSION_TICKET -> NewSessionTicket12.decode(body);
            case CERTIFICATE -> Certificate12.decode(body, dialect);
            case SERVER_KEY_EXCHANGE -> ServerKeyExchange.decode(body);
            case CERTIFICATE_REQUEST -> CertificateRequest12.decode(body, dialect);
            case SERVER_HELLO_DONE -> ServerHelloDone.decode(body);
            case CERTIFICATE_VERIFY -> CertificateVerify.decode(body, dialect);
            case CLIENT_KEY_EXCHANGE -> ClientKeyExchange.decode(body);
            case FINISHED -> Finished.decode(body);
            case CERTIFICATE_STATUS -> CertificateStatus.decode(body);
            case END_OF_EARLY_DATA, ENCRYPTED_EXTENSIONS, KEY_UPDATE, COMPRESSED_CERTIFICATE, MESSAGE_HASH ->
                throw outOfPlace(type, "before TLS 1.3");
        };
    }

    private static HandshakeMessage decode13(HandshakeType type, WireReader body) {
        return switch (type) {
            case CLIENT_HELLO -> ClientHello.decode(body);
            case SERVER_HELLO -> ServerHello.decode(body);
            case NEW_SESSION_TICKET -> NewSessionTicket13.decode(body);
            case END_OF_EARLY_DATA -> EndOfEarlyData.decode(body);
            case ENCRYPTED_EXTENSIONS -> EncryptedExtensions.decode(body);
            case CERTIFICATE -> Certificate13.decode(body);
            case CERTIFICATE_REQUEST -> CertificateRequest13.decode(body);
            case CERTIFICATE_VERIFY -> CertificateVerify.decode(body, Dialect.TLS13);
            case FINISHED -> Finished.decode(body);
            case KEY_UPDATE -> KeyUpdate.decode(body);
            case COMPRESSED_CERTIFICATE -> CompressedCertificate.decode(body);
            case HELLO_REQUEST,
                    SERVER_KEY_EXCHANGE,
                    SERVER_HELLO_DONE,
                    CLIENT_KEY_EXCHANGE,
                    CERTIFICATE_STATUS,
                    MESSAGE_HASH -> throw outOfPlace(type, "in TLS 1.3");
        };
    }

    private static TlsException outOfPlace(HandshakeType type, String when) {
        return UNEXPECTED_MESSAGE.because("the peer sent " + type.ianaName() + ", which has no place " + when);
    }
}
