package io.handfast.handshake.client;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;

import io.handfast.alert.TlsException;
import io.handfast.extension.SupportedVersions;
import io.handfast.failure.NegotiationFailure;
import io.handfast.handshake.client.hello.ClientOffer;
import io.handfast.iana.ExtensionType;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.HelloRandoms;
import io.handfast.message.ServerHello;
import java.util.List;
import java.util.Optional;

/** Which version a ServerHello chose, and whether it may (RFC 8446 §4.1.3, §4.2.1). */
final class VersionFork {
    private VersionFork() {}

    static ProtocolVersion of(ClientOffer offer, ServerHello hello) {
        // RFC 8446 §D.5: a hello of SSL 3.0 is refused as such, whatever supported_versions says
        if (hello.legacyVersion() == ProtocolVersion.SSL30) {
            throw nothingInCommon(offer, hello.legacyVersion());
        }
        Optional<SupportedVersions.Selected> selected = hello.extensions().find(SupportedVersions.Selected.class);
        boolean asked = offer.hello().extensions().has(ExtensionType.SUPPORTED_VERSIONS);
        // RFC 8446 §4.2.1: the extension is looked at first, and decides alone; unasked, it is refused further on
        if (selected.isPresent() && asked) {
            return select13(selected.get().version());
        }
        if (offer.retry().isPresent()) {
            // RFC 8446 §4.1.4: the version of the HelloRetryRequest stays
            throw ILLEGAL_PARAMETER.because("server asked for a retry in TLS 1.3 and then left that version");
        }
        refuseDowngrade(offer, hello);
        // RFC 5246 §E.1: a version that we do not support ends the handshake with protocol_version
        return ProtocolVersion.of(hello.legacyVersion())
                .filter(version -> !version.is13() && offer.offers(version))
                .orElseThrow(() -> nothingInCommon(offer, hello.legacyVersion()));
    }

    private static TlsException nothingInCommon(ClientOffer offer, int chosen) {
        NegotiationFailure failure = new NegotiationFailure(
                "version",
                "server",
                List.of(nameOf(chosen)),
                offer.versions().stream().map(ProtocolVersion::protocolName).toList(),
                "enable the server's with setEnabledProtocols and in jdk.tls.disabledAlgorithms, or a newer one at the "
                        + "server" + offer.config().options().whyRefused());
        return PROTOCOL_VERSION.because(failure.text(), failure);
    }

    private static ProtocolVersion select13(int version) {
        // RFC 8446 §4.2.1: a version that we did not offer, or one before TLS 1.3, is fatal here
        if (version != ProtocolVersion.TLS13.code()) {
            throw ILLEGAL_PARAMETER.because("server's supported_versions chose " + nameOf(version) + ", not TLS 1.3");
        }
        return ProtocolVersion.TLS13;
    }

    private static void refuseDowngrade(ClientOffer offer, ServerHello hello) {
        boolean from13 = offer.offers(ProtocolVersion.TLS13);
        boolean from12 = offer.offers(ProtocolVersion.TLS12) && hello.legacyVersion() < ProtocolVersion.TLS12.code();
        // RFC 8446 §4.1.3: a server that could do better says so in its random; if we could too, somebody meddled with
        // the offer
        if (from13 && HelloRandoms.endsWith(hello.random(), HelloRandoms.DOWNGRADE_TLS12)
                || (from13 || from12) && HelloRandoms.endsWith(hello.random(), HelloRandoms.DOWNGRADE_TLS11)) {
            throw ILLEGAL_PARAMETER.because("server chose " + nameOf(hello.legacyVersion())
                    + ", but its random says that it supports more: the offer was tampered with on the way");
        }
    }

    private static String nameOf(int version) {
        return ProtocolVersion.of(version)
                .map(ProtocolVersion::protocolName)
                .orElseGet(() -> String.format("version 0x%04x", version));
    }
}
