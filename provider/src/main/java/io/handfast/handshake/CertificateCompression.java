package io.handfast.handshake;

import static io.handfast.alert.AlertDescription.BAD_CERTIFICATE;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.compression.CompressedChains;
import io.handfast.compression.CompressionAlgorithm;
import io.handfast.config.TlsConfig;
import io.handfast.extension.CompressCertificate;
import io.handfast.extension.ExtensionBlock;
import io.handfast.iana.CodePoints;
import io.handfast.iana.CompressionAlgorithms;
import io.handfast.iana.HandshakeType;
import io.handfast.message.Certificate13;
import io.handfast.message.CompressedCertificate;
import io.handfast.message.Dialect;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.MessageCodec;
import io.handfast.message.Received;
import io.handfast.wire.Bytes;
import io.handfast.wire.WireWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Certificate messages in compressed form, there and back; the transcript has them as they travel (RFC 8879 §3, §4). */
public final class CertificateCompression {
    private CertificateCompression() {}

    /** What tells the peer in which forms its Certificate may come; nothing where the plain one alone is wanted. */
    public static Optional<CompressCertificate> offer(TlsConfig config) {
        List<CompressionAlgorithm> accepted = accepted(config);
        return accepted.isEmpty()
                ? Optional.empty()
                : Optional.of(new CompressCertificate(CodePoints.of(accepted, CompressionAlgorithm::codePoint)));
    }

    /**
     * Our Certificate in the form to be sent: compressed in our most preferred way that the peer can take, if that makes it
     * shorter.
     *
     * @param peer the extensions of the peer's ClientHello or CertificateRequest
     */
    public static HandshakeMessage pack(TlsConfig config, Certificate13 certificate, ExtensionBlock peer) {
        Optional<CompressCertificate> takes = peer.find(CompressCertificate.class);
        if (takes.isEmpty()) {
            return certificate;
        }
        for (CompressionAlgorithm algorithm :
                config.options().certificateCompression().used()) {
            if (takes.get().algorithms().contains(algorithm.codePoint()) && algorithm.compresses()) {
                return pack(algorithm, certificate);
            }
        }
        return certificate;
    }

    private static HandshakeMessage pack(CompressionAlgorithm algorithm, Certificate13 certificate) {
        WireWriter body = new WireWriter();
        certificate.encodeBody(body);
        Bytes content = body.toBytes();
        try {
            Bytes compressed = CompressedChains.shared().compress(algorithm, content);
            return compressed.length() < content.length()
                    ? new CompressedCertificate(algorithm.codePoint(), content.length(), compressed)
                    : certificate;
        } catch (IOException broken) {
            // RFC 8879 §4: compression is never a duty, so the chain goes as it is.
            return certificate;
        }
    }

    /** The peer's Certificate, in whichever form it came; anything else is for the state to refuse. */
    public static Certificate13 unpack(TlsConfig config, HandshakeState state, Received received) {
        if (!(received.message() instanceof CompressedCertificate packed)
                || accepted(config).isEmpty()) {
            return state.expect(Certificate13.class, received);
        }
        // RFC 8879 §4: an algorithm that we did not list is an illegal_parameter
        CompressionAlgorithm algorithm = CompressionAlgorithm.byCodePoint(packed.algorithm())
                .filter(accepted(config)::contains)
                .orElseThrow(() -> ILLEGAL_PARAMETER.because("the peer compressed its certificates with "
                        + CompressionAlgorithms.nameOf(packed.algorithm()) + ", but we take "
                        + accepted(config).stream()
                                .map(CompressionAlgorithm::ianaName)
                                .toList()));
        // RFC 8879 §4: what is announced must be within the limit that holds without compression
        if (packed.uncompressedLength() > config.maxHandshakeMessageSize()) {
            throw BAD_CERTIFICATE.because("the peer's compressed certificates announce " + packed.uncompressedLength()
                    + " bytes, more than the limit of " + config.maxHandshakeMessageSize());
        }
        try {
            byte[] body = algorithm.decompress(packed.compressed().toArray(), packed.uncompressedLength());
            Bytes whole = new WireWriter(MessageCodec.HEADER_LENGTH + body.length)
                    .u8(HandshakeType.CERTIFICATE.code())
                    .vector24(content -> content.bytes(body))
                    .toBytes();
            return state.expect(Certificate13.class, new Received(MessageCodec.decode(whole, Dialect.TLS13), whole));
        } catch (IOException notCompressed) {
            // RFC 8879 §4: what does not decompress to the announced length is a bad_certificate
            throw BAD_CERTIFICATE.because(
                    "the peer's compressed certificates cannot be decompressed: " + notCompressed.getMessage(),
                    notCompressed);
        }
    }

    private static List<CompressionAlgorithm> accepted(TlsConfig config) {
        return config.options().certificateCompression().accepted();
    }
}
