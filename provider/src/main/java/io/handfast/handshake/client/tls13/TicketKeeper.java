package io.handfast.handshake.client.tls13;

import io.handfast.config.HandshakeFacts;
import io.handfast.config.TlsConfig;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Secret;
import io.handfast.extension.EarlyDataIndication;
import io.handfast.handshake.KeptFacts;
import io.handfast.keyschedule.ResumptionPsk;
import io.handfast.message.NewSessionTicket13;
import io.handfast.session.Session13;
import io.handfast.suite.CipherSuite13;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes sessions of the tickets that a server sends, and keeps them (RFC 8446 §4.6.1).
 *
 * @param hkdf the connection's own
 * @param resumptionMasterSecret what the keys of the tickets come from
 */
record TicketKeeper(TlsConfig config, CipherSuite13 suite, Hkdf hkdf, Secret resumptionMasterSecret) {
    /** A ticket longer than this, in bytes, would leave the ClientHello too little room for itself. */
    private static final int LONGEST_TICKET = 0x8000;

    void keep(NewSessionTicket13 ticket, HandshakeFacts facts) {
        // RFC 8446 §4.6.1: a lifetime of zero means that the ticket is to be dropped at once.
        if (ticket.lifetimeSeconds() == 0 || ticket.ticket().length() > LONGEST_TICKET) {
            return;
        }
        Secret preSharedKey =
                ResumptionPsk.of(hkdf, resumptionMasterSecret, ticket.nonce().toArray());
        Optional<EarlyDataIndication.Limit> limit = ticket.extensions().find(EarlyDataIndication.Limit.class);
        config.sessions()
                .client()
                .add(new Session13(
                        KeptFacts.of(config, facts),
                        suite,
                        preSharedKey,
                        ticket.ticket(),
                        ticket.ageAdd(),
                        config.sessions().now(),
                        Duration.ofSeconds(ticket.lifetimeSeconds()),
                        limit.isPresent() ? limit.get().maxEarlyDataSize() : 0,
                        facts.group()));
    }

    /** No ticket is expected for a while: keeps the secret alone. */
    void rest() {
        hkdf.release();
    }

    void destroy() {
        resumptionMasterSecret.destroy();
    }
}
