package io.handfast.handshake;

import io.handfast.config.ChainWishes;
import io.handfast.config.Defaults;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.extension.CertificateAuthorities;
import io.handfast.extension.Extension;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.SignatureAlgorithmsCert;
import io.handfast.iana.CodePoints;
import io.handfast.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a side tells its peer about the chain that it wants to be shown, and what it reads of that in turn (RFC 8446 §4.2.3,
 * §4.2.4).
 */
public final class WantedChain {
    private WantedChain() {}

    /**
     * The extensions of a ClientHello.
     *
     * @param tls13 whether TLS 1.3 is offered; before it authorities have no place in a ClientHello
     */
    public static List<Extension> ofClient(TlsConfig config, boolean tls13) {
        List<Extension> extensions = new ArrayList<>();
        schemes(config).ifPresent(extensions::add);
        ChainWishes wishes = config.options().chainWishes();
        if (tls13) {
            authorities(wishes.authorities().orElseGet(() -> wishes.namesTrusted() ? accepted(config) : List.of()))
                    .ifPresent(extensions::add);
        }
        return extensions;
    }

    /** The extensions of a CertificateRequest of TLS 1.3. */
    public static List<Extension> ofServer(TlsConfig config) {
        List<Extension> extensions = new ArrayList<>();
        schemes(config).ifPresent(extensions::add);
        authorities(authoritiesOfServer(config)).ifPresent(extensions::add);
        return extensions;
    }

    /** The names in a server's CertificateRequest of any version; none leaves the choice to the client. */
    public static List<Bytes> authoritiesOfServer(TlsConfig config) {
        return config.options().chainWishes().authorities().orElseGet(() -> accepted(config));
    }

    /** The names that a peer accepts as authorities, in DER; none if it does not care. */
    public static List<byte[]> authorities(ExtensionBlock ofPeer) {
        return ofPeer.find(CertificateAuthorities.class)
                .map(wanted -> wanted.authorities().stream().map(Bytes::toArray).toList())
                .orElse(List.of());
    }

    private static Optional<CertificateAuthorities> authorities(List<Bytes> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(new CertificateAuthorities(names));
    }

    private static Optional<SignatureAlgorithmsCert> schemes(TlsConfig config) {
        return config.options()
                .chainWishes()
                .schemes()
                // An empty list has no form on the wire; that nothing is accepted shows when the chain is judged.
                .filter(schemes -> !schemes.isEmpty())
                .map(schemes -> new SignatureAlgorithmsCert(CodePoints.of(schemes, SignatureScheme::codePoint)));
    }

    private static List<Bytes> accepted(TlsConfig config) {
        List<Bytes> names = config.peerVerifier().acceptedAuthorities().stream()
                .map(Bytes::copyOf)
                .toList();
        // A list of half the world's authorities tells a peer nothing and may not even fit.
        return size(names) <= Defaults.MAX_AUTHORITY_BYTES ? names : List.of();
    }

    private static int size(List<Bytes> names) {
        return names.stream().mapToInt(name -> name.length() + 2).sum();
    }
}
