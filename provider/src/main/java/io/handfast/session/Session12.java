package io.handfast.session;

import io.handfast.crypto.Secret;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite12;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.time.Instant;

/**
 * A session of TLS 1.2 or below (RFC 5246 §7.3, RFC 5077 §3.1, RFC 7627 §5.3).
 *
 * @param masterSecret 48 bytes, owned by this object
 * @param extendedMasterSecret whether that secret is bound to its handshake
 * @param encryptThenMac whether records were protected so
 * @param ticket what a client shows for it; empty if it is known to the server by its id, and always so on a server
 * @param ticketLifetime how long the server expects to take the ticket; zero leaves it open
 */
public record Session12(
        SessionFacts facts,
        ProtocolVersion version,
        CipherSuite12 suite,
        Secret masterSecret,
        boolean extendedMasterSecret,
        boolean encryptThenMac,
        Bytes ticket,
        Duration ticketLifetime)
        implements Session {
    @Override
    public Bytes handle() {
        return facts.id();
    }

    @Override
    public Instant expiresAt(Duration timeout) {
        boolean shorter = !ticketLifetime.isZero() && ticketLifetime.compareTo(timeout) < 0;
        return facts.createdAt().plus(shorter ? ticketLifetime : timeout);
    }

    @Override
    public Session12 copy() {
        return new Session12(
                facts,
                version,
                suite,
                Secret.copyOf(masterSecret.reveal()),
                extendedMasterSecret,
                encryptThenMac,
                ticket,
                ticketLifetime);
    }

    @Override
    public Session12 with(SessionFacts changed) {
        return new Session12(
                changed, version, suite, masterSecret, extendedMasterSecret, encryptThenMac, ticket, ticketLifetime);
    }

    @Override
    public void destroy() {
        masterSecret.destroy();
    }
}
