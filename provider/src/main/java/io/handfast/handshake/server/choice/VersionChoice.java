package io.handfast.handshake.server.choice;

import static io.handfast.alert.AlertDescription.INAPPROPRIATE_FALLBACK;
import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;

import io.handfast.alert.TlsException;
import io.handfast.config.TlsConfig;
import io.handfast.extension.SupportedVersions;
import io.handfast.failure.NegotiationFailure;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.ClientHello;
import java.util.List;
import java.util.Optional;

/** Which version a server speaks with this client (RFC 8446 §4.2.1, §D; RFC 7507). */
public final class VersionChoice {
    /** Not a suite: the client says that this is a fallback after a failed attempt (RFC 7507 §2). */
    static final int TLS_FALLBACK_SCSV = 0x5600;

    private VersionChoice() {}

    /** The newest version that both sides enable. */
    public static ProtocolVersion choose(TlsConfig config, ClientHello hello) {
        refuseSsl30(config, hello);
        Optional<SupportedVersions.Offered> offered = hello.extensions().find(SupportedVersions.Offered.class);
        ProtocolVersion chosen = offered.isPresent()
                ? fromExtension(config, offered.get().versions())
                : fromLegacyVersion(config, hello.legacyVersion());
        // RFC 7507 §3: a fallback below what we could have spoken is a downgrade.
        if (hello.cipherSuites().contains(TLS_FALLBACK_SCSV)
                && chosen != config.versions().get(0)) {
            throw INAPPROPRIATE_FALLBACK.because("the client fell back to " + chosen + ", but this server enables "
                    + config.versions().get(0));
        }
        return chosen;
    }

    /** Refuses a hello of SSL 3.0, the first or the second one. */
    public static void refuseSsl30(TlsConfig config, ClientHello hello) {
        // RFC 8446 §D.5: a hello of SSL 3.0 is refused as such, whatever supported_versions says
        if (hello.legacyVersion() == ProtocolVersion.SSL30) {
            throw nothingInCommon(config, List.of("at most " + nameOf(hello.legacyVersion())));
        }
    }

    private static ProtocolVersion fromExtension(TlsConfig config, CodePoints offered) {
        // RFC 8446 §4.2.1: with supported_versions present, legacy_version must not be used.
        for (ProtocolVersion version : config.versions()) {
            if (offered.contains(version.code())) {
                return version;
            }
        }
        throw nothingInCommon(config, offered.named(VersionChoice::nameOf));
    }

    private static ProtocolVersion fromLegacyVersion(TlsConfig config, int legacyVersion) {
        // RFC 8446 §4.2.1: without supported_versions the answer is TLS 1.2 at most, whatever legacy_version says.
        for (ProtocolVersion version : config.versions()) {
            if (!version.is13() && version.code() <= legacyVersion) {
                return version;
            }
        }
        throw nothingInCommon(config, List.of("at most " + nameOf(legacyVersion)));
    }

    private static TlsException nothingInCommon(TlsConfig config, List<String> offered) {
        NegotiationFailure failure = new NegotiationFailure(
                "version",
                "client",
                offered,
                config.versions().stream().map(ProtocolVersion::protocolName).toList(),
                "enable one of the client's with setEnabledProtocols and in jdk.tls.disabledAlgorithms, or a newer one at the "
                        + "client" + config.options().whyRefused());
        return PROTOCOL_VERSION.because(failure.text(), failure);
    }

    private static String nameOf(int code) {
        return ProtocolVersion.of(code)
                .map(ProtocolVersion::protocolName)
                .orElseGet(() -> String.format("0x%04x", code));
    }
}
