package io.handfast.session;

import io.handfast.wire.Bytes;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids of sessions that were invalidated before their time, so that a ticket for one of them, which is not in our
 * keeping, opens nothing (RFC 5246 §7.2.2). Bounded: the oldest is forgotten first. Guarded by its owner's lock.
 */
final class RevokedIds {
    private static final int MOST = 20_480;

    private final Map<Bytes, Instant> forgetAt = new LinkedHashMap<>();

    void add(Bytes id, Instant now) {
        // No ticket lives longer, so neither need the memory of its session.
        forgetAt.remove(id);
        forgetAt.put(id, now.plus(Session13.LONGEST_LIFETIME));
        Iterator<Instant> oldest = forgetAt.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().isAfter(now) && forgetAt.size() <= MOST) {
                return;
            }
            oldest.remove();
        }
    }

    boolean contains(Bytes id) {
        return forgetAt.containsKey(id);
    }
}
