package io.handfast.jsse.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.StaplingOptions;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.OcspAnswer;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import io.handfast.testing.TestWeb;
import io.handfast.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server staples, and what it costs its handshakes (RFC 6066 §8). */
@Timeout(60)
class StaplerTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity ISSUER = CA.intermediateIdentity();
    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestWeb web = new TestWeb();
    private final ManualClock clock = new ManualClock();
    private volatile byte[] answer = new byte[0];
    /** Held back, the responder takes questions and does not answer them yet. */
    private volatile CountDownLatch held = new CountDownLatch(0);

    @AfterEach
    void closeTheWeb() throws IOException {
        web.close();
    }

    private Identity site() throws IOException {
        String place = web.at("/ocsp", (request, out) -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            out.write(TestWeb.ok(answer));
        });
        return site(place);
    }

    private static Identity site(String... places) throws IOException {
        return naming(places).issue();
    }

    private static TestCertificate naming(String... places) throws IOException {
        return CA.leaf(KeyKind.EC_P256).extension("1.3.6.1.5.5.7.1.1", false, access(places));
    }

    /** What names these responders. */
    private static byte[] access(String... places) throws IOException {
        AccessDescription[] responders = Stream.of(places)
                .map(place -> new AccessDescription(
                        AccessDescription.id_ad_ocsp, new GeneralName(GeneralName.uniformResourceIdentifier, place)))
                .toArray(AccessDescription[]::new);
        return new AuthorityInformationAccess(responders).getEncoded();
    }

    private static StaplingOptions options(Duration timeout, Optional<String> responder, boolean overrides) {
        return new StaplingOptions(true, timeout, 256, Duration.ofHours(1), responder, overrides);
    }

    private Stapler stapler(StaplingOptions options) {
        return new Stapler(options, new Issuers(() -> new X509Certificate[] {CA.root()}), clock, SKEW);
    }

    private Stapler stapler() {
        return stapler(options(LONG, Optional.empty(), false));
    }

    private byte[] answers(OcspAnswer made) {
        byte[] encoded = made.make();
        answer = encoded;
        return encoded;
    }

    private static List<Bytes> nothing() {
        return List.of(Bytes.empty());
    }

    @Test
    void fetchesOnceAndStaplesOften() throws Exception {
        Identity site = site();
        Bytes response = Bytes.copyOf(answers(OcspAnswer.about(site.certificate(), ISSUER)));
        Stapler stapler = stapler();
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of(response), stapler.responses(site.chain(), 1));
        }
        assertEquals(1, web.requests().size());
        // The intermediate names no responder.
        assertEquals(List.of(response, Bytes.empty()), stapler.responses(site.chain(), 2));
    }

    /** What has no end of its own is kept for the skew, and asked for again after a rest. */
    @Test
    void keepsWhatHasNoEnd() throws Exception {
        Identity site = site();
        Bytes first = Bytes.copyOf(
                answers(OcspAnswer.about(site.certificate(), ISSUER).holds(Duration.ofMinutes(-1), null)));
        Stapler stapler = stapler();
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of(first), stapler.responses(site.chain(), 1));
        }
        assertEquals(1, web.requests().size());

        Bytes second = Bytes.copyOf(
                answers(OcspAnswer.about(site.certificate(), ISSUER).holds(Duration.ofMinutes(1), null)));
        assertNotEquals(first, second);
        clock.pass(Duration.ofMinutes(2));
        held = new CountDownLatch(1);
        assertEquals(List.of(first), stapler.responses(site.chain(), 1));
        held.countDown();
        awaitStaple(stapler, site, second);
        answer = new byte[] {1};
        clock.pass(Duration.ofMinutes(15));
        assertEquals(nothing(), stapler.responses(site.chain(), 1));
    }

    /** What holds by the skew alone is kept as well, but nothing is kept past its end that was fetched before it. */
    @Test
    void keepsWhatIsOverWithinTheSkew() throws Exception {
        Identity site = site();
        Bytes response = Bytes.copyOf(answers(
                OcspAnswer.about(site.certificate(), ISSUER).holds(Duration.ofHours(-1), Duration.ofMinutes(-5))));
        Stapler stapler = stapler();
        assertEquals(List.of(response), stapler.responses(site.chain(), 1));
        assertEquals(List.of(response), stapler.responses(site.chain(), 1));
        assertEquals(1, web.requests().size());

        answers(OcspAnswer.about(site.certificate(), ISSUER).holds(Duration.ofHours(-1), Duration.ofMinutes(5)));
        Stapler another = stapler();
        assertNotEquals(nothing(), another.responses(site.chain(), 1));
        answer = new byte[] {1};
        clock.pass(Duration.ofMinutes(6));
        assertEquals(nothing(), another.responses(site.chain(), 1));
    }

    /** A response is renewed before it runs out, and the handshake that sees to it takes the old one. */
    @Test
    void refreshesAheadOfExpiry() throws Exception {
        Identity site = site();
        Bytes first = Bytes.copyOf(
                answers(OcspAnswer.about(site.certificate(), ISSUER).holds(Duration.ofHours(-1), Duration.ofHours(3))));
        Stapler stapler = stapler();
        assertEquals(List.of(first), stapler.responses(site.chain(), 1));
        clock.pass(Duration.ofMinutes(50));
        assertEquals(List.of(first), stapler.responses(site.chain(), 1));
        assertEquals(1, web.requests().size());

        Bytes second = Bytes.copyOf(answers(
                OcspAnswer.about(site.certificate(), ISSUER).holds(Duration.ofHours(-1), Duration.ofHours(40))));
        assertNotEquals(first, second);
        clock.pass(Duration.ofMinutes(20));
        held = new CountDownLatch(1);
        assertEquals(List.of(first), stapler.responses(site.chain(), 1));
        held.countDown();
        awaitStaple(stapler, site, second);
        assertEquals(2, web.requests().size());
    }

    private static void awaitStaple(Stapler stapler, Identity site, Bytes expected) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!stapler.responses(site.chain(), 1).equals(List.of(expected))) {
            assertTrue(System.nanoTime() < end, "the staple does not change");
            Thread.onSpinWait();
        }
    }

    /** A responder that is down does not take the staple that still holds. */
    @Test
    void keepsWhatHoldsWhileTheResponderIsDown() throws Exception {
        Identity site = site();
        Bytes first = Bytes.copyOf(
                answers(OcspAnswer.about(site.certificate(), ISSUER).holds(Duration.ofHours(-1), Duration.ofHours(3))));
        Stapler stapler = stapler();
        assertEquals(List.of(first), stapler.responses(site.chain(), 1));
        answer = new byte[] {1};
        clock.pass(Duration.ofMinutes(90));
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of(first), stapler.responses(site.chain(), 1));
        }
        clock.pass(Duration.ofHours(3));
        assertEquals(nothing(), stapler.responses(site.chain(), 1));
    }

    @Test
    void aSlowResponderCostsOneHandshakeItsLimit() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Identity[] site = new Identity[1];
        String place = web.at("/slow", (request, out) -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            out.write(TestWeb.ok(answer));
        });
        site[0] = site(place);
        Bytes response = Bytes.copyOf(answers(OcspAnswer.about(site[0].certificate(), ISSUER)));
        Stapler stapler = stapler(options(Duration.ofSeconds(1), Optional.empty(), false));
        long start = System.nanoTime();
        assertEquals(nothing(), stapler.responses(site[0].chain(), 1));
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(950).toNanos());
        // Those who come later do not wait for it once more.
        start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            assertEquals(nothing(), stapler.responses(site[0].chain(), 1));
        }
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(8).toNanos());
        released.countDown();
        awaitStaple(stapler, site[0], response);
        assertEquals(1, web.requests().size());
    }

    /** All of a chain have set out at once, and the time that went by for the first counts once for the second. */
    @Test
    void eachOfAChainHasTheWholeLimit() throws Exception {
        AtomicLong ticks = new AtomicLong();
        AtomicBoolean begun = new AtomicBoolean();
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch leafIsThere = new CountDownLatch(1);
        Thread handshake = Thread.currentThread();
        Identity authority = TestCertificate.withKey(KeyKind.EC_P256, KeyKind.EC_P256.generate())
                .subject("CN=Late")
                .authority()
                .extension("1.3.6.1.5.5.7.1.1", false, access("http://127.0.0.1:" + web.port() + "/authority"))
                .issuer(CA.rootIdentity(), List.of())
                .issue();
        Identity site = TestCertificate.withKey(KeyKind.EC_P256, KeyKind.EC_P256.generate())
                .extension("1.3.6.1.5.5.7.1.1", false, access("http://127.0.0.1:" + web.port() + "/leaf"))
                .issuer(authority, List.of(authority.certificate()))
                .issue();
        byte[] ofTheLeaf = OcspAnswer.about(site.certificate(), authority).make();
        byte[] ofTheAuthority =
                OcspAnswer.about(authority.certificate(), CA.rootIdentity()).make();
        web.at("/leaf", (request, out) -> {
            ticks.addAndGet(LONG.multipliedBy(3).dividedBy(5).toNanos());
            out.write(TestWeb.ok(ofTheLeaf));
        });
        web.at("/authority", (request, out) -> {
            try {
                leafIsThere.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            while (handshake.getState() != Thread.State.TIMED_WAITING && !over.get()) {
                Thread.onSpinWait();
            }
            out.write(TestWeb.ok(ofTheAuthority));
        });
        // The handshake goes on to the second when the first one's thread has ended.
        Fetches<X509Certificate, Stapler.Kept> fetches = new Fetches<>(
                task -> {
                    boolean first = !begun.getAndSet(true);
                    new Thread(() -> {
                                task.run();
                                if (first) {
                                    leafIsThere.countDown();
                                }
                            })
                            .start();
                },
                ticks::get);
        Stapler stapler = new Stapler(
                options(LONG, Optional.empty(), false),
                new Issuers(() -> new X509Certificate[] {CA.root()}),
                clock,
                SKEW,
                fetches);
        try {
            assertEquals(
                    List.of(Bytes.copyOf(ofTheLeaf), Bytes.copyOf(ofTheAuthority)), stapler.responses(site.chain(), 2));
        } finally {
            over.set(true);
        }
    }

    @Test
    void staplesNothingButGood() throws Exception {
        Identity site = site();
        answers(OcspAnswer.about(site.certificate(), ISSUER).revoked());
        assertEquals(nothing(), stapler().responses(site.chain(), 1));
        answers(OcspAnswer.about(site.certificate(), ISSUER).unknown());
        assertEquals(nothing(), stapler().responses(site.chain(), 1));
        answers(OcspAnswer.about(site.certificate(), ISSUER).spoilt());
        assertEquals(nothing(), stapler().responses(site.chain(), 1));
        // A failure is not tried again at once.
        Stapler stapler = stapler();
        assertEquals(nothing(), stapler.responses(site.chain(), 1));
        int asked = web.requests().size();
        answers(OcspAnswer.about(site.certificate(), ISSUER));
        assertEquals(nothing(), stapler.responses(site.chain(), 1));
        assertEquals(asked, web.requests().size());
        clock.pass(Duration.ofMinutes(1));
        assertNotEquals(nothing(), stapler.responses(site.chain(), 1));
    }

    @Test
    void aClockThatIsSetBackEndsARest() throws Exception {
        Identity site = site();
        Stapler stapler = stapler();
        assertEquals(nothing(), stapler.responses(site.chain(), 1));
        clock.pass(Duration.ofMinutes(-5));
        Bytes first = Bytes.copyOf(answers(OcspAnswer.about(site.certificate(), ISSUER)));
        assertEquals(List.of(first), stapler.responses(site.chain(), 1));
        // Neither does what was fetched at a time that is yet to come stay for so long.
        clock.pass(Duration.ofMinutes(-5));
        Bytes second = Bytes.copyOf(answers(
                OcspAnswer.about(site.certificate(), ISSUER).holds(Duration.ofHours(-1), Duration.ofHours(40))));
        awaitStaple(stapler, site, second);
    }

    @Test
    void asksWhomItIsToldTo() throws Exception {
        Identity silent = CA.leaf(KeyKind.EC_P256).issue();
        String place = web.at("/mine", (request, out) -> out.write(TestWeb.ok(answer)));
        Bytes response = Bytes.copyOf(answers(OcspAnswer.about(silent.certificate(), ISSUER)));
        assertEquals(nothing(), stapler().responses(silent.chain(), 1));
        assertEquals(
                List.of(response),
                stapler(options(LONG, Optional.of(place), false)).responses(silent.chain(), 1));
        Identity named = site("http://127.0.0.1:1/");
        Bytes other = Bytes.copyOf(answers(OcspAnswer.about(named.certificate(), ISSUER)));
        assertEquals(
                List.of(other), stapler(options(LONG, Optional.of(place), true)).responses(named.chain(), 1));
        assertEquals(
                nothing(), stapler(options(LONG, Optional.of(place), false)).responses(named.chain(), 1));
    }

    /** Some certificates name a directory, or the same responder by TLS, before the place that can be asked. */
    @Test
    void asksTheFirstResponderThatCanBeAsked() throws Exception {
        String place = web.at("/ocsp", (request, out) -> out.write(TestWeb.ok(answer)));
        Identity site = site(
                "ldap://127.0.0.1/cn=ocsp", "https://127.0.0.1/ocsp", "no URI at all", place.replace("http:", "HTTP:"));
        Bytes response = Bytes.copyOf(answers(OcspAnswer.about(site.certificate(), ISSUER)));
        assertEquals(List.of(response), stapler().responses(site.chain(), 1));
        // Where there is none, whoever is given instead is asked.
        Identity unreachable = site("ldap://127.0.0.1/cn=ocsp");
        Bytes other = Bytes.copyOf(answers(OcspAnswer.about(unreachable.certificate(), ISSUER)));
        assertEquals(
                List.of(other),
                stapler(options(LONG, Optional.of(place), false)).responses(unreachable.chain(), 1));
    }

    /** Lists are nothing to staple, so that it does not matter where they are. */
    @Test
    void doesNotLookWhereListsAre() throws Exception {
        String place = web.at("/ocsp", (request, out) -> out.write(TestWeb.ok(answer)));
        Identity site = naming(place)
                .extension("2.5.29.31", false, new byte[] {1, 2, 3})
                .issue();
        Bytes response = Bytes.copyOf(answers(OcspAnswer.about(site.certificate(), ISSUER)));
        assertEquals(List.of(response), stapler().responses(site.chain(), 1));
        assertEquals(1, web.requests().size());
    }

    /** A port that is none, which only the socket finds out, fails like a responder that is down. */
    @Test
    void anUncheckedFailureIsNotTriedAgainAtOnce() throws Exception {
        Identity site = site("http://127.0.0.1:80800/");
        AtomicInteger started = new AtomicInteger();
        Issuers issuers = new Issuers(() -> new X509Certificate[] {CA.root()});
        Fetches<X509Certificate, Stapler.Kept> fetches = new Fetches<>(task -> {
            started.incrementAndGet();
            task.run();
        });
        Stapler stapler = new Stapler(options(LONG, Optional.empty(), false), issuers, clock, SKEW, fetches);
        for (int i = 0; i < 3; i++) {
            assertEquals(nothing(), stapler.responses(site.chain(), 1));
        }
        assertEquals(1, started.get());
        clock.pass(Duration.ofMinutes(1));
        assertEquals(nothing(), stapler.responses(site.chain(), 1));
        assertEquals(2, started.get());
    }

    /** Not the responder has failed then, so that the next handshake asks it. */
    @Test
    void aLackOfThreadsCostsOneHandshakeItsStaple() throws Exception {
        Identity site = site();
        Bytes response = Bytes.copyOf(answers(OcspAnswer.about(site.certificate(), ISSUER)));
        AtomicBoolean exhausted = new AtomicBoolean(true);
        Issuers issuers = new Issuers(() -> new X509Certificate[] {CA.root()});
        Fetches<X509Certificate, Stapler.Kept> fetches = new Fetches<>(task -> {
            if (exhausted.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            new Thread(task).start();
        });
        Stapler stapler = new Stapler(options(LONG, Optional.empty(), false), issuers, clock, SKEW, fetches);
        assertEquals(nothing(), stapler.responses(site.chain(), 1));
        exhausted.set(false);
        assertEquals(List.of(response), stapler.responses(site.chain(), 1));
    }

    /** A server need not send its root, and is asked about a leaf right below it all the same. */
    @Test
    void knowsTheIssuerThatIsNotSent() throws Exception {
        Identity site = site();
        Stapler stapler = new Stapler(
                options(LONG, Optional.empty(), false),
                new Issuers(() -> new X509Certificate[] {CA.root(), CA.intermediate()}),
                clock,
                SKEW);
        Bytes response = Bytes.copyOf(answers(OcspAnswer.about(site.certificate(), ISSUER)));
        assertEquals(List.of(response), stapler.responses(List.of(site.certificate()), 1));
        assertEquals(nothing(), stapler().responses(List.of(site.certificate()), 1));
    }

    /** Whoever renews the file may have a clock ahead of ours, or put it there early. */
    @Test
    void aFileFromTheFutureIsStapledWhenItsTimeHasCome(@TempDir Path folder) throws Exception {
        Identity site = site();
        Path file = folder.resolve("staple.der");
        byte[] early = OcspAnswer.about(site.certificate(), ISSUER)
                .holds(Duration.ofHours(1), Duration.ofHours(5))
                .make();
        Files.write(file, early);
        StapleFile staple = new StapleFile(file, new Issuers(() -> new X509Certificate[0]), clock, SKEW);
        assertEquals(List.of(), staple.responses(site.chain(), 2));
        clock.pass(Duration.ofHours(2));
        assertEquals(List.of(Bytes.copyOf(early)), staple.responses(site.chain(), 2));
        // And when the clock is set back to it.
        StapleFile another = new StapleFile(file, new Issuers(() -> new X509Certificate[0]), clock, SKEW);
        clock.pass(Duration.ofHours(5));
        assertEquals(List.of(), another.responses(site.chain(), 2));
        clock.pass(Duration.ofHours(-4));
        assertEquals(List.of(Bytes.copyOf(early)), another.responses(site.chain(), 2));
    }

    @Test
    void staplesWhatLiesInAFile(@TempDir Path folder) throws Exception {
        Identity site = site();
        Path file = folder.resolve("staple.der");
        StapleFile staple = new StapleFile(file, new Issuers(() -> new X509Certificate[0]), clock, SKEW);
        assertEquals(List.of(), staple.responses(site.chain(), 2));

        byte[] first = OcspAnswer.about(site.certificate(), ISSUER).make();
        Files.write(file, first);
        assertEquals(List.of(Bytes.copyOf(first)), staple.responses(site.chain(), 2));
        // Not about this one.
        assertEquals(
                List.of(), staple.responses(CA.leaf(KeyKind.EC_P256).issue().chain(), 2));
        assertEquals(List.of(Bytes.copyOf(first)), staple.responses(site.chain(), 2));

        Files.write(file, new byte[] {0x30});
        assertEquals(List.of(Bytes.copyOf(first)), staple.responses(site.chain(), 2));
        byte[] second = OcspAnswer.about(site.certificate(), ISSUER)
                .holds(Duration.ofHours(-2), Duration.ofHours(5))
                .signedWith("SHA512withECDSA")
                .make();
        Files.write(file, second);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        assertEquals(List.of(Bytes.copyOf(second)), staple.responses(site.chain(), 2));
        clock.pass(Duration.ofHours(6));
        assertEquals(List.of(), staple.responses(site.chain(), 2));
        assertFalse(web.requests().stream().anyMatch(line -> line.contains("GET")));
    }
}
