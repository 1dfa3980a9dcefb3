package io.handfast.session;

import io.handfast.crypto.Secret;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite13;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A session of TLS 1.3 under one of its tickets (RFC 8446 §4.6.1).
 *
 * @param suite the suite of the connection that the ticket came on; its hash is the key's
 * @param preSharedKey as long as the hash, owned by this object
 * @param ticket what the client shows for it; empty inside of a sealed ticket
 * @param ageAdd what hides the ticket's age, 0 to 2^32 − 1
 * @param issuedAt when the server sent the ticket, or when the client received it
 * @param lifetime how long the ticket is good, seven days at most
 * @param maxEarlyDataSize the most early data that the server takes, in bytes; 0 for none
 * @param group what the key exchange was in
 */
public record Session13(
        SessionFacts facts,
        CipherSuite13 suite,
        Secret preSharedKey,
        Bytes ticket,
        long ageAdd,
        Instant issuedAt,
        Duration lifetime,
        long maxEarlyDataSize,
        Optional<NamedGroup> group)
        implements Session {
    /** The longest that a ticket may live (RFC 8446 §4.6.1). */
    public static final Duration LONGEST_LIFETIME = Duration.ofDays(7);

    @Override
    public ProtocolVersion version() {
        return ProtocolVersion.TLS13;
    }

    @Override
    public Bytes handle() {
        return ticket;
    }

    @Override
    public Instant expiresAt(Duration timeout) {
        Instant ofTicket = issuedAt.plus(lifetime);
        Instant ofSession = facts.createdAt().plus(timeout);
        return ofTicket.isBefore(ofSession) ? ofTicket : ofSession;
    }

    /** The age as the client shows it: in milliseconds, hidden by {@link #ageAdd} (RFC 8446 §4.2.11.1). */
    public long obfuscatedAge(Instant now) {
        return Duration.between(issuedAt, now).toMillis() + ageAdd & 0xffff_ffffL;
    }

    @Override
    public Session13 copy() {
        return with(Secret.copyOf(preSharedKey.reveal()), facts, ticket);
    }

    @Override
    public Session13 with(SessionFacts changed) {
        return with(preSharedKey, changed, ticket);
    }

    /** The same under another ticket, with the same secret. */
    public Session13 withTicket(Bytes identity) {
        return with(preSharedKey, facts, identity);
    }

    /** The same ticket sent at another time, with the same secret. */
    public Session13 withIssuedAt(Instant time) {
        return new Session13(facts, suite, preSharedKey, ticket, ageAdd, time, lifetime, maxEarlyDataSize, group);
    }

    private Session13 with(Secret key, SessionFacts changed, Bytes identity) {
        return new Session13(changed, suite, key, identity, ageAdd, issuedAt, lifetime, maxEarlyDataSize, group);
    }

    @Override
    public void destroy() {
        preSharedKey.destroy();
    }
}
