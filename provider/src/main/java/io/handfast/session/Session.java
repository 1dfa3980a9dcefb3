package io.handfast.session;

import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuite;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.time.Instant;

/** A session that may be resumed: a value, but for the end of its secret (RFC 8446 §2.2, RFC 5246 §7.3). */
public sealed interface Session permits Session12, Session13 {
    SessionFacts facts();

    ProtocolVersion version();

    CipherSuite suite();

    /** What names this session in a store: the ticket of one that came with a ticket, otherwise its id. */
    Bytes handle();

    /** When it may no longer be resumed, given how long sessions may live after their full handshake. */
    Instant expiresAt(Duration timeout);

    /** The same with a copy of the secret. */
    Session copy();

    /** The same with the same secret and other facts. */
    Session with(SessionFacts changed);

    /** Zeroes the secret. */
    void destroy();
}
