package io.handfast.jsse.revocation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.config.RevocationOptions;
import io.handfast.config.RevocationPolicy;
import io.handfast.failure.CertificateFailure;
import io.handfast.jsse.revocation.RevocationCheck.Subject;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.ManualClock;
import io.handfast.testing.OcspAnswer;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import io.handfast.testing.TestCrl;
import io.handfast.testing.TestWeb;
import io.handfast.wire.Bytes;
import io.handfast.x509.BadStatusResponseException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each policy makes of what staples, responders and lists say (RFC 5280 §6.3, RFC 6960, RFC 6066 §8, RFC 7633). */
class RevocationCheckTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity ISSUER = CA.intermediateIdentity();
    private static final TestCa STRANGER = TestCa.create(KeyKind.EC_P256, "Stranger");

    private final TestWeb web = new TestWeb();
    private final ManualClock clock = new ManualClock();
    private final StatusStore store = new StatusStore(clock);

    @AfterEach
    void closeTheWeb() throws IOException {
        web.close();
    }

    private RevocationCheck check(Duration timeout) {
        RevocationOptions options = new RevocationOptions(
                Optional.empty(), false, timeout, timeout, Duration.ofMinutes(15), false, Optional.empty());
        return new RevocationCheck(options, clock, store);
    }

    private RevocationCheck check() {
        return check(Duration.ofSeconds(20));
    }

    private static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }

    private static TestCertificate begin(Optional<String> responder, Optional<String> list) {
        TestCertificate leaf = CA.leaf(KeyKind.EC_P256).subject("CN=site");
        try {
            if (responder.isPresent()) {
                leaf.extension(
                        "1.3.6.1.5.5.7.1.1",
                        false,
                        new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, uri(responder.get()))
                                .getEncoded());
            }
            if (list.isPresent()) {
                DistributionPoint point =
                        new DistributionPoint(new DistributionPointName(new GeneralNames(uri(list.get()))), null, null);
                leaf.extension("2.5.29.31", false, new CRLDistPoint(new DistributionPoint[] {point}).getEncoded());
            }
            return leaf;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] feature(int... numbers) {
        try {
            ASN1Integer[] values = new ASN1Integer[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                values[i] = new ASN1Integer(numbers[i]);
            }
            return new DERSequence(values).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

    /** A path of one certificate under its issuer as the anchor, so that a case is about the leaf alone. */
    private static Subject subject(X509Certificate leaf, byte[] staple) {
        return new Subject(
                List.of(leaf),
                List.of(leaf),
                Optional.of(ISSUER.certificate()),
                staple.length == 0 ? Map.of() : Map.of(leaf, Bytes.copyOf(staple)),
                true);
    }

    private static void judge(RevocationCheck check, RevocationPolicy policy, Subject subject)
            throws CertificateException {
        check.check(policy, subject, (names, delegate) -> {});
    }

    /** What a responder or a list does, by what it would say about the leaf. */
    enum Source {
        OCSP,
        CRL
    }

    /** What comes of asking. */
    enum Behaviour {
        GOOD(OcspAnswer::make, leaf -> TestCrl.of(ISSUER).make(), "", true),
        REVOKED(OcspAnswer::make, leaf -> TestCrl.of(ISSUER).with(leaf).make(), "was revoked", false),
        EXPIRED(
                answer -> answer.holds(Duration.ofDays(-3), Duration.ofDays(-1)).make(),
                leaf -> TestCrl.of(ISSUER, Duration.ofDays(-3), Duration.ofDays(-1))
                        .make(),
                "out of date",
                false),
        WRONG_SIGNER(
                answer ->
                        answer.forgedWith(STRANGER.rootIdentity().privateKey()).make(),
                leaf -> TestCrl.signedBy(
                                ISSUER, STRANGER.rootIdentity().privateKey(), Duration.ofDays(-1), Duration.ofDays(1))
                        .make(),
                "not by '",
                false),
        GARBAGE(answer -> new byte[] {0x30, 2, 5}, leaf -> new byte[] {0x30, 2, 5}, "ends early", false),
        NOT_THERE(answer -> new byte[0], leaf -> new byte[0], "HTTP status 404", false);

        private final Function<OcspAnswer, byte[]> response;
        private final Function<X509Certificate, byte[]> list;
        private final String problem;
        private final boolean good;

        Behaviour(
                Function<OcspAnswer, byte[]> response,
                Function<X509Certificate, byte[]> list,
                String problem,
                boolean good) {
            this.response = response;
            this.list = list;
            this.problem = problem;
            this.good = good;
        }
    }

    static Stream<Arguments> table() {
        return Stream.of(Source.values())
                .flatMap(source -> Stream.of(Behaviour.values()).map(behaviour -> arguments(source, behaviour)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void eachPolicyOfEachBehaviour(Source source, Behaviour behaviour) throws Exception {
        X509Certificate leaf = source == Source.OCSP
                ? begin(Optional.of("http://127.0.0.1:" + web.port() + "/"), Optional.empty())
                        .issue()
                        .certificate()
                : begin(Optional.empty(), Optional.of("http://127.0.0.1:" + web.port() + "/list"))
                        .issue()
                        .certificate();
        if (behaviour != Behaviour.NOT_THERE) {
            OcspAnswer answer = OcspAnswer.about(leaf, ISSUER);
            web.body(
                    "/",
                    source == Source.CRL
                            ? behaviour.list.apply(leaf)
                            : behaviour.response.apply(behaviour == Behaviour.REVOKED ? answer.revoked() : answer));
        }
        for (RevocationPolicy policy : List.of(RevocationPolicy.OFF, RevocationPolicy.STAPLED)) {
            judge(check(), policy, subject(leaf, new byte[0]));
        }
        assertEquals(List.of(), web.requests());
        if (behaviour.good) {
            judge(check(), RevocationPolicy.SOFT, subject(leaf, new byte[0]));
            judge(check(), RevocationPolicy.HARD, subject(leaf, new byte[0]));
            // What is known is not asked again.
            assertEquals(1, web.requests().size());
            return;
        }
        if (behaviour == Behaviour.REVOKED) {
            for (RevocationPolicy policy : List.of(RevocationPolicy.SOFT, RevocationPolicy.HARD)) {
                CertPathValidatorException refusal = refused(policy, subject(leaf, new byte[0]), "was revoked by");
                assertEquals(BasicReason.REVOKED, refusal.getReason());
                assertTrue(refusal.getCause() instanceof CertificateRevokedException);
                assertTrue(String.valueOf(refusal.getMessage()).contains("KEY_COMPROMISE"), refusal::toString);
            }
            return;
        }
        judge(check(), RevocationPolicy.SOFT, subject(leaf, new byte[0]));
        CertPathValidatorException refusal =
                refused(RevocationPolicy.HARD, subject(leaf, new byte[0]), behaviour.problem);
        assertEquals(BasicReason.UNDETERMINED_REVOCATION_STATUS, refusal.getReason());
    }

    private CertPathValidatorException refused(RevocationPolicy policy, Subject subject, String reason) {
        CertificateException refusal = assertThrows(CertificateException.class, () -> judge(check(), policy, subject));
        assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal::toString);
        CertificateFailure failure = assertInstanceOf(CertificateFailure.class, refusal);
        assertEquals(CertificateFailure.Check.REVOCATION, failure.check());
        X509Certificate refused = failure.certificate().orElseThrow();
        assertEquals(subject.sent().indexOf(refused), failure.index().orElse(-1));
        assertTrue(subject.path().contains(refused), refusal::toString);
        assertFalse(failure.expected().isEmpty(), refusal::toString);
        assertFalse(failure.found().isEmpty(), refusal::toString);
        assertFalse(failure.advice().isEmpty(), refusal::toString);
        return assertInstanceOf(CertPathValidatorException.class, refusal.getCause());
    }

    @Test
    void aListSettlesWhatTheResponderDoesNotKnow() throws Exception {
        String list = web.body("/list", TestCrl.of(ISSUER).make());
        X509Certificate leaf = begin(Optional.of("http://127.0.0.1:" + web.port() + "/ocsp"), Optional.of(list))
                .issue()
                .certificate();
        web.body("/ocsp", OcspAnswer.about(leaf, ISSUER).unknown().make());
        judge(check(), RevocationPolicy.HARD, subject(leaf, new byte[0]));
        assertEquals(2, web.requests().size());
        assertTrue(web.requests().get(0).startsWith("GET /ocsp/M"), web.requests()::toString);
        assertTrue(web.requests().get(1).startsWith("GET /list "), web.requests()::toString);
    }

    /** An extension that names places and cannot be read is as good as none: the certificate may be sound all the same. */
    @Test
    void placesThatCannotBeReadAreNoPlaces() throws Exception {
        String list = web.body("/list", TestCrl.of(ISSUER).make());
        X509Certificate listed = begin(Optional.empty(), Optional.of(list))
                .extension("1.3.6.1.5.5.7.1.1", false, new byte[] {0x30, 0})
                .issue()
                .certificate();
        judge(check(), RevocationPolicy.HARD, subject(listed, new byte[0]));
        X509Certificate nowhere = CA.leaf(KeyKind.EC_P256)
                .subject("CN=site")
                .extension("1.3.6.1.5.5.7.1.1", false, new byte[] {0x30, 0})
                .extension("2.5.29.31", false, new byte[] {4, 1, 0})
                .issue()
                .certificate();
        judge(check(), RevocationPolicy.STAPLED, subject(nowhere, new byte[0]));
        judge(check(), RevocationPolicy.SOFT, subject(nowhere, new byte[0]));
        judge(
                check(),
                RevocationPolicy.HARD,
                subject(nowhere, OcspAnswer.about(nowhere, ISSUER).make()));
    }

    @Test
    void hardSaysThatPlacesCannotBeRead() {
        X509Certificate nowhere = CA.leaf(KeyKind.EC_P256)
                .subject("CN=site")
                .extension("1.3.6.1.5.5.7.1.1", false, new byte[] {0x30, 0})
                .issue()
                .certificate();
        refused(
                RevocationPolicy.HARD,
                subject(nowhere, new byte[0]),
                "the authority information access in the certificate of 'CN=site' does not parse");
    }

    @Test
    void longQuestionsArePosted() throws Exception {
        String place = "http://127.0.0.1:" + web.port() + "/" + "long".repeat(50);
        X509Certificate leaf =
                begin(Optional.of(place), Optional.empty()).issue().certificate();
        web.body("/long", OcspAnswer.about(leaf, ISSUER).make());
        judge(check(), RevocationPolicy.HARD, subject(leaf, new byte[0]));
        assertTrue(web.requests().get(0).startsWith("POST /long"), web.requests()::toString);
    }

    /** RFC 6960 §2.4: an answer is good until it runs out. */
    @Test
    void answersAreAskedForAgainWhenTheyRunOut() throws Exception {
        X509Certificate leaf = begin(Optional.of("http://127.0.0.1:" + web.port() + "/"), Optional.empty())
                .issue()
                .certificate();
        web.at(
                "/",
                (request, out) -> out.write(TestWeb.ok(OcspAnswer.about(leaf, ISSUER)
                        .holds(
                                Duration.ofHours(-1),
                                Duration.ofHours(
                                        clock.instant().isAfter(Instant.now().plusSeconds(60)) ? 40 : 1))
                        .make())));
        judge(check(), RevocationPolicy.HARD, subject(leaf, new byte[0]));
        clock.pass(Duration.ofMinutes(30));
        judge(check(), RevocationPolicy.HARD, subject(leaf, new byte[0]));
        assertEquals(1, web.requests().size());
        clock.pass(Duration.ofHours(2));
        judge(check(), RevocationPolicy.HARD, subject(leaf, new byte[0]));
        assertEquals(2, web.requests().size());
    }

    /** What does not say when it ends is good for the skew, and as long it is not asked for again. */
    @ParameterizedTest
    @EnumSource(Source.class)
    void whatHasNoEndIsKeptForTheSkew(Source source) throws Exception {
        Optional<String> place = Optional.of("http://127.0.0.1:" + web.port() + "/");
        X509Certificate leaf = (source == Source.OCSP ? begin(place, Optional.empty()) : begin(Optional.empty(), place))
                .issue()
                .certificate();
        web.body(
                "/",
                source == Source.OCSP
                        ? OcspAnswer.about(leaf, ISSUER)
                                .holds(Duration.ofMinutes(-1), null)
                                .make()
                        : TestCrl.of(ISSUER, Duration.ofMinutes(-1), null).make());
        for (int i = 0; i < 3; i++) {
            judge(check(), RevocationPolicy.HARD, subject(leaf, new byte[0]));
        }
        assertEquals(1, web.requests().size());
        clock.pass(Duration.ofMinutes(15));
        refused(RevocationPolicy.HARD, subject(leaf, new byte[0]), "out of date");
        assertEquals(2, web.requests().size());
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void silenceCostsNoMoreThanTheTimeout(Source source) throws Exception {
        Optional<String> silent = Optional.of(web.silent("/"));
        X509Certificate leaf = (source == Source.OCSP
                        ? begin(silent, Optional.empty())
                        : begin(Optional.empty(), silent))
                .issue()
                .certificate();
        RevocationCheck hurried = check(Duration.ofMillis(200));
        long before = System.nanoTime();
        judge(hurried, RevocationPolicy.SOFT, subject(leaf, new byte[0]));
        assertTrue(System.nanoTime() - before < Duration.ofSeconds(10).toNanos());
        int asked = web.requests().size();
        // For a moment nobody who may pass anyway waits for the same silence again.
        judge(hurried, RevocationPolicy.SOFT, subject(leaf, new byte[0]));
        assertEquals(asked, web.requests().size());
        CertificateException refusal = assertThrows(
                CertificateException.class, () -> judge(hurried, RevocationPolicy.HARD, subject(leaf, new byte[0])));
        assertTrue(String.valueOf(refusal.getMessage()).contains("cannot be learned"), refusal::toString);
    }

    private static X509Certificate naming(Source source, List<String> places) throws IOException {
        TestCertificate leaf = CA.leaf(KeyKind.EC_P256).subject("CN=site");
        if (source == Source.OCSP) {
            AccessDescription[] responders = places.stream()
                    .map(place -> new AccessDescription(AccessDescription.id_ad_ocsp, uri(place)))
                    .toArray(AccessDescription[]::new);
            leaf.extension("1.3.6.1.5.5.7.1.1", false, new AuthorityInformationAccess(responders).getEncoded());
        } else {
            DistributionPoint[] points = places.stream()
                    .map(place ->
                            new DistributionPoint(new DistributionPointName(new GeneralNames(uri(place))), null, null))
                    .toArray(DistributionPoint[]::new);
            leaf.extension("2.5.29.31", false, new CRLDistPoint(points).getEncoded());
        }
        return leaf.issue().certificate();
    }

    /** The limit is a certificate's, however many places it names, and each of them gets its share. */
    @ParameterizedTest
    @EnumSource(Source.class)
    void manySilentPlacesCostOneTimeout(Source source) throws Exception {
        Duration timeout = Duration.ofMillis(600);
        X509Certificate leaf = naming(source, List.of(web.silent("/a"), web.silent("/b"), web.silent("/c")));
        CertificateException refusal = assertThrows(
                CertificateException.class,
                () -> judge(check(timeout), RevocationPolicy.HARD, subject(leaf, new byte[0])));
        List<Long> waits = Pattern.compile("no answer within (\\d+) ms")
                .matcher(String.valueOf(refusal.getMessage()))
                .results()
                .map(match -> Long.valueOf(match.group(1)))
                .toList();
        assertFalse(waits.isEmpty(), refusal::toString);
        // Each is rounded up.
        assertTrue(
                waits.stream().mapToLong(Long::longValue).sum() <= timeout.toMillis() + waits.size(),
                refusal::toString);
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void aSilentPlaceLeavesTimeForTheNext(Source source) throws Exception {
        String silent = web.silent("/silent");
        X509Certificate leaf = naming(source, List.of(silent, "http://127.0.0.1:" + web.port() + "/good"));
        web.body(
                "/good",
                source == Source.OCSP
                        ? OcspAnswer.about(leaf, ISSUER).make()
                        : TestCrl.of(ISSUER).make());
        judge(check(Duration.ofSeconds(4)), RevocationPolicy.HARD, subject(leaf, new byte[0]));
    }

    /** A revoked leaf at a place that does not answer before it is let. */
    private X509Certificate heldBack(Source source, CountDownLatch held) throws IOException {
        X509Certificate leaf = naming(source, List.of("http://127.0.0.1:" + web.port() + "/"));
        byte[] answer = source == Source.OCSP
                ? OcspAnswer.about(leaf, ISSUER).revoked().make()
                : TestCrl.of(ISSUER).with(leaf).make();
        held("/", answer, held);
        return leaf;
    }

    /** What is never asked takes no time from what is, nor its place among those that are. */
    @ParameterizedTest
    @EnumSource(Source.class)
    void placesThatAreNotAskedTakeNothing(Source source) throws Exception {
        String place = "http://127.0.0.1:" + web.port() + "/first";
        X509Certificate leaf = naming(source, List.of(place, "ldap://127.0.0.1/cn=one", "https://127.0.0.1/two"));
        web.body("/first", answer(source, leaf, true));
        // Somebody else had more time than a third of the limit, and less than the whole.
        store.silent(place, "is silent", Duration.ofSeconds(10));
        refused(RevocationPolicy.SOFT, subject(leaf, new byte[0]), "was revoked by");

        X509Certificate last = naming(
                source,
                List.of(
                        "ldap://127.0.0.1/cn=one",
                        "ldap://127.0.0.1/cn=two",
                        "https://127.0.0.1/three",
                        "no URI at all",
                        web.body("/last", new byte[0])));
        web.body("/last", answer(source, last, false));
        judge(check(), RevocationPolicy.HARD, subject(last, new byte[0]));

        X509Certificate nowhere = naming(source, List.of("ldap://127.0.0.1/cn=one", "no URI at all"));
        refused(
                RevocationPolicy.HARD,
                subject(nowhere, new byte[0]),
                "ldap://127.0.0.1/cn=one is not a place that is asked");
        refused(RevocationPolicy.HARD, subject(nowhere, new byte[0]), "no URI at all is not a URI");
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void noMoreThanFourPlacesAreAsked(Source source) throws Exception {
        X509Certificate leaf = naming(
                source,
                IntStream.range(0, 6)
                        .mapToObj(i -> "http://127.0.0.1:" + web.port() + "/" + i)
                        .toList());
        refused(RevocationPolicy.HARD, subject(leaf, new byte[0]), "HTTP status 404");
        assertEquals(4, web.requests().size(), web.requests()::toString);
    }

    /** A place that answers what it would say about a certificate when it is let. */
    private String held(String path, byte[] answer, CountDownLatch held) {
        return web.at(path, (request, out) -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            out.write(TestWeb.ok(answer));
        });
    }

    /** Judges in a thread that has no time at all, so that every question goes out and nobody waits for an answer. */
    private void askAndLeave(X509Certificate leaf) throws CertificateException {
        Thread.currentThread().interrupt();
        judge(check(), RevocationPolicy.SOFT, subject(leaf, new byte[0]));
        assertTrue(Thread.interrupted());
    }

    /** Waits until the question to a place that is under way is over. */
    private void awaitAnswer(X509Certificate leaf, String place) throws Exception {
        StatusStore.Question question = new StatusStore.Question(
                place,
                new StatusStore.CertificateKey(ISSUER.certificate(), leaf.getSerialNumber()),
                check().options().ocspTimeout());
        try {
            store.responders().get(question, Duration.ofSeconds(20), () -> {
                throw new AbandonedException("it was over before");
            });
        } catch (AbandonedException over) {
            assertEquals("it was over before", over.getMessage());
        }
    }

    /** Each place has its share of the limit and its question all of it, so that answers come when nobody waits any longer. */
    @Test
    void whatComesTooLateForOneIsThereForTheNext() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        List<String> places = List.of("http://127.0.0.1:" + web.port() + "/a", "http://127.0.0.1:" + web.port() + "/b");
        X509Certificate leaf = naming(Source.OCSP, places);
        for (String path : List.of("/a", "/b")) {
            held(path, OcspAnswer.about(leaf, ISSUER).revoked().make(), held);
        }
        askAndLeave(leaf);
        held.countDown();
        for (String place : places) {
            awaitAnswer(leaf, place);
        }
        refused(RevocationPolicy.SOFT, subject(leaf, new byte[0]), "was revoked by");
        assertEquals(2, web.requests().size());
    }

    static Stream<Arguments> answersThatMeet() {
        return Stream.of(
                arguments("good", "unknown", ""),
                arguments("unknown", "good", ""),
                arguments("good", "revoked", "was revoked by"),
                arguments("revoked", "good", "was revoked by"));
    }

    /** What one place has settled is not taken back by another that is late and knows less. */
    @ParameterizedTest(name = "{0}, and late {1}")
    @MethodSource("answersThatMeet")
    void aLateAnswerDisplacesOnlyWhatSettlesLess(String first, String late, String refusal) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch heldLonger = new CountDownLatch(1);
        String slow = "http://127.0.0.1:" + web.port() + "/slow";
        String quick = "http://127.0.0.1:" + web.port() + "/quick";
        X509Certificate leaf = naming(Source.OCSP, List.of(slow, quick));
        held("/slow", staple(late, leaf), heldLonger);
        held("/quick", staple(first, leaf), held);
        askAndLeave(leaf);
        held.countDown();
        awaitAnswer(leaf, quick);
        heldLonger.countDown();
        awaitAnswer(leaf, slow);
        if (refusal.isEmpty()) {
            judge(check(), RevocationPolicy.HARD, subject(leaf, new byte[0]));
        } else {
            refused(RevocationPolicy.HARD, subject(leaf, new byte[0]), refusal);
        }
        assertEquals(2, web.requests().size());
    }

    /** That somebody was interrupted says nothing about the place. */
    @ParameterizedTest
    @EnumSource(Source.class)
    void anInterruptedWaitDoesNotCountAsSilence(Source source) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        X509Certificate leaf = heldBack(source, held);
        Thread.currentThread().interrupt();
        judge(check(), RevocationPolicy.SOFT, subject(leaf, new byte[0]));
        assertTrue(Thread.interrupted());
        held.countDown();
        refused(RevocationPolicy.SOFT, subject(leaf, new byte[0]), "was revoked by");
    }

    /** Who waits longer is not kept from asking by one who did not wait so long. */
    @ParameterizedTest
    @EnumSource(Source.class)
    void aShorterLimitDoesNotCountForALongerOne(Source source) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        X509Certificate leaf = heldBack(source, held);
        judge(check(Duration.ofMillis(100)), RevocationPolicy.SOFT, subject(leaf, new byte[0]));
        held.countDown();
        refused(RevocationPolicy.SOFT, subject(leaf, new byte[0]), "was revoked by");
    }

    private static byte[] answer(Source source, X509Certificate leaf, boolean revoked) {
        if (source == Source.OCSP) {
            OcspAnswer answer = OcspAnswer.about(leaf, ISSUER);
            return (revoked ? answer.revoked() : answer).make();
        }
        return (revoked ? TestCrl.of(ISSUER).with(leaf) : TestCrl.of(ISSUER)).make();
    }

    /** A place among several has a share of the limit, and its silence says nothing to those who have the whole. */
    @ParameterizedTest
    @EnumSource(Source.class)
    void aShareDoesNotCountForTheWholeLimit(Source source) throws Exception {
        String place = "http://127.0.0.1:" + web.port() + "/place";
        String next = "http://127.0.0.1:" + web.port() + "/next";
        for (int i = 0; i < 2; i++) {
            X509Certificate other = naming(source, List.of(place, next));
            web.body("/next", answer(source, other, false));
            judge(check(), RevocationPolicy.SOFT, subject(other, new byte[0]));
        }
        // The second one would not have waited longer than the first, and left the place alone.
        assertEquals(
                1,
                web.requests().stream().filter(line -> line.contains("/place")).count(),
                web.requests()::toString);
        X509Certificate leaf = naming(source, List.of(place));
        web.body("/place", answer(source, leaf, true));
        refused(RevocationPolicy.SOFT, subject(leaf, new byte[0]), "was revoked by");
    }

    /** No two have exactly the same time: what came before them took some of it. */
    @Test
    void whoHasHardlyMoreTimeLeavesASilentPlaceAlone() {
        Duration limit = Duration.ofSeconds(5);
        store.silent("there", "is silent", limit.minusMillis(2));
        assertEquals(Optional.of("is silent"), store.silence("there", limit));
        assertEquals(Optional.empty(), store.silence("there", limit.multipliedBy(2)));
    }

    @Test
    void silenceIsForgottenWhenTheClockIsSetBack() {
        Duration limit = Duration.ofSeconds(5);
        store.silent("there", "is silent", limit);
        assertEquals(Optional.of("is silent"), store.silence("there", limit));
        clock.pass(Duration.ofHours(-1));
        assertEquals(Optional.empty(), store.silence("there", limit));
    }

    @Test
    void tooManyFetchesDoNotCountAsSilence() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        X509Certificate leaf = heldBack(Source.OCSP, held);
        Fetches.Fetch<OcspClient.Fetched> fetch = () -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            throw new IOException("no matter");
        };
        List<StatusStore.Question> others = IntStream.range(0, 64)
                .mapToObj(i -> new StatusStore.Question(
                        "http://" + i + "/", new StatusStore.CertificateKey(leaf, BigInteger.ONE), Duration.ZERO))
                .toList();
        for (StatusStore.Question each : others) {
            store.responders().begin(each, fetch);
        }
        judge(check(), RevocationPolicy.SOFT, subject(leaf, new byte[0]));
        assertEquals(List.of(), web.requests());
        held.countDown();
        for (StatusStore.Question each : others) {
            assertThrows(IOException.class, () -> store.responders().get(each, Duration.ofSeconds(20), fetch));
        }
        refused(RevocationPolicy.SOFT, subject(leaf, new byte[0]), "was revoked by");
    }

    static Stream<Arguments> staples() {
        return Stream.of(
                arguments("good", "", "", "", ""),
                arguments("revoked", "", "was revoked by", "was revoked by", "was revoked by"),
                arguments("unknown", "", "", "", "does not know it"),
                arguments("expired", "", "", "", "out of date"),
                arguments("forged", "", "", "", "not by '"),
                arguments("another", "", "", "", "another certificate"),
                arguments("try later", "", "", "", "tryLater"),
                arguments("garbage", "", "", "", "does not parse"));
    }

    private static byte[] staple(String kind, X509Certificate leaf) {
        OcspAnswer answer = OcspAnswer.about(leaf, ISSUER);
        return switch (kind) {
            case "good" -> answer.make();
            case "revoked" -> answer.revoked().make();
            case "unknown" -> answer.unknown().make();
            case "expired" ->
                answer.holds(Duration.ofDays(-3), Duration.ofDays(-1)).make();
            case "forged" ->
                answer.forgedWith(STRANGER.rootIdentity().privateKey()).make();
            case "another" -> answer.forSerial(7).make();
            case "try later" -> answer.error(3).make();
            default -> new byte[] {0x30, 3, 2, 1, 1};
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("staples")
    void eachPolicyOfEachStaple(String kind, String off, String stapled, String soft, String hard) {
        // A list that says good: what passes over a bad staple finds it.
        String list = web.body("/list", TestCrl.of(ISSUER).make());
        X509Certificate leaf =
                begin(Optional.empty(), Optional.of(list)).issue().certificate();
        Subject subject = subject(leaf, staple(kind, leaf));
        Map<RevocationPolicy, String> expected = Map.of(
                RevocationPolicy.OFF, off,
                RevocationPolicy.STAPLED, stapled,
                RevocationPolicy.SOFT, soft,
                RevocationPolicy.HARD, hard);
        expected.forEach((policy, reason) -> {
            if (reason.isEmpty()) {
                assertDoesNotThrow(() -> judge(check(), policy, subject), policy + " " + kind);
            } else {
                CertPathValidatorException refusal = refused(policy, subject, reason);
                assertEquals(
                        !kind.equals("revoked"),
                        refusal instanceof BadStatusResponseException,
                        () -> policy + " " + refusal);
            }
        });
    }

    /** RFC 7633: a certificate that demands a staple gets one or is refused, under every policy but off. */
    @ParameterizedTest
    @EnumSource(RevocationPolicy.class)
    void mustStaple(RevocationPolicy policy) throws Exception {
        String list = web.body("/list", TestCrl.of(ISSUER).make());
        X509Certificate demanding = begin(Optional.empty(), Optional.of(list))
                .extension(TLS_FEATURE, false, feature(5))
                .issue()
                .certificate();
        judge(check(), policy, subject(demanding, staple("good", demanding)));
        // Who did not ask must not complain.
        judge(
                check(),
                policy,
                new Subject(
                        List.of(demanding), List.of(demanding), Optional.of(ISSUER.certificate()), Map.of(), false));
        if (policy == RevocationPolicy.OFF) {
            judge(check(), policy, subject(demanding, new byte[0]));
            return;
        }
        assertTrue(
                refused(policy, subject(demanding, new byte[0]), "must-staple") instanceof BadStatusResponseException);
        assertTrue(
                refused(policy, subject(demanding, staple("expired", demanding)), "out of date")
                        instanceof BadStatusResponseException);
        X509Certificate other = begin(Optional.empty(), Optional.of(list))
                .extension(TLS_FEATURE, false, feature(23))
                .issue()
                .certificate();
        judge(check(), policy, subject(other, new byte[0]));
    }

    /** What is kept about one certificate is not said of another, however often they take turns. */
    @Test
    void theDemandIsKeptForItsCertificateAlone() throws Exception {
        X509Certificate demanding = begin(Optional.empty(), Optional.empty())
                .extension(TLS_FEATURE, false, feature(5))
                .issue()
                .certificate();
        X509Certificate other =
                begin(Optional.empty(), Optional.empty()).issue().certificate();
        RevocationCheck check = check();
        for (int turn = 0; turn < 3; turn++) {
            judge(check, RevocationPolicy.STAPLED, subject(other, new byte[0]));
            assertThrows(
                    CertificateException.class,
                    () -> judge(check, RevocationPolicy.STAPLED, subject(demanding, new byte[0])));
            judge(check, RevocationPolicy.STAPLED, subject(demanding, staple("good", demanding)));
        }
    }

    @Test
    void anAuthorityDemandsStaplesOfItsLeaves() throws Exception {
        Identity strict = TestCertificate.withKey(KeyKind.EC_P256, KeyKind.EC_P256.generate())
                .subject("CN=Strict")
                .authority()
                .extension(TLS_FEATURE, false, feature(17))
                .issuer(CA.rootIdentity(), List.of())
                .issue();
        X509Certificate leaf = TestCertificate.withKey(KeyKind.EC_P256, KeyKind.EC_P256.generate())
                .issuer(strict, List.of())
                .issue()
                .certificate();
        List<X509Certificate> path = List.of(leaf, strict.certificate());
        Subject without = new Subject(path, path, Optional.of(CA.root()), Map.of(), true);
        refused(RevocationPolicy.STAPLED, without, "CN=Strict");
        Bytes staple = Bytes.copyOf(OcspAnswer.about(leaf, strict).make());
        judge(
                check(),
                RevocationPolicy.STAPLED,
                new Subject(path, path, Optional.of(CA.root()), Map.of(leaf, staple), true));
    }

    @Test
    void intermediatesAreJudgedAsWell() {
        X509Certificate leaf = CA.leaf(KeyKind.EC_P256).issue().certificate();
        List<X509Certificate> path = List.of(leaf, CA.intermediate());
        Bytes good = Bytes.copyOf(OcspAnswer.about(leaf, ISSUER).make());
        Bytes revoked = Bytes.copyOf(
                OcspAnswer.about(CA.intermediate(), CA.rootIdentity()).revoked().make());
        refused(
                RevocationPolicy.STAPLED,
                new Subject(path, path, Optional.of(CA.root()), Map.of(leaf, good, CA.intermediate(), revoked), true),
                "Intermediate");
        refused(
                RevocationPolicy.HARD,
                new Subject(path, path, Optional.of(CA.root()), Map.of(leaf, good), true),
                "neither an OCSP responder nor a CRL");
    }

    /** The number counts what was sent, not the path that was made of it. */
    @Test
    void theFailureSaysWhichOfTheCertificatesSentItIs() {
        X509Certificate leaf = CA.leaf(KeyKind.EC_P256).issue().certificate();
        Subject subject = new Subject(
                List.of(leaf, STRANGER.intermediate(), CA.intermediate()),
                List.of(leaf, CA.intermediate()),
                Optional.of(CA.root()),
                Map.of(
                        leaf,
                        Bytes.copyOf(OcspAnswer.about(leaf, ISSUER).make()),
                        CA.intermediate(),
                        Bytes.copyOf(OcspAnswer.about(CA.intermediate(), CA.rootIdentity())
                                .revoked()
                                .make())),
                true);
        CertificateFailure failure =
                assertThrows(CertificateFailure.class, () -> judge(check(), RevocationPolicy.STAPLED, subject));
        assertEquals(2, failure.index().orElse(-1));
        assertEquals(Optional.of(CA.intermediate()), failure.certificate());
        assertTrue(failure.found().contains("KEY_COMPROMISE"), failure::found);
        assertTrue(String.valueOf(failure.getMessage()).contains("certificate 2 of the chain"), failure::toString);
    }

    /** What a stranger's certificate names as its responder is shown without what could forge a line of a log. */
    @Test
    void namesOfRespondersAreMadeFitToBeShown() {
        X509Certificate leaf = begin(Optional.of("http://127.0.0.1:" + web.port() + "/\r\n\u001b[2J"), Optional.empty())
                .issue()
                .certificate();
        CertificateException refusal = assertThrows(
                CertificateException.class, () -> judge(check(), RevocationPolicy.HARD, subject(leaf, new byte[0])));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("cannot be learned"), message);
        assertFalse(message.chars().anyMatch(Character::isISOControl), message);
    }

    @Test
    void whatTheRulesForbidIsNotBelieved() {
        X509Certificate leaf = begin(Optional.empty(), Optional.empty()).issue().certificate();
        Subject subject = subject(leaf, staple("good", leaf));
        assertDoesNotThrow(() -> check().check(RevocationPolicy.SOFT, subject, (names, delegate) -> {
            throw new CertPathValidatorException("forbidden here");
        }));
        CertificateException refusal = assertThrows(
                CertificateException.class,
                () -> check().check(RevocationPolicy.HARD, subject, (names, delegate) -> {
                    assertTrue(names.contains("SHA256withECDSA"), names::toString);
                    throw new CertPathValidatorException("forbidden here");
                }));
        assertTrue(String.valueOf(refusal.getMessage()).contains("forbidden here"));
    }
}
