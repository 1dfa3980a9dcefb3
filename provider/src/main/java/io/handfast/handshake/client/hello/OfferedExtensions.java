package io.handfast.handshake.client.hello;

import io.handfast.config.TlsConfig;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.CompressCertificate;
import io.handfast.extension.EcPointFormats;
import io.handfast.extension.EncryptThenMac;
import io.handfast.extension.ExtendedMasterSecret;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.PostHandshakeAuth;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.extension.ServerName;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.StatusRequest;
import io.handfast.extension.StatusRequestV2;
import io.handfast.extension.SupportedGroups;
import io.handfast.extension.SupportedVersions;
import io.handfast.handshake.CertificateCompression;
import io.handfast.handshake.CertificateTypes;
import io.handfast.handshake.WantedChain;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CbcBulkCipher;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.KeyExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The extensions of a first ClientHello, in the order of the wire (RFC 8446 §4.2, §9.2).
 *
 * <p>What only one version understands is offered only when that version is.
 */
final class OfferedExtensions {
    private OfferedExtensions() {}

    static ExtensionBlock of(
            TlsConfig config, List<ProtocolVersion> versions, List<CipherSuite> suites, List<OfferedShare> shares) {
        boolean tls13 = versions.contains(ProtocolVersion.TLS13);
        // The oldest comes last.
        boolean before13 = !versions.get(versions.size() - 1).is13();
        boolean curves12 = false;
        boolean fields12 = false;
        boolean ownMac = false;
        for (CipherSuite suite : suites) {
            if (suite instanceof CipherSuite12 suite12) {
                curves12 |= suite12.keyExchange() == KeyExchange.ECDHE;
                fields12 |= suite12.keyExchange() == KeyExchange.DHE;
                ownMac |= suite12.bulkCipher() instanceof CbcBulkCipher;
            }
        }
        List<NamedGroup> groups = new ArrayList<>(config.groups().size());
        for (NamedGroup group : config.groups()) {
            if (tls13
                    || curves12 && group.usableIn12()
                    // RFC 7919 §3: who offers DHE says which finite fields
                    || fields12 && group.kind() == NamedGroup.Kind.FINITE_FIELD) {
                groups.add(group);
            }
        }

        List<Extension> extensions = new ArrayList<>(20);
        Optional<String> name = config.serverName();
        if (name.isPresent() && ServerName.maySend(name.get())) {
            extensions.add(new ServerName.Offered(name.get()));
        }
        if (ownMac) {
            extensions.add(new EncryptThenMac());
        }
        if (before13) {
            extensions.add(new ExtendedMasterSecret());
            // RFC 5746 §3.4: the empty extension says the same as the signalling suite, and is the one to answer
            extensions.add(RenegotiationInfo.EMPTY);
        }
        if (!groups.isEmpty()) {
            extensions.add(new SupportedGroups(CodePoints.of(groups, NamedGroup::codePoint)));
        }
        if (curves12) {
            extensions.add(EcPointFormats.UNCOMPRESSED_ONLY);
        }
        extensions.addAll(AnsweredLimits.offered(config, tls13));
        if (!config.applicationProtocols().isEmpty()) {
            extensions.add(new ApplicationLayerProtocolNegotiation(config.applicationProtocols()));
        }
        // RFC 5246 §7.4.1.4.1: a client without TLS 1.2 must not send it
        if (!versions.get(0).before12()) {
            extensions.add(
                    new SignatureAlgorithms(CodePoints.of(config.signatureSchemes(), SignatureScheme::codePoint)));
        }
        if (config.options().status().asks()) {
            extensions.add(StatusRequest.Offered.ANY);
            if (before13) {
                // RFC 8446 §4.4.2.1: TLS 1.3 does without it
                extensions.add(StatusRequestV2.Offered.ANY);
            }
        }
        extensions.addAll(WantedChain.ofClient(config, tls13));
        extensions.addAll(CertificateTypes.offered(config));
        if (tls13) {
            // RFC 8446 §4.2.1: every version that we would accept is listed
            extensions.add(new SupportedVersions.Offered(CodePoints.of(versions, ProtocolVersion::code)));
            List<KeyShareEntry> entries = new ArrayList<>(shares.size());
            for (OfferedShare share : shares) {
                entries.add(share.entry());
            }
            extensions.add(new KeyShare.Offered(entries));
            Optional<CompressCertificate> compression = CertificateCompression.offer(config);
            if (compression.isPresent()) {
                extensions.add(compression.get());
            }
            if (config.options().postHandshakeAuthentication()) {
                extensions.add(new PostHandshakeAuth());
            }
            if (config.sessions().remembers()) {
                // RFC 8446 §4.2.9: without it no server may send tickets, and none can be offered
                extensions.add(OfferedSession.MODES);
            }
        }
        return ExtensionBlock.of(extensions);
    }
}
