package io.handfast.handshake.server.choice;

import static io.handfast.alert.AlertDescription.NO_APPLICATION_PROTOCOL;
import static io.handfast.alert.AlertDescription.UNRECOGNIZED_NAME;

import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.ServerName;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.SignatureAlgorithmsCert;
import io.handfast.failure.NegotiationFailure;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.ClientHello;
import java.util.List;
import java.util.Optional;

/** The names in a ClientHello: which server is wanted, and which protocol above TLS (RFC 6066 §3, RFC 7301 §3.2). */
public final class OfferedNames {
    private OfferedNames() {}

    /** What callbacks may know from the ClientHello alone. */
    public static HandshakeFacts learn(
            TlsConfig config, ClientHello hello, ProtocolVersion version, HandshakeFacts facts) {
        ExtensionBlock extensions = hello.extensions();
        Optional<SignatureAlgorithms> offered = extensions.find(SignatureAlgorithms.class);
        Optional<SignatureAlgorithmsCert> forChains = extensions.find(SignatureAlgorithmsCert.class);
        CodePoints schemes = offered.isPresent() ? offered.get().schemes() : CodePoints.none();
        return facts.with()
                .version(version)
                .serverName(serverName(config, extensions))
                .peerSignatureAlgorithms(schemes)
                // RFC 8446 §4.2.3: without an extension of its own, signature_algorithms speaks for certificates too.
                .peerSignatureAlgorithmsCert(
                        forChains.isPresent() ? forChains.get().schemes() : schemes)
                .signingSchemes(config.signingSchemes())
                .build();
    }

    private static Optional<String> serverName(TlsConfig config, ExtensionBlock extensions) {
        Optional<ServerName.Offered> offered = extensions.find(ServerName.Offered.class);
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        String name = offered.get().hostName();
        if (!config.serverNameFilter().accepts(name)) {
            throw UNRECOGNIZED_NAME.because("this server does not answer for the name that the client asks for");
        }
        return Optional.of(name);
    }

    /**
     * The application protocol, where the client offers any and the server has an opinion.
     *
     * <p>Called before a key manager is asked, which may choose by it; but late where there is a selector, so that this one
     * sees version, suite and names.
     */
    public static Optional<String> applicationProtocol(TlsConfig config, ClientHello hello) {
        Optional<ApplicationLayerProtocolNegotiation> extension =
                hello.extensions().find(ApplicationLayerProtocolNegotiation.class);
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        List<String> offered = extension.get().protocols();
        if (config.applicationProtocolSelector().isPresent()) {
            return Optional.of(
                    selected(config.applicationProtocolSelector().get().select(offered), offered));
        }
        if (config.applicationProtocols().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> common = ApplicationLayerProtocolNegotiation.select(config.applicationProtocols(), offered);
        if (common.isEmpty()) {
            throw noCommonProtocol(
                    offered,
                    config.applicationProtocols(),
                    "name one of the client's in setApplicationProtocols, or one of ours at the client");
        }
        return common;
    }

    private static String selected(Optional<String> selection, List<String> offered) {
        String protocol = selection.orElseThrow(
                () -> noCommonProtocol(offered, List.of(), "the application's selector refused all of them"));
        // RFC 7301 §3.2: the server selects among what the client has advertised; the empty name is for none
        if (!protocol.isEmpty() && !offered.contains(protocol)) {
            throw noCommonProtocol(
                    offered, List.of(protocol), "the application's selector chose what the client does not offer");
        }
        return protocol;
    }

    private static RuntimeException noCommonProtocol(List<String> offered, List<String> enabled, String advice) {
        NegotiationFailure failure = new NegotiationFailure("application protocol", "client", offered, enabled, advice);
        // RFC 7301 §3.2: with no protocol in common the server must say no_application_protocol.
        return NO_APPLICATION_PROTOCOL.because(failure.text(), failure);
    }
}
