package io.handfast.config;

import java.util.List;
import java.util.Optional;

/** The port by which an application chooses the protocol itself (RFC 7301 §3.2). */
@FunctionalInterface
public interface ApplicationProtocolSelector {
    /**
     * Chooses among what the client offers.
     *
     * @return the chosen protocol; the empty string to go on without one; nothing to refuse with {@code
     *     no_application_protocol}, as is done with a protocol that was not offered
     */
    Optional<String> select(List<String> offered);
}
