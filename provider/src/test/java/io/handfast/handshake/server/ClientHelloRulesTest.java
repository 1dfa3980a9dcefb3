package io.handfast.handshake.server;

import static io.handfast.alert.AlertDescription.HANDSHAKE_FAILURE;
import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.INAPPROPRIATE_FALLBACK;
import static io.handfast.alert.AlertDescription.MISSING_EXTENSION;
import static io.handfast.alert.AlertDescription.NO_APPLICATION_PROTOCOL;
import static io.handfast.alert.AlertDescription.PROTOCOL_VERSION;
import static io.handfast.alert.AlertDescription.UNRECOGNIZED_NAME;
import static io.handfast.handshake.server.ServerFixture.config;
import static io.handfast.handshake.server.ServerFixture.only12;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.OldPeerOptions;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.extension.EcPointFormats;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.KeyShare;
import io.handfast.extension.KeyShareEntry;
import io.handfast.extension.PreSharedKey;
import io.handfast.extension.PskIdentity;
import io.handfast.extension.PskKeyExchangeModes;
import io.handfast.extension.RenegotiationInfo;
import io.handfast.extension.SignatureAlgorithms;
import io.handfast.extension.SupportedGroups;
import io.handfast.extension.SupportedVersions;
import io.handfast.iana.CodePoints;
import io.handfast.iana.ExtensionType;
import io.handfast.message.ClientHello;
import io.handfast.message.ServerHello;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server refuses in a ClientHello, before its first byte of answer (RFC 8446 §4.1.2, §4.2, §9.2; RFC 5246 §7.4.1). */
class ClientHelloRulesTest {
    private static final TlsConfig BOTH = config(KeyKind.EC_P256).build();
    private static final TlsConfig OLD =
            config(KeyKind.EC_P256).versions(only12()).build();

    static Stream<Arguments> refused13() {
        return Stream.of(
                row("two compression methods", hello -> compression(hello, "0001"), ILLEGAL_PARAMETER, "compression"),
                row("no null compression", hello -> compression(hello, "01"), ILLEGAL_PARAMETER, "compression"),
                row(
                        "no signature_algorithms",
                        hello -> without(hello, ExtensionType.SIGNATURE_ALGORITHMS),
                        MISSING_EXTENSION,
                        "signature_algorithms"),
                row(
                        "no supported_groups",
                        hello -> without(hello, ExtensionType.SUPPORTED_GROUPS),
                        MISSING_EXTENSION,
                        "supported_groups"),
                row("no key_share", hello -> without(hello, ExtensionType.KEY_SHARE), MISSING_EXTENSION, "key_share"),
                row(
                        "a share of a group that is not listed",
                        hello -> with(hello, new SupportedGroups(CodePoints.of(24))),
                        ILLEGAL_PARAMETER,
                        "supported_groups"),
                row(
                        "a share too short",
                        hello -> share(hello, 29, new byte[31]),
                        ILLEGAL_PARAMETER,
                        "key share is invalid"),
                row(
                        "a share of small order",
                        hello -> share(hello, 29, new byte[32]),
                        ILLEGAL_PARAMETER,
                        "key share is invalid"),
                row(
                        "a point that is not on the curve",
                        hello -> share(hello, 23, offTheCurve()),
                        ILLEGAL_PARAMETER,
                        "key share is invalid"),
                row(
                        "no common group",
                        hello -> with(
                                with(hello, new SupportedGroups(CodePoints.of(0x7777))),
                                new KeyShare.Offered(List.of(new KeyShareEntry(0x7777, Bytes.hex("01"))))),
                        HANDSHAKE_FAILURE,
                        "0x7777"),
                row("no common suite", hello -> suite(hello, 0xc02b), HANDSHAKE_FAILURE, "TLS_AES_128_GCM_SHA256"),
                row(
                        "no scheme that fits our key",
                        hello -> with(hello, new SignatureAlgorithms(CodePoints.of(0x0804))),
                        HANDSHAKE_FAILURE,
                        "rsa_pss_rsae_sha256"),
                row(
                        "no common version",
                        hello -> with(hello, new SupportedVersions.Offered(CodePoints.of(0x7f1c, 0x0302))),
                        PROTOCOL_VERSION,
                        "TLSv1.3"),
                row(
                        "a fallback that needs not be",
                        hello -> with(
                                suite(hello, 0xc02b, 0x5600), new SupportedVersions.Offered(CodePoints.of(0x0303))),
                        INAPPROPRIATE_FALLBACK,
                        "fell back"),
                row(
                        "a pre-shared key without modes",
                        hello -> with(
                                hello,
                                new PreSharedKey.Offered(
                                        List.of(new PskIdentity(Bytes.hex("01"), 0)),
                                        List.of(Bytes.owning(new byte[32])))),
                        MISSING_EXTENSION,
                        "psk_key_exchange_modes"),
                row(
                        "a pre-shared key that is not ours, and no signature_algorithms",
                        hello -> with(
                                with(
                                        without(hello, ExtensionType.SIGNATURE_ALGORITHMS),
                                        new PskKeyExchangeModes(Bytes.hex("01"))),
                                new PreSharedKey.Offered(
                                        List.of(new PskIdentity(Bytes.hex("01"), 0)),
                                        List.of(Bytes.owning(new byte[32])))),
                        MISSING_EXTENSION,
                        "signature_algorithms"),
                row("the version of SSL 3", hello -> version(hello, 0x0300), PROTOCOL_VERSION, "0x0300"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused13")
    @Spec({
        "RFC8446-2.1-1",
        "RFC8446-4.1.1-1",
        "RFC8446-4.1.1-4",
        "RFC8446-4.1.2-15",
        "RFC8446-4.2.1-5",
        "RFC8446-4.2.1-6",
        "RFC8446-4.2.1-9",
        "RFC8446-4.2.3-3",
        "RFC8446-4.2.9-3",
        "RFC8446-9.2-4",
        "RFC8446-9.2-5",
        "RFC8446-9.2-6",
        "RFC8446-9.2-8",
        "RFC8446-9.2-9",
        "RFC8446-9.2-10",
        "RFC8446-9.2-11",
        "RFC8446-9.2-12",
        "RFC8446-D.2-1",
        "RFC8446-D.5-10"
    })
    void refusesInTls13(String name, UnaryOperator<ClientHello> change, AlertDescription alert, String reason) {
        refuses(new LockStep(BOTH, BOTH), change, alert, reason);
    }

    static Stream<Arguments> refused12() {
        return Stream.of(
                row("no null compression", hello -> compression(hello, "01"), ILLEGAL_PARAMETER, "compression"),
                row(
                        "no uncompressed points",
                        hello -> with(hello, new EcPointFormats(Bytes.hex("01"))),
                        ILLEGAL_PARAMETER,
                        "uncompressed"),
                row(
                        "a renegotiation out of the blue",
                        hello -> with(hello, new RenegotiationInfo(Bytes.hex("010203"))),
                        HANDSHAKE_FAILURE,
                        "renegotiation_info"),
                row(
                        "no signature_algorithms, which means SHA-1",
                        hello -> without(hello, ExtensionType.SIGNATURE_ALGORITHMS),
                        HANDSHAKE_FAILURE,
                        "TLS_ECDHE_ECDSA"),
                row(
                        "no common group",
                        hello -> with(hello, new SupportedGroups(CodePoints.of(0x0100))),
                        HANDSHAKE_FAILURE,
                        "a group of the client's [ffdhe2048]"),
                row("no suite for our key", hello -> suite(hello, 0xc02f), HANDSHAKE_FAILURE, "TLS_ECDHE_RSA"),
                row("no common suite", hello -> suite(hello, 0x1301, 0x0004), HANDSHAKE_FAILURE, "0x0004"),
                row("too old a version", hello -> version(hello, 0x0302), PROTOCOL_VERSION, "TLSv1.1"),
                row("SSL 3", hello -> version(hello, 0x0300), PROTOCOL_VERSION, "0x0300"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused12")
    @Spec({"RFC8446-4.1.2-16", "RFC8446-D.2-3", "RFC8446-D.5-10"})
    void refusesInTls12(String name, UnaryOperator<ClientHello> change, AlertDescription alert, String reason) {
        refuses(new LockStep(OLD, OLD), change, alert, reason);
    }

    static Stream<Arguments> secureRenegotiation() {
        return Stream.of(
                arguments("in the extension", true, false, true),
                arguments("by the signalling value", false, true, true),
                arguments("not at all", false, false, false));
    }

    /** What the client says of secure renegotiation, where the server insists on it and where it does not (RFC 5746 §4.3). */
    @ParameterizedTest(name = "{0}")
    @MethodSource("secureRenegotiation")
    void mayInsistOnSecureRenegotiation(String name, boolean extension, boolean signal, boolean known) {
        UnaryOperator<ClientHello> change = hello -> {
            ClientHello silent = suite(without(hello, ExtensionType.RENEGOTIATION_INFO), 0xc02b);
            ClientHello signalled = signal ? suite(silent, 0xc02b, 0x00ff) : silent;
            return extension ? with(signalled, RenegotiationInfo.EMPTY) : signalled;
        };
        TlsConfig insisting = new TlsConfigBuilder(OLD)
                .options(ConnectionOptions.DEFAULTS.withOldPeers(
                        OldPeerOptions.NONE.withRequiresSecureRenegotiation(true)))
                .build();
        for (boolean insists : new boolean[] {false, true}) {
            LockStep pair = new LockStep(OLD, insists ? insisting : OLD);
            if (insists && !known) {
                refuses(pair, change, HANDSHAKE_FAILURE, "sun.security.ssl.allowLegacyHelloMessages");
            } else {
                pair.changed(ClientHello.class, change);
                ServerHello answer = pair.serverEffects().sent(ServerHello.class);
                assertEquals(known, answer.extensions().has(ExtensionType.RENEGOTIATION_INFO));
            }
        }
    }

    static Stream<Arguments> versions() {
        return Stream.of(arguments("TLS 1.3", BOTH), arguments("TLS 1.2", OLD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    void refusesAnotherApplicationProtocol(String name, TlsConfig config) {
        TlsConfig client =
                new TlsConfigBuilder(config).applicationProtocols(List.of("h2")).build();
        TlsConfig server = new TlsConfigBuilder(config)
                .applicationProtocols(List.of("http/1.1"))
                .build();
        refuses(new LockStep(client, server), hello -> hello, NO_APPLICATION_PROTOCOL, "h2");
        TlsConfig selecting = new TlsConfigBuilder(config)
                .applicationProtocolSelector(Optional.of(offered -> Optional.empty()))
                .build();
        refuses(new LockStep(client, selecting), hello -> hello, NO_APPLICATION_PROTOCOL, "selector");
        TlsConfig inventing = new TlsConfigBuilder(config)
                .applicationProtocolSelector(Optional.of(offered -> Optional.of("gamma")))
                .build();
        refuses(new LockStep(client, inventing), hello -> hello, NO_APPLICATION_PROTOCOL, "enabled here are [gamma]");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    void refusesANameItDoesNotAnswerFor(String name, TlsConfig config) {
        TlsConfig client = new TlsConfigBuilder(config)
                .serverName(Optional.of("localhost"))
                .build();
        TlsConfig server = new TlsConfigBuilder(config)
                .serverNameFilter(host -> host.equals("example.org"))
                .build();
        refuses(new LockStep(client, server), hello -> hello, UNRECOGNIZED_NAME, "name");
    }

    private static void refuses(
            LockStep pair, UnaryOperator<ClientHello> change, AlertDescription alert, String reason) {
        TlsException fault = assertThrows(TlsException.class, () -> pair.changed(ClientHello.class, change));
        assertEquals(alert, fault.alert(), fault::reason);
        assertTrue(fault.reason().contains(reason), fault::reason);
        assertEquals(List.of(), pair.serverEffects().sent(), "nothing may leave before the refusal");
    }

    private static Arguments row(
            String name, UnaryOperator<ClientHello> change, AlertDescription alert, String reason) {
        return arguments(name, change, alert, reason);
    }

    private static ClientHello with(ClientHello hello, Extension extension) {
        return extensions(hello, hello.extensions().with(extension));
    }

    private static ClientHello without(ClientHello hello, int type) {
        return extensions(hello, hello.extensions().without(type));
    }

    private static ClientHello extensions(ClientHello hello, ExtensionBlock extensions) {
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.sessionId(),
                hello.cipherSuites(),
                hello.compressionMethods(),
                extensions);
    }

    private static ClientHello compression(ClientHello hello, String methods) {
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.sessionId(),
                hello.cipherSuites(),
                Bytes.hex(methods),
                hello.extensions());
    }

    private static ClientHello suite(ClientHello hello, int... suites) {
        return new ClientHello(
                hello.legacyVersion(),
                hello.random(),
                hello.sessionId(),
                CodePoints.of(suites),
                hello.compressionMethods(),
                hello.extensions());
    }

    private static ClientHello version(ClientHello hello, int version) {
        return new ClientHello(
                version,
                hello.random(),
                hello.sessionId(),
                hello.cipherSuites(),
                hello.compressionMethods(),
                hello.extensions());
    }

    private static ClientHello share(ClientHello hello, int group, byte[] share) {
        return with(hello, new KeyShare.Offered(List.of(new KeyShareEntry(group, Bytes.owning(share)))));
    }

    private static byte[] offTheCurve() {
        byte[] point = new byte[65];
        point[0] = 4;
        point[64] = 1;
        return point;
    }
}
