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
        add(schemes(config), extensions);
        if (tls13) {
            add(authorities(authoritiesOfClient(config)), extensions);
        }
        return extensions;
    }

    private static List<Bytes> authoritiesOfClient(TlsConfig config) {
        ChainWishes wishes = config.options().chainWishes();
        if (wishes.authorities().isPresent()) {
            return wishes.authorities().get();
        }
        return wishes.namesTrusted() ? accepted(config) : List.of();
    }

    /** The extensions of a CertificateRequest of TLS 1.3. */
    public static List<Extension> ofServer(TlsConfig config) {
        List<Extension> extensions = new ArrayList<>();
        add(schemes(config), extensions);
        add(authorities(authoritiesOfServer(config)), extensions);
        return extensions;
    }

    private static void add(Optional<? extends Extension> extension, List<Extension> extensions) {
        if (extension.isPresent()) {
            extensions.add(extension.get());
        }
    }

    /** The names in a server's CertificateRequest of any version; none leaves the choice to the client. */
    public static List<Bytes> authoritiesOfServer(TlsConfig config) {
        return config.options().chainWishes().authorities().orElseGet(() -> accepted(config));
    }

    /** The names that a peer accepts as authorities, in DER; none if it does not care. */
    public static List<byte[]> authorities(ExtensionBlock ofPeer) {
        Optional<CertificateAuthorities> wanted = ofPeer.find(CertificateAuthorities.class);
        return wanted.isPresent()
                ? wanted.get().authorities().stream().map(Bytes::toArray).toList()
                : List.of();
    }

    private static Optional<CertificateAuthorities> authorities(List<Bytes> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(new CertificateAuthorities(names));
    }

    private static Optional<SignatureAlgorithmsCert> schemes(TlsConfig config) {
        List<SignatureScheme> schemes = config.options().chainWishes().schemes().orElse(List.of());
        // An empty list has no form on the wire; that nothing is accepted shows when the chain is judged.
        return schemes.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignatureAlgorithmsCert(CodePoints.of(schemes, SignatureScheme::codePoint)));
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
