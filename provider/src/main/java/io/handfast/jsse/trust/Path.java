package io.handfast.jsse.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A path that was found good (RFC 5280 §6.1).
 *
 * @param certificates leaf first, each issued by the next
 * @param anchor the trusted certificate that issued the last one or is the last one; empty if the application trusts a mere name
 *     and key
 */
record Path(List<X509Certificate> certificates, Optional<X509Certificate> anchor) {
    Path {
        certificates = List.copyOf(certificates);
    }
}
