package io.handfast.jsse.revocation;

import io.handfast.config.StaplingOptions;
import io.handfast.config.StatusSource;
import io.handfast.config.SystemProperties;
import io.handfast.crypto.Jca;
import io.handfast.wire.Bytes;
import io.handfast.x509.CertificateId;
import io.handfast.x509.StatusAnswer;
import io.handfast.x509.StatusLocations;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gets the OCSP responses that a server staples, keeps them while they hold, and gets new ones before they run out (RFC
 * 6066 §8; JSSE Reference Guide, "OCSP Stapling").
 *
 * <p>A new response is fetched when a handshake needs one and half of the old one's time is over; that handshake takes the
 * old one. Only a handshake without any response waits, and no longer than the limit. What is stapled has been verified and
 * says that the certificate is good: anything else a client would refuse or has no use for. Thread-safe.
 */
public final class Stapler implements StatusSource {
    /** After a failure nobody waits for the same responder again for this long. */
    private static final Duration REST = Duration.ofSeconds(30);

    /** How long a fetch may go on when nobody waits for it any longer. */
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(15);

    private final StaplingOptions options;
    private final OcspClient client;
    private final Issuers issuers;
    private final InstantSource clock;
    private final BoundedCache<X509Certificate, Kept> kept;
    private final BoundedCache<X509Certificate, String> failures;
    private final Fetches<X509Certificate, Kept> fetches;

    /** @param issuers finds who issued a certificate */
    public Stapler(StaplingOptions options, Issuers issuers, InstantSource clock, Duration skew) {
        this(options, issuers, clock, skew, new Fetches<>());
    }

    Stapler(
            StaplingOptions options,
            Issuers issuers,
            InstantSource clock,
            Duration skew,
            Fetches<X509Certificate, Kept> fetches) {
        this.fetches = fetches;
        this.options = options;
        this.issuers = issuers;
        this.clock = clock;
        this.client = new OcspClient(clock, skew, false);
        this.kept = new BoundedCache<>(clock, options.cacheSize());
        this.failures = new BoundedCache<>(clock, options.cacheSize());
    }

    /** A response that says good, and when it came. */
    record Kept(StatusAnswer answer, Bytes response, Instant fetchedAt) {}

    @Override
    public List<Bytes> responses(List<X509Certificate> chain, int count) {
        Deadline deadline = fetches.deadline(options.responseTimeout());
        int wanted = Math.min(count, chain.size());
        // All set out before anybody waits.
        for (int i = 0; i < wanted; i++) {
            begin(chain, i);
        }
        List<Bytes> responses = new ArrayList<>(wanted);
        for (int i = 0; i < wanted; i++) {
            responses.add(response(chain, i, deadline).orElse(Bytes.empty()));
        }
        return responses;
    }

    private void begin(List<X509Certificate> chain, int index) {
        X509Certificate certificate = chain.get(index);
        if (isDue(certificate)) {
            Optional<Fetches.Fetch<Kept>> fetch = fetch(chain, index);
            try {
                if (fetch.isPresent()) {
                    fetches.begin(certificate, fetch.get());
                }
            } catch (AbandonedException e) {
                // Nobody was asked, so that nobody has failed: the next handshake may try again at once.
            }
        }
    }

    private boolean isDue(X509Certificate certificate) {
        if (failures.find(certificate).isPresent()) {
            return false;
        }
        Optional<Kept> known = kept.find(certificate);
        if (known.isEmpty()) {
            return true;
        }
        StatusAnswer answer = known.get().answer;
        Instant now = clock.instant();
        Instant half = answer.thisUpdate()
                .plus(Duration.between(answer.thisUpdate(), answer.nextUpdate()).dividedBy(2));
        boolean old =
                !options.cacheLifetime().isZero() && Rest.isOver(known.get().fetchedAt, options.cacheLifetime(), now);
        // A responder may go on giving the same answer; then the second half of it is spent with asking now and then.
        boolean rested = Rest.isOver(known.get().fetchedAt, REST, now);
        return old || now.isAfter(half) && rested;
    }

    private Optional<Bytes> response(List<X509Certificate> chain, int index, Deadline deadline) {
        X509Certificate certificate = chain.get(index);
        Optional<Kept> known = kept.find(certificate).filter(each -> each.answer.holdsAt(client.time()));
        if (known.isPresent() || failures.find(certificate).isPresent()) {
            return known.map(Kept::response);
        }
        try {
            Optional<Fetches.Fetch<Kept>> fetch = fetch(chain, index);
            if (fetch.isEmpty()) {
                return Optional.empty();
            }
            // The patience counts from when the fetch set out, what is left from now.
            Kept fetched = fetches.get(certificate, options.responseTimeout(), deadline.left(), fetch.get());
            return Optional.of(fetched.response);
        } catch (IOException | GeneralSecurityException e) {
            // The handshake goes on without; the fetch has noted its own failure.
            return Optional.empty();
        }
    }

    private Optional<Fetches.Fetch<Kept>> fetch(List<X509Certificate> chain, int index) {
        X509Certificate certificate = chain.get(index);
        if (certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return Optional.empty();
        }
        Optional<X509Certificate> issuer = issuers.of(chain, index);
        Optional<String> place = place(certificate);
        if (issuer.isEmpty() || place.isEmpty()) {
            return Optional.empty();
        }
        CertificateId id = new CertificateId(certificate, issuer.get());
        return Optional.of(() -> fetch(id, place.get()));
    }

    private Kept fetch(CertificateId id, String place) throws IOException, GeneralSecurityException {
        Optional<Kept> known = kept.find(id.certificate());
        if (known.isPresent() && !isDue(id.certificate())) {
            // Another fetch came home between the look at what is kept and the start of this one.
            return known.get();
        }
        try {
            OcspClient.Fetched fetched = client.ask(Jca.of(SystemProperties.primitives()), id, place, LONGEST_FETCH);
            if (fetched.answer().status() != StatusAnswer.Status.GOOD) {
                // What held before is not true any more.
                kept.forget(id.certificate());
                throw new IOException(
                        "says that the certificate is " + fetched.answer().status());
            }
            Kept fresh = new Kept(fetched.answer(), fetched.response(), clock.instant());
            kept.keep(id.certificate(), fresh, fetched.answer().keptUntil(client.time()), 1);
            return fresh;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Unchecked ones too: a place with a port that is none, or a proxy selector that throws, does so each time.
            failures.keepFor(REST, id.certificate(), String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private Optional<String> place(X509Certificate certificate) {
        if (options.responderOverrides() && options.responder().isPresent()) {
            return options.responder();
        }
        try {
            return StatusLocations.responders(certificate).stream()
                    .filter(HttpFetch::mayAsk)
                    .findFirst()
                    .or(options::responder);
        } catch (CertificateException e) {
            return options.responder();
        }
    }
}
