package io.handfast.handshake.server.choice;

import io.handfast.config.OfferedHello;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.extension.ApplicationLayerProtocolNegotiation;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.ServerName;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.SupportedGroups;
import io.handfast.extension.SupportedVersions;
import io.handfast.iana.ProtocolVersion;
import io.handfast.message.ClientHello;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuites;
import java.util.List;

/** A ClientHello in words, for callbacks and for messages (RFC 8446 §4.1.2). */
public final class HelloSummary {
    private HelloSummary() {}

    /** All that a client offers. */
    public static OfferedHello of(ClientHello hello) {
        ExtensionBlock extensions = hello.extensions();
        return new OfferedHello(
                extensions.find(ServerName.Offered.class).map(ServerName.Offered::hostName),
                extensions
                        .find(ApplicationLayerProtocolNegotiation.class)
                        .map(ApplicationLayerProtocolNegotiation::protocols)
                        .orElse(List.of()),
                extensions
                        .find(SupportedVersions.Offered.class)
                        .map(offered -> offered.versions().named(HelloSummary::version))
                        .orElseGet(() -> List.of(version(hello.legacyVersion()))),
                hello.cipherSuites().named(HelloSummary::suite),
                extensions
                        .find(SupportedGroups.class)
                        .map(offered -> offered.groups().named(HelloSummary::group))
                        .orElse(List.of()),
                extensions
                        .find(SignatureAlgorithms.class)
                        .map(offered -> offered.schemes().named(HelloSummary::scheme))
                        .orElse(List.of()));
    }

    /** The name of a suite, or its number. */
    public static String suite(int code) {
        return CipherSuites.byCodePoint(code).map(CipherSuite::ianaName).orElseGet(() -> number(code));
    }

    /** The name of a group, or its number. */
    public static String group(int code) {
        return NamedGroups.byCodePoint(code).map(NamedGroup::ianaName).orElseGet(() -> number(code));
    }

    /** The name of a signature scheme, or its number. */
    public static String scheme(int code) {
        return SignatureSchemes.byCodePoint(code).map(SignatureScheme::ianaName).orElseGet(() -> number(code));
    }

    private static String version(int code) {
        return ProtocolVersion.of(code).map(ProtocolVersion::protocolName).orElseGet(() -> number(code));
    }

    private static String number(int code) {
        return String.format("0x%04x", code);
    }
}
