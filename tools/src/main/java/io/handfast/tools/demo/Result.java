package io.handfast.tools.demo;

import java.util.Optional;

/**
 * One row of the summary.
 *
 * @param client who asked
 * @param server who answered
 * @param version how the keys were agreed on
 * @param outcome what came of it; empty if it failed
 * @param handshakeMillis how long the handshake took
 * @param fault what was wrong; empty if nothing was
 */
record Result(
        String client,
        String server,
        Version version,
        Optional<Outcome> outcome,
        double handshakeMillis,
        Optional<String> fault) {

    boolean good() {
        return fault.isEmpty();
    }
}
