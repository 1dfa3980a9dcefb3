package io.handfast.handshake.client.hello;

import io.handfast.config.TlsConfig;
import io.handfast.session.SessionFacts;
import io.handfast.wire.Bytes;
import io.handfast.x509.OcspResponse;
import io.handfast.x509.UnusableStatusException;
import java.time.Instant;
import java.util.List;

/** The OCSP responses that came with the handshake that made a session (RFC 6066 §8, RFC 8446 §4.6.1). */
final class KeptStaples {
    private KeptStaples() {}

    /**
     * Whether they may serve once more where the chain is judged again when the session is taken up. A resumption brings no
     * new ones, so with staples that have run out it could only fail; a full handshake brings what the server has by now.
     */
    static boolean serve(TlsConfig config, SessionFacts facts) {
        return !config.options().verifiesOnResumption()
                || hold(
                        facts.statusResponses().orElse(List.of()),
                        config.sessions().now());
    }

    private static boolean hold(List<Bytes> responses, Instant now) {
        try {
            for (Bytes each : responses) {
                // RFC 8446 §4.4.2.1: a certificate may have none
                if (!each.isEmpty()
                        && OcspResponse.parse(each.toArray()).nextUpdate().isBefore(now)) {
                    return false;
                }
            }
            return true;
        } catch (UnusableStatusException e) {
            return false;
        }
    }
}
