package io.handfast.handshake.server.tls12;

import io.handfast.config.TlsConfig;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.EcPointFormats;
import io.handfast.extension.EncryptThenMac;
import io.handfast.extension.ExtendedMasterSecret;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.extension.ServerName;
import io.handfast.extension.SessionTicket;
import io.handfast.extension.StatusRequest;
import io.handfast.extension.StatusRequestV2;
import io.handfast.handshake.server.choice.RecordLimits;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.CertificateStatus;
import io.handfast.message.ClientHello;
import io.handfast.message.HelloRandoms;
import io.handfast.message.ServerHello;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.KeyExchange;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server answers to a ClientHello, as far as it is settled by then (RFC 5246 §7.4.1.3).
 *
 * @param limits how much a record may carry from now on
 * @param protocol the application protocol, if one was negotiated
 * @param sessionId names the session to be, or echoes that of a resumed one; empty for none
 * @param promisesTicket whether a NewSessionTicket will come (RFC 5077 §3.2)
 * @param status the responses that will follow our chain (RFC 6066 §8)
 * @param resumes whether the handshake is an abbreviated one
 * @param certificateTypes in which form each side shows its key, where there was a question
 */
record HelloAnswer(
        ProtocolVersion version,
        CipherSuite12 suite,
        boolean extendedMasterSecret,
        boolean encryptThenMac,
        RecordLimits limits,
        Optional<String> protocol,
        Bytes sessionId,
        boolean promisesTicket,
        Optional<CertificateStatus> status,
        boolean resumes,
        List<Extension> certificateTypes) {
    /** Not a suite: the client knows secure renegotiation (RFC 5746 §3.3). */

    /** The answer as a message, with a fresh random. */
    ServerHello toMessage(TlsConfig config, ClientHello hello) {
        byte[] random = new byte[HelloRandoms.LENGTH];
        config.random().nextBytes(random);
        downgradeSentinel(config).ifPresent(sentinel -> sentinel.copyTo(random, random.length - sentinel.length()));
        return new ServerHello(
                version.code(),
                Bytes.owning(random),
                sessionId,
                suite.codePoint(),
                0,
                ExtensionBlock.of(extensions(hello)));
    }

    /** RFC 8446 §4.1.3: who could have spoken a newer version says so, in a place that nobody can change unseen. */
    private Optional<Bytes> downgradeSentinel(TlsConfig config) {
        if (version.before12()) {
            return config.enables(ProtocolVersion.TLS13) || config.enables(ProtocolVersion.TLS12)
                    ? Optional.of(HelloRandoms.DOWNGRADE_TLS11)
                    : Optional.empty();
        }
        return config.enables(ProtocolVersion.TLS13) ? Optional.of(HelloRandoms.DOWNGRADE_TLS12) : Optional.empty();
    }

    private List<Extension> extensions(ClientHello hello) {
        List<Extension> extensions = new ArrayList<>();
        // RFC 6066 §3: the answer of a resumption is silent about the name
        if (!resumes && hello.extensions().find(ServerName.Offered.class).isPresent()) {
            extensions.add(new ServerName.Acknowledged());
        }
        if (ServerStart12.knowsSecureRenegotiation(hello)) {
            extensions.add(RenegotiationInfo.EMPTY);
        }
        if (!resumes
                && suite.keyExchange() == KeyExchange.ECDHE
                && hello.extensions().has(ExtensionType.EC_POINT_FORMATS)) {
            extensions.add(EcPointFormats.UNCOMPRESSED_ONLY);
        }
        if (encryptThenMac) {
            extensions.add(new EncryptThenMac());
        }
        if (extendedMasterSecret) {
            extensions.add(new ExtendedMasterSecret());
        }
        limits.answer().ifPresent(extensions::add);
        extensions.addAll(certificateTypes);
        protocol.filter(name -> !name.isEmpty())
                .ifPresent(name -> extensions.add(ApplicationLayerProtocolNegotiation.selected(name)));
        // RFC 6066 §8, RFC 6961 §2.2: who sends the message has announced it
        status.map(message -> message.kind() == StatusRequest.OCSP
                        ? new StatusRequest.Acknowledged()
                        : new StatusRequestV2.Acknowledged())
                .ifPresent(extensions::add);
        if (promisesTicket) {
            extensions.add(SessionTicket.EMPTY);
        }
        return extensions;
    }
}
