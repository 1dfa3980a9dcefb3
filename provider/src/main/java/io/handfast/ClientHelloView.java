package io.handfast;

import io.handfast.config.OfferedHello;
import java.util.List;
import java.util.Optional;

/**
 * What a client offers in its first message; immutable, and not yet protected by anything (RFC 8446 §4.1.2).
 *
 * <p>Names are those of IANA's registries; what is not known here is shown by its number, such as {@code 0x1a1a}. Whatever is in
 * here was written by a stranger: an application protocol may be any bytes.
 */
public final class ClientHelloView {
    private final OfferedHello hello;

    ClientHelloView(OfferedHello hello) {
        this.hello = hello;
    }

    /** The host that the client asks for (SNI), if it does. */
    public Optional<String> serverName() {
        return hello.serverName();
    }

    /** The application protocols (ALPN), most preferred first; empty if the client names none. */
    public List<String> applicationProtocols() {
        return hello.applicationProtocols();
    }

    /** The versions, such as {@code TLSv1.3}; of a client before TLS 1.3 the newest one alone. */
    public List<String> versions() {
        return hello.versions();
    }

    /** The cipher suites, most preferred first. */
    public List<String> cipherSuites() {
        return hello.cipherSuites();
    }

    /** The groups for the key exchange, most preferred first. */
    public List<String> groups() {
        return hello.groups();
    }

    /** The signature schemes that the client verifies, most preferred first. */
    public List<String> signatureSchemes() {
        return hello.signatureSchemes();
    }

    @Override
    public String toString() {
        return hello.toString();
    }
}
