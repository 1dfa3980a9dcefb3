package io.handfast.jsse.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Our keys and chains as they stand in PEM files, read again when the files change (RFC 8446 §4.4.2).
 *
 * <p>There is no thread behind it: a handshake that needs a key looks at the files, in its delegated task and at most once in
 * each interval, while others go on with what they have. Chain and key change together, and only if they fit; files that
 * cannot be used are reported and change nothing. Thread-safe.
 */
public final class ReloadingKeys implements KeySource {
    private static final System.Logger LOGGER = System.getLogger("io.handfast.identity");

    /** How long a key that was replaced is still found by a handshake that has chosen it; longer than a handshake takes. */
    private static final Duration RETIREMENT = Duration.ofMinutes(1);

    private final List<PemIdentity> files;
    private final InstantSource clock;
    private final Duration interval;
    private final Watcher watcher;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Loaded loaded;
    private volatile Instant due;

    /**
     * What was seen to differ from the files; whoever needs a key reads them. Not a mere flag: who has looked may come to say so
     * only when others have read.
     */
    private volatile @Nullable Loaded outdated;

    /** Hears what becomes of changed files. */
    public interface Watcher {
        /** The files are in use from now on. */
        void loaded(Path chain);

        /** The files cannot be used; the identity before stays. */
        void refused(Path chain, GeneralSecurityException reason);
    }

    /**
     * One state of the files and what came of it.
     *
     * @param seen the versions that were looked at last, also those of files that could not be used
     * @param keys one for each pair of files, in their order
     * @param retired what was replaced a moment ago, the oldest first
     * @param unread why the pairs at these positions could not be read; that may pass without a new version, as with a file
     *     whose owner is set after it has been put in its place
     */
    private record Loaded(
            List<List<Optional<FileVersion>>> seen,
            List<StoredKey> keys,
            List<Retired> retired,
            Map<Integer, String> unread,
            KeyIndex index) {
        static Loaded of(
                List<List<Optional<FileVersion>>> seen,
                List<StoredKey> keys,
                List<Retired> retired,
                Map<Integer, String> unread) {
            List<StoredKey> former = retired.stream().map(Retired::key).toList();
            return new Loaded(
                    List.copyOf(seen),
                    List.copyOf(keys),
                    List.copyOf(retired),
                    Map.copyOf(unread),
                    KeyIndex.of(keys, former));
        }

        boolean upToDate(List<List<Optional<FileVersion>>> versions) {
            return seen.equals(versions) && unread.isEmpty();
        }
    }

    /** A key that is chosen no more. */
    private record Retired(StoredKey key, Instant since) {}

    private ReloadingKeys(
            List<PemIdentity> files, InstantSource clock, Duration interval, Watcher watcher, Loaded loaded) {
        this.files = files;
        this.clock = clock;
        this.interval = interval;
        this.watcher = watcher;
        this.loaded = loaded;
        this.due = clock.instant().plus(interval);
    }

    /**
     * Reads the files for the first time.
     *
     * @param interval how long they are not looked at again; zero for each handshake
     * @throws GeneralSecurityException if any of them cannot be used
     */
    public static ReloadingKeys load(List<PemIdentity> files, InstantSource clock, Duration interval, Watcher watcher)
            throws GeneralSecurityException {
        List<List<Optional<FileVersion>>> seen = new ArrayList<>();
        List<StoredKey> keys = new ArrayList<>();
        for (PemIdentity each : files) {
            // Looked at before it is read, so that a change in between is seen next time.
            seen.add(each.versions());
            keys.add(each.read(keys.size()));
        }
        return new ReloadingKeys(
                List.copyOf(files), clock, interval, watcher, Loaded.of(seen, keys, List.of(), Map.of()));
    }

    /** A key manager over the keys as they are at each handshake. */
    public X509ExtendedKeyManager keyManager() {
        return new IndexedKeyManager(this);
    }

    @Override
    public KeyIndex current() {
        if (isDue() && reading.tryLock()) {
            List<Runnable> reports = new ArrayList<>();
            try {
                if (isDue()) {
                    due = clock.instant().plus(interval);
                    renew(false, reports);
                }
            } finally {
                reading.unlock();
            }
            reports.forEach(Runnable::run);
        }
        return loaded.index;
    }

    /** Whether the files are to be looked at; what is further away than the interval was set by a clock that has gone back since. */
    private boolean isDue() {
        Instant now = clock.instant();
        Instant then = due;
        return !now.isBefore(then) || now.isBefore(then.minus(interval));
    }

    @Override
    public KeyIndex known() {
        return loaded.index;
    }

    @Override
    public void glance() {
        Loaded known = loaded;
        if (isDue() && !known.upToDate(versions())) {
            outdated = known;
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean holds(X509Certificate leaf) {
        Loaded known = loaded;
        // The very one: another may have come of files that look the same from outside.
        return known != outdated
                && known.keys.stream().anyMatch(key -> key.certificate().equals(leaf));
    }

    /**
     * Reads all files now, changed or not.
     *
     * @return whether another certificate or key is in use than before
     * @throws GeneralSecurityException if some cannot be used: what was there before stays in their place, and the others change
     */
    public boolean reload() throws GeneralSecurityException {
        List<Runnable> reports = new ArrayList<>();
        List<GeneralSecurityException> refusals;
        List<StoredKey> before;
        List<StoredKey> after;
        reading.lock();
        try {
            before = loaded.keys;
            due = clock.instant().plus(interval);
            refusals = renew(true, reports);
            after = loaded.keys;
        } finally {
            reading.unlock();
        }
        reports.forEach(Runnable::run);
        if (!refusals.isEmpty()) {
            GeneralSecurityException first = refusals.get(0);
            refusals.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        return !before.equals(after);
    }

    private List<List<Optional<FileVersion>>> versions() {
        return files.stream().map(PemIdentity::versions).toList();
    }

    /** The caller holds the lock, and runs the reports without it. */
    private List<GeneralSecurityException> renew(boolean all, List<Runnable> reports) {
        Loaded before = loaded;
        List<List<Optional<FileVersion>>> seen = new ArrayList<>(versions());
        outdated = null;
        if (!all && before.upToDate(seen)) {
            return List.of();
        }
        List<GeneralSecurityException> refusals = new ArrayList<>();
        List<StoredKey> keys = new ArrayList<>(before.keys);
        Map<Integer, String> unread = new HashMap<>(before.unread);
        Instant now = clock.instant();
        // By time and not by number of changes: who has chosen a key may be slow while the files change again and
        // again.
        List<Retired> retired = new ArrayList<>(before.retired);
        retired.removeIf(each -> each.since().plus(RETIREMENT).isBefore(now));
        for (int i = 0; i < files.size(); i++) {
            List<Optional<FileVersion>> former = before.seen.get(i);
            if (all || !seen.get(i).equals(former) || unread.containsKey(i)) {
                PemIdentity identity = files.get(i);
                if (!all && unsettled(former, seen.get(i), now)) {
                    putOff(seen, i, former, now);
                    continue;
                }
                try {
                    StoredKey fresh = identity.read(i);
                    if (!all && !identity.versions().equals(seen.get(i))) {
                        putOff(seen, i, former, now);
                        continue;
                    }
                    unread.remove(i);
                    StoredKey old = keys.set(i, fresh);
                    if (!fresh.equals(old)) {
                        retired.add(new Retired(old, now));
                        reports.add(() -> accepted(identity));
                    }
                } catch (GeneralSecurityException e) {
                    refusals.add(e);
                    String known = unread.remove(i);
                    if (e.getCause() instanceof IOException) {
                        unread.put(i, String.valueOf(e.getMessage()));
                    }
                    // The same failure of the same files is reported once.
                    if (all
                            || known == null
                            || !known.equals(unread.get(i))
                            || !seen.get(i).equals(former)) {
                        reports.add(() -> refused(identity, e));
                    }
                }
            }
        }
        loaded = Loaded.of(seen, keys, retired, unread);
        return refusals;
    }

    /** Whether one of an identity's files may be half of what it is going to be. */
    private static boolean unsettled(
            List<Optional<FileVersion>> before, List<Optional<FileVersion>> versions, Instant now) {
        for (int i = 0; i < versions.size(); i++) {
            if (FileVersion.unsettled(before.get(i), versions.get(i), now)) {
                return true;
            }
        }
        return false;
    }

    /** Lets the next handshake look at an identity's files again. */
    private void putOff(
            List<List<Optional<FileVersion>>> seen, int position, List<Optional<FileVersion>> former, Instant now) {
        seen.set(position, former);
        due = now;
    }

    private void accepted(PemIdentity identity) {
        LOGGER.log(System.Logger.Level.INFO, "a new certificate is in use: " + identity.chain());
        tell(() -> watcher.loaded(identity.chain()));
    }

    private void refused(PemIdentity identity, GeneralSecurityException reason) {
        LOGGER.log(
                System.Logger.Level.WARNING,
                "changed files cannot be used, the certificate from before stays: " + reason.getMessage());
        tell(() -> watcher.refused(identity.chain(), reason));
    }

    /** A watcher of the program's that fails must not break a handshake that happened to look. */
    private static void tell(Runnable report) {
        try {
            report.run();
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.WARNING, "the listener for changed identities failed", e);
        }
    }
}
