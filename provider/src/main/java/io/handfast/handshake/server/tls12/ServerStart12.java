package io.handfast.handshake.server.tls12;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;

import io.handfast.config.TlsConfig;
import io.handfast.extension.EcPointFormats;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.server.choice.OfferedNames;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import java.util.Optional;

/** How a server before TLS 1.3 reads the ClientHello (RFC 5246 §7.4.1.2, RFC 5746 §3.6, RFC 8422 §5.1). */
public final class ServerStart12 {
    private static final int TLS_EMPTY_RENEGOTIATION_INFO_SCSV = 0x00ff;

    private ServerStart12() {}

    /** Answers the ClientHello, which is in the transcript. */
    public static HandshakeState begin(
            TlsConfig config, Transcript transcript, ProtocolVersion version, ClientHello hello, Effects effects) {
        check(config, hello);
        Optional<Resumption12> resumption = Resumption12.of(config, version, hello, effects.facts());
        if (resumption.isPresent()) {
            return resume(config, transcript, hello, resumption.get(), effects);
        }
        if (!config.sessions().creationEnabled()) {
            throw HANDSHAKE_FAILURE.because(
                    "the client resumes no session of ours, and the program does not allow a new one");
        }
        // RFC 8737 §3: which certificate is shown may depend on the protocol; but a selector is told the suite, which
        // depends on the certificate
        boolean late = config.applicationProtocolSelector().isPresent();
        Optional<String> listed = late ? Optional.empty() : OfferedNames.applicationProtocol(config, hello);
        effects.learned(effects.facts().with().applicationProtocol(listed).build());
        KeyExchangePlan plan = KeyExchangePlan.choose(config, version, hello);
        effects.learned(effects.facts().with().cipherSuite(plan.suite()).build());
        Optional<String> protocol = late ? OfferedNames.applicationProtocol(config, hello) : listed;
        return new ServerFlight12(config, transcript, version, plan).send(hello, protocol, effects);
    }

    private static HandshakeState resume(
            TlsConfig config, Transcript transcript, ClientHello hello, Resumption12 resumption, Effects effects) {
        effects.learned(
                effects.facts().with().cipherSuite(resumption.session().suite()).build());
        try {
            // RFC 7301 §3.1: the application protocol is settled anew, whatever the session had
            Optional<String> protocol = OfferedNames.applicationProtocol(config, hello);
            return AbbreviatedFlight12.send(config, transcript, hello, resumption, protocol, effects);
        } catch (RuntimeException e) {
            resumption.session().destroy();
            throw e;
        }
    }

    private static void check(TlsConfig config, ClientHello hello) {
        boolean nullCompression = false;
        for (int i = 0; i < hello.compressionMethods().length(); i++) {
            nullCompression |= hello.compressionMethods().at(i) == 0;
        }
        // RFC 5246 §7.4.1.2: the list must hold the null method.
        if (!nullCompression) {
            throw ILLEGAL_PARAMETER.because("the ClientHello does not offer the null compression method");
        }
        // RFC 8422 §5.1.2: the uncompressed format must be among those listed.
        hello.extensions().find(EcPointFormats.class).ifPresent(EcPointFormats::requireUncompressed);
        // RFC 5746 §3.6: in a first handshake the field must be empty.
        Optional<RenegotiationInfo> renegotiation = hello.extensions().find(RenegotiationInfo.class);
        if (renegotiation.isPresent() && !renegotiation.get().equals(RenegotiationInfo.EMPTY)) {
            throw HANDSHAKE_FAILURE.because(
                    "renegotiation_info is not empty, but this is the connection's first handshake");
        }
        // RFC 5746 §4.3: a server may insist on it
        if (config.options().oldPeers().requiresSecureRenegotiation() && !knowsSecureRenegotiation(hello)) {
            throw HANDSHAKE_FAILURE.because(
                    "client does not know renegotiation_info, which sun.security.ssl.allowLegacyHelloMessages demands");
        }
    }

    /** Whether the client says so, by the extension or by the signalling value (RFC 5746 §3.6). */
    static boolean knowsSecureRenegotiation(ClientHello hello) {
        return hello.extensions().has(ExtensionType.RENEGOTIATION_INFO)
                || hello.cipherSuites().contains(TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
    }
}
