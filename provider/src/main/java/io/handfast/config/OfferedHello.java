package io.handfast.config;

import java.util.List;
import java.util.Optional;

/**
 * What a client offers, for whoever decides what it meets; names as IANA writes them, what has none as {@code 0x1a1a} (RFC 8446
 * §4.1.2).
 *
 * @param serverName the host that the client asks for
 * @param applicationProtocols most preferred first; empty without the extension
 * @param versions such as {@code TLSv1.3}
 * @param cipherSuites most preferred first
 * @param groups most preferred first; empty without the extension
 * @param signatureSchemes most preferred first; empty without the extension
 */
public record OfferedHello(
        Optional<String> serverName,
        List<String> applicationProtocols,
        List<String> versions,
        List<String> cipherSuites,
        List<String> groups,
        List<String> signatureSchemes) {
    public OfferedHello {
        applicationProtocols = List.copyOf(applicationProtocols);
        versions = List.copyOf(versions);
        cipherSuites = List.copyOf(cipherSuites);
        groups = List.copyOf(groups);
        signatureSchemes = List.copyOf(signatureSchemes);
    }
}
