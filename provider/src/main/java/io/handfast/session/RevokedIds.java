package io.handfast.session;

import io.handfast.wire.Bytes;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids of sessions that were invalidated before their time, so that a ticket for one of them, which is not in our
 * keeping, opens nothing (RFC 5246 §7.2.2). Guarded by its owner's lock.
 *
 * <p>Bounded: the oldest is forgotten first. Peers decide how many there are, so from then on every session that is as old as a
 * forgotten one counts as possibly invalidated: nobody brings an ended session back by ending others. After a clock is set back
 * that may be all for as long, since their times do not tell which were made before.
 */
final class RevokedIds {
    static final int MOST = 20_480;

    private final Map<Bytes, Instant> addedAt = new LinkedHashMap<>();
    private Instant forgottenUntil = Instant.MIN;

    void add(Bytes id, Instant now) {
        addedAt.remove(id);
        addedAt.put(id, now);
        Iterator<Instant> oldest = addedAt.values().iterator();
        while (oldest.hasNext()) {
            Instant added = oldest.next();
            // No ticket of TLS 1.3 lives longer, so neither need the memory of its session.
            if (added.plus(Session13.LONGEST_LIFETIME).isAfter(now) && addedAt.size() <= MOST) {
                return;
            }
            oldest.remove();
            forgottenUntil = added.isAfter(forgottenUntil) ? added : forgottenUntil;
        }
    }

    boolean contains(Bytes id) {
        return addedAt.containsKey(id);
    }

    /** Whether a session was invalidated, or is so old that it may be one of those forgotten. */
    boolean mayContain(Bytes id, Instant createdAt) {
        // A session is made before it ends.
        return contains(id) || !createdAt.isAfter(forgottenUntil);
    }
}
