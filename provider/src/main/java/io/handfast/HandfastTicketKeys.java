package io.handfast;

import io.handfast.crypto.Jca;
import io.handfast.session.SharedTicketKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keys that seal session tickets, shared by the contexts of one server or by the servers behind one name (RFC 5077 §5.5).
 *
 * <p>Without such keys each context makes its own, which is safer where it is enough. Each key is 48 or 80 random bytes, in the
 * files that nginx's {@code ssl_session_ticket_key} reads, as {@code openssl rand 80 > ticket.key} writes them: the first 16
 * bytes are the key's name and visible in every ticket, the others go through HKDF-SHA256 (RFC 5869, a salt of zeros, the label
 * {@code handfast session ticket key}) and become an AES-256-GCM key. So the files can be shared with nginx, but not the tickets:
 * what they carry differs.
 *
 * <p>The first key seals, all of them open. To rotate, put a new key first on one server after the other, having first made it
 * known to all of them further down the list. Do so often, daily at least: whoever learns a key can take over the sessions of its
 * tickets. A key that has sealed 2^28 tickets seals no more, and sessions stay in the server's memory.
 *
 * <p>Contexts that share keys accept each other's sessions together with the client certificates in them; share them only
 * where the same clients are trusted. Thread-safe.
 */
public final class HandfastTicketKeys {
    private final SharedTicketKeys ring = new SharedTicketKeys();

    private HandfastTicketKeys() {}

    /**
     * Keys out of memory.
     *
     * @param keys 48 or 80 bytes each, the one that seals first; copied
     * @throws IllegalArgumentException if there is none, one has another length, or two have the same name
     */
    public static HandfastTicketKeys of(byte[]... keys) {
        HandfastTicketKeys made = new HandfastTicketKeys();
        made.replace(keys);
        return made;
    }

    /**
     * Keys out of files, one each.
     *
     * @param files the one that seals first
     * @throws IllegalArgumentException if there is none, one has another length, or two have the same name
     */
    public static HandfastTicketKeys read(Path... files) throws IOException {
        HandfastTicketKeys made = new HandfastTicketKeys();
        made.replace(files);
        return made;
    }

    /** Puts other keys in place, at once in all contexts that share these; see {@link #of}. */
    public void replace(byte[]... keys) {
        ring.replace(Jca.of(Jca.Source.AUTO), Arrays.asList(keys));
    }

    /** Puts other keys in place, at once in all contexts that share these; see {@link #read}. */
    public void replace(Path... files) throws IOException {
        List<byte[]> keys = new ArrayList<>();
        try {
            for (Path file : files) {
                keys.add(Files.readAllBytes(file));
            }
            ring.replace(Jca.of(Jca.Source.AUTO), keys);
        } finally {
            keys.forEach(key -> Arrays.fill(key, (byte) 0));
        }
    }

    SharedTicketKeys ring() {
        return ring;
    }
}
