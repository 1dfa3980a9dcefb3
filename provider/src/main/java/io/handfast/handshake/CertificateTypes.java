package io.handfast.handshake;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNSUPPORTED_CERTIFICATE;

import io.handfast.config.ClientAuthentication;
import io.handfast.config.RawPublicKeyOptions;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.extension.ClientCertificateType;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.ServerCertificateType;
import io.handfast.iana.CertificateType;
import io.handfast.iana.CodePoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In which form each side shows its key: X.509 unless something else is agreed (RFC 7250 §4).
 *
 * @param server how the server shows its key
 * @param client how the client shows its own, if it is asked
 */
public record CertificateTypes(CertificateType server, CertificateType client) {
    /** What holds where nothing is agreed. */
    public static final CertificateTypes X509 = new CertificateTypes(CertificateType.X509, CertificateType.X509);

    /** The extensions of a ClientHello. */
    public static List<Extension> offered(TlsConfig config) {
        RawPublicKeyOptions keys = config.options().rawPublicKeys();
        List<Extension> extensions = new ArrayList<>();
        // RFC 7250 §4.1: who has nothing but the default to say leaves the extension out
        if (keys.verifier().isPresent()) {
            extensions.add(new ServerCertificateType.Offered(codes(keys.accepted())));
        }
        if (!keys.own().isEmpty()) {
            extensions.add(new ClientCertificateType.Offered(codes(keys.shown())));
        }
        return extensions;
    }

    /** What a client reads in a server's answer, whose extensions all answer its own. */
    public static CertificateTypes answered(TlsConfig config, ExtensionBlock answer) {
        RawPublicKeyOptions keys = config.options().rawPublicKeys();
        Optional<ServerCertificateType.Selected> ofServer = answer.find(ServerCertificateType.Selected.class);
        Optional<ClientCertificateType.Selected> ofClient = answer.find(ClientCertificateType.Selected.class);
        CertificateType server = ofServer.isPresent()
                ? chosen(ofServer.get().certificateType(), keys.accepted(), "its own key")
                : CertificateType.X509;
        // RFC 7250 §4.2: silence means X.509, which may not be enough for us
        if (!keys.accepted().contains(server)) {
            throw UNSUPPORTED_CERTIFICATE.because(
                    "the server shows an X.509 certificate, and we take raw public keys only");
        }
        CertificateType client = ofClient.isPresent()
                ? chosen(ofClient.get().certificateType(), keys.shown(), "our key")
                : CertificateType.X509;
        return new CertificateTypes(server, client);
    }

    private static CertificateType chosen(int code, List<CertificateType> offered, String whose) {
        return CertificateType.of(code)
                .filter(offered::contains)
                .orElseThrow(() -> ILLEGAL_PARAMETER.because("the server chose the certificate type " + code + " for "
                        + whose + ", but we offered " + names(offered)));
    }

    /**
     * How a server may show its key, the best first.
     *
     * <p>A server without raw keys does not look at the extension, as if it did not know it.
     */
    public static List<CertificateType> ofServer(TlsConfig config, ExtensionBlock hello) {
        RawPublicKeyOptions keys = config.options().rawPublicKeys();
        if (keys.own().isEmpty()) {
            return List.of(CertificateType.X509);
        }
        List<CertificateType> common = hello.find(ServerCertificateType.Offered.class)
                .map(offered -> common(offered.types(), keys.shown()))
                .orElseGet(() -> common(CodePoints.of(CertificateType.X509.code()), keys.shown()));
        if (common.isEmpty()) {
            // RFC 7250 §4.2: the alert for nothing in common
            throw UNSUPPORTED_CERTIFICATE.because(
                    "the client takes no form in which this server shows its key: " + names(keys.shown()));
        }
        return common;
    }

    /** How a client that is asked for its key shall show it. */
    public static CertificateType ofClient(TlsConfig config, ExtensionBlock hello) {
        RawPublicKeyOptions keys = config.options().rawPublicKeys();
        if (config.clientAuthentication() == ClientAuthentication.NONE
                || keys.verifier().isEmpty()) {
            return CertificateType.X509;
        }
        CodePoints offered = hello.find(ClientCertificateType.Offered.class)
                .map(ClientCertificateType.Offered::types)
                .orElse(CodePoints.of(CertificateType.X509.code()));
        Optional<CertificateType> first =
                common(offered, keys.accepted()).stream().findFirst();
        if (first.isEmpty() && config.clientAuthentication() == ClientAuthentication.REQUIRED) {
            // RFC 7250 §4.2: the same for the client's key
            throw UNSUPPORTED_CERTIFICATE.because(
                    "the client shows its key in no form that this server takes: " + names(keys.accepted()));
        }
        return first.orElse(CertificateType.X509);
    }

    /** Whether a server asks a client that shows its key so: not for what it only wants, and could only refuse. */
    public static boolean asksClient(TlsConfig config, CertificateType type) {
        return switch (config.clientAuthentication()) {
            case NONE -> false;
            case WANTED -> config.options().rawPublicKeys().accepted().contains(type);
            case REQUIRED -> true;
        };
    }

    /** The extensions of a server's answer. */
    public List<Extension> answer(TlsConfig config, ExtensionBlock hello) {
        List<Extension> extensions = new ArrayList<>();
        if (hello.find(ServerCertificateType.Offered.class).isPresent()
                && !config.options().rawPublicKeys().own().isEmpty()) {
            extensions.add(new ServerCertificateType.Selected(server.code()));
        }
        // RFC 7250 §4.2: nothing is said about the key of a client that is not asked for it
        Optional<ClientCertificateType.Offered> ofClient = hello.find(ClientCertificateType.Offered.class);
        if (ofClient.isPresent()
                && ofClient.get().types().contains(client.code())
                && asksClient(config, client)
                && config.options().rawPublicKeys().verifier().isPresent()) {
            extensions.add(new ClientCertificateType.Selected(client.code()));
        }
        return extensions;
    }

    /** The configuration with those of our keys that can be shown so. */
    public static TlsConfig showing(TlsConfig config, CertificateType type) {
        RawPublicKeyOptions keys = config.options().rawPublicKeys();
        if (!keys.shown().contains(type)) {
            return new TlsConfigBuilder(config)
                    .credentials(RawPublicKeyOptions.NONE)
                    .build();
        }
        return switch (type) {
            case X509 -> config;
            case RAW_PUBLIC_KEY ->
                new TlsConfigBuilder(config).credentials(keys).build();
        };
    }

    private static List<CertificateType> common(CodePoints peer, List<CertificateType> ours) {
        return peer.stream()
                .mapToObj(CertificateType::of)
                .flatMap(Optional::stream)
                .filter(ours::contains)
                .distinct()
                .toList();
    }

    private static CodePoints codes(List<CertificateType> types) {
        return CodePoints.of(types, CertificateType::code);
    }

    private static List<String> names(List<CertificateType> types) {
        return types.stream().map(CertificateType::ianaName).toList();
    }
}
