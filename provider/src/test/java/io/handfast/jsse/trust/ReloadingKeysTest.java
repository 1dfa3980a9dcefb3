package io.handfast.jsse.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestPem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that change under a running key manager: taken over whole, or not at all. */
class ReloadingKeysTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);

    private final ManualClock clock = new ManualClock();
    private final List<String> heard = new ArrayList<>();
    private final Identity before = CA.leaf(KeyKind.EC_P256).dns("a.example").issue();
    private final Identity after = CA.leaf(KeyKind.RSA).dns("a.example").issue();

    @TempDir
    Path folder;

    private Path chain = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void write() {
        chain = folder.resolve("chain.pem");
        key = folder.resolve("key.pem");
        write(before);
    }

    private void write(Identity identity) {
        TestPem.write(chain, TestPem.chain(identity.chain()));
        TestPem.write(key, TestPem.key(identity));
    }

    /** Into the files that are there, as {@code cat} does, and as if a while ago. */
    private void rewrite(Identity identity, int certificates, Instant when) throws IOException {
        Files.writeString(chain, TestPem.chain(identity.chain().subList(0, certificates)));
        Files.writeString(key, TestPem.key(identity));
        Files.setLastModifiedTime(chain, FileTime.from(when));
        Files.setLastModifiedTime(key, FileTime.from(when));
    }

    private ReloadingKeys load() throws GeneralSecurityException {
        return load(clock);
    }

    private ReloadingKeys load(InstantSource its) throws GeneralSecurityException {
        return load(its, PemIdentity.of(chain, key));
    }

    private ReloadingKeys load(InstantSource its, PemIdentity identity) throws GeneralSecurityException {
        ReloadingKeys.Watcher watcher = new ReloadingKeys.Watcher() {
            @Override
            public void loaded(Path file) {
                heard.add("loaded " + file.getFileName());
            }

            @Override
            public void refused(Path file, GeneralSecurityException reason) {
                heard.add("refused " + reason.getMessage());
            }
        };
        return ReloadingKeys.load(List.of(identity), its, Duration.ofSeconds(10), watcher);
    }

    private static X509Certificate used(ReloadingKeys keys) {
        return keys.current().all().get(0).certificate();
    }

    @Test
    void changesAreSeenAfterTheInterval() throws Exception {
        ReloadingKeys keys = load();
        write(after);
        assertEquals(before.certificate(), used(keys));
        clock.pass(Duration.ofSeconds(11));
        assertEquals(after.certificate(), used(keys));
        assertEquals(List.of("loaded chain.pem"), heard);
        clock.pass(Duration.ofSeconds(11));
        assertEquals(after.certificate(), used(keys));
        assertEquals(1, heard.size());
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepChangesFromBeingSeen() throws Exception {
        ReloadingKeys keys = load();
        clock.pass(Duration.ofDays(-1));
        write(after);
        keys.glance();
        assertFalse(keys.holds(before.certificate()));
        assertEquals(after.certificate(), used(keys));
        write(before);
        assertEquals(after.certificate(), used(keys));
        clock.pass(Duration.ofSeconds(11));
        assertEquals(before.certificate(), used(keys));
    }

    @Test
    void halfAChangeIsNone() throws Exception {
        ReloadingKeys keys = load();
        TestPem.write(chain, TestPem.chain(after.chain()));
        clock.pass(Duration.ofSeconds(11));
        assertEquals(before.certificate(), used(keys));
        assertTrue(heard.get(0).contains("belongs to none of the 2 certificates"), heard.toString());
        // The same broken files are reported once.
        clock.pass(Duration.ofSeconds(11));
        assertEquals(before.certificate(), used(keys));
        assertEquals(1, heard.size());
        assertTrue(keys.holds(before.certificate()));
        TestPem.write(key, TestPem.key(after));
        clock.pass(Duration.ofSeconds(11));
        assertEquals(after.certificate(), used(keys));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-----BEGIN CERTIFICATE-----\nAAAA", "no PEM at all"})
    void brokenFilesChangeNothing(String text) throws Exception {
        ReloadingKeys keys = load();
        TestPem.write(chain, text);
        clock.pass(Duration.ofSeconds(11));
        assertEquals(before.certificate(), used(keys));
        assertTrue(heard.get(0).startsWith("refused '" + chain + "' "), heard.toString());
        GeneralSecurityException refusal = assertThrows(GeneralSecurityException.class, keys::reload);
        assertTrue(String.valueOf(refusal.getMessage()).contains(chain.toString()), refusal.toString());
        assertEquals(before.certificate(), used(keys));
    }

    @Test
    void aMissingFileChangesNothing() throws Exception {
        ReloadingKeys keys = load();
        Files.delete(key);
        clock.pass(Duration.ofSeconds(11));
        assertEquals(before.certificate(), used(keys));
        assertTrue(heard.get(0).contains("does not exist"), heard.toString());
    }

    /** As when the owner or the mode of a file is set a moment after it was put in its place: neither changes its version. */
    @Test
    void whatCannotBeReadIsTriedAgain() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        ReloadingKeys keys = load(clock, PemIdentity.of(chain, key, file -> {
            if (closed.get() && file.equals(key)) {
                throw new AccessDeniedException(file.toString());
            }
            return FileVersion.read(file);
        }));
        write(after);
        closed.set(true);
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofSeconds(11));
            // A client, which only glances, does not resume before somebody has tried.
            keys.glance();
            assertFalse(keys.holds(before.certificate()));
            assertEquals(before.certificate(), used(keys));
            assertTrue(keys.holds(before.certificate()));
        }
        // Reported once.
        assertEquals(1, heard.size(), heard.toString());
        assertTrue(heard.get(0).contains("cannot be read"), heard.toString());
        closed.set(false);
        assertEquals(before.certificate(), used(keys));
        clock.pass(Duration.ofSeconds(11));
        assertEquals(after.certificate(), used(keys));
        assertEquals("loaded chain.pem", heard.get(1));
        clock.pass(Duration.ofSeconds(11));
        keys.glance();
        assertTrue(keys.holds(after.certificate()));
        assertEquals(2, heard.size(), heard.toString());
    }

    /** Somebody else reads the change between our look and our word: what that one has is not taken for outdated. */
    @Test
    void whoGlancesTooSlowlyTakesNothingBack() throws Exception {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        ReloadingKeys keys = load(() -> {
            meanwhile.getAndSet(() -> {}).run();
            return clock.instant();
        });
        write(after);
        meanwhile.set(() -> {
            clock.pass(Duration.ofSeconds(11));
            assertEquals(after.certificate(), used(keys));
            clock.pass(Duration.ofSeconds(11));
        });
        keys.glance();
        assertEquals(List.of("loaded chain.pem"), heard);
        assertTrue(keys.holds(after.certificate()));
        assertFalse(keys.holds(before.certificate()));
    }

    /** A chain that ends after a whole certificate looks like one that is meant so. */
    @Test
    void aFileThatWasJustWrittenIsLeftAlone() throws Exception {
        ReloadingKeys keys = load();
        clock.pass(Duration.ofSeconds(11));
        rewrite(after, 1, clock.instant().minusMillis(1500));
        assertEquals(before.chain(), keys.current().all().get(0).chain());
        rewrite(after, 2, clock.instant());
        assertEquals(before.chain(), keys.current().all().get(0).chain());
        assertEquals(List.of(), heard);
        // The next handshake that may does not wait for the interval.
        clock.pass(Duration.ofSeconds(2));
        assertEquals(after.chain(), keys.current().all().get(0).chain());
        assertEquals(List.of("loaded chain.pem"), heard);
    }

    @Test
    void aFileThatChangesWhileItIsReadIsLeftAlone() throws Exception {
        Instant past = clock.instant().minus(Duration.ofHours(1));
        AtomicInteger writes = new AtomicInteger();
        AtomicBoolean writing = new AtomicBoolean();
        ReloadingKeys keys = load(() -> {
            if (writing.get()) {
                try {
                    rewrite(after, 1, past.plusSeconds(writes.incrementAndGet()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return clock.instant();
        });
        clock.pass(Duration.ofSeconds(11));
        writing.set(true);
        assertEquals(before.chain(), keys.current().all().get(0).chain());
        assertEquals(List.of(), heard);
        writing.set(false);
        rewrite(after, 2, past);
        assertEquals(after.chain(), keys.current().all().get(0).chain());
    }

    @Test
    void reloadTakesWhatWasJustWritten() throws Exception {
        ReloadingKeys keys = load();
        rewrite(after, 2, clock.instant());
        assertTrue(keys.reload());
        assertEquals(after.chain(), keys.current().all().get(0).chain());
    }

    @Test
    void reloadDoesNotWait() throws Exception {
        ReloadingKeys keys = load();
        assertFalse(keys.reload());
        assertEquals(List.of(), heard);
        write(after);
        assertTrue(keys.reload());
        assertEquals(after.certificate(), used(keys));
    }

    @Test
    void anAliasOfAMomentAgoStillLeadsToItsOwnPair() throws Exception {
        ReloadingKeys keys = load();
        X509ExtendedKeyManager manager = keys.keyManager();
        String alias = Objects.requireNonNull(manager.chooseServerAlias("EC", null, null));
        write(after);
        keys.reload();
        assertEquals(before.certificate(), Objects.requireNonNull(manager.getCertificateChain(alias))[0]);
        assertEquals(before.privateKey(), manager.getPrivateKey(alias));
        assertEquals(null, manager.chooseServerAlias("EC", null, null));
    }

    @Test
    void anAliasOutlivesSeveralChangesButNotForLong() throws Exception {
        ReloadingKeys keys = load();
        X509ExtendedKeyManager manager = keys.keyManager();
        String alias = Objects.requireNonNull(manager.chooseServerAlias("EC", null, null));
        write(after);
        keys.reload();
        TestPem.write(chain, "half a change");
        assertThrows(GeneralSecurityException.class, keys::reload);
        write(CA.leaf(KeyKind.EC_P256).dns("a.example").issue());
        clock.pass(Duration.ofSeconds(59));
        keys.reload();
        assertEquals(before.privateKey(), manager.getPrivateKey(alias));
        write(after);
        clock.pass(Duration.ofSeconds(2));
        keys.reload();
        assertEquals(null, manager.getPrivateKey(alias));
    }

    @Test
    void sessionsGoWithTheIdentity() throws Exception {
        ReloadingKeys keys = load();
        SessionGuard guard = (SessionGuard) keys.keyManager();
        assertTrue(guard.allowsResumption(before.chain()));
        assertFalse(guard.allowsResumption(after.chain()));
        assertFalse(guard.allowsResumption(List.of()));
        write(after);
        clock.pass(Duration.ofSeconds(11));
        // A glance reads nothing, but nothing is resumed before somebody has read.
        guard.lookAgain(false);
        assertEquals(before.certificate(), keys.known().all().get(0).certificate());
        assertFalse(guard.allowsResumption(before.chain()));
        guard.lookAgain(true);
        assertTrue(guard.allowsResumption(after.chain()));
        assertFalse(guard.allowsResumption(before.chain()));
    }

    @Test
    void oneOfSeveralIdentitiesChanges() throws Exception {
        Path otherChain = folder.resolve("other.pem");
        Identity other = CA.leaf(KeyKind.ED25519).dns("b.example").issue();
        TestPem.write(otherChain, TestPem.key(other) + TestPem.chain(other.chain()));
        ReloadingKeys keys = ReloadingKeys.load(
                List.of(PemIdentity.of(chain, key), PemIdentity.of(otherChain, otherChain)),
                clock,
                Duration.ZERO,
                new ReloadingKeys.Watcher() {
                    @Override
                    public void loaded(Path file) {
                        throw new IllegalStateException("a listener that fails");
                    }

                    @Override
                    public void refused(Path file, GeneralSecurityException reason) {
                        heard.add(String.valueOf(reason.getMessage()));
                    }
                });
        write(after);
        List<X509Certificate> now =
                keys.current().all().stream().map(StoredKey::certificate).toList();
        assertEquals(List.of(after.certificate(), other.certificate()), now);
        assertEquals(List.of(), heard);
    }

    @Test
    void filesThatCannotBeUsedAtFirstAreAnError() {
        TestPem.write(key, TestPem.key(after));
        GeneralSecurityException refusal = assertThrows(GeneralSecurityException.class, this::load);
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("were the two files made together?"), refusal.toString());
    }
}
