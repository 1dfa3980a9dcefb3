package io.handfast.interop;

import java.security.Principal;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link LocalServer} saw of one connection.
 *
 * @param protocol the negotiated version; {@code "NONE"} if it did not come to one
 * @param suite the negotiated suite
 * @param applicationProtocol the ALPN name; empty for none
 * @param serverNames the host names the client asked for
 * @param client who the client proved to be
 * @param failure why the connection failed, if it did
 */
record Served(
        String protocol,
        String suite,
        String applicationProtocol,
        List<String> serverNames,
        Optional<Principal> client,
        Optional<Exception> failure) {}
