package io.handfast.jsse.revocation;

import io.handfast.wire.Bytes;
import io.handfast.x509.RevocationList;
import io.handfast.x509.StatusAnswer;
import io.handfast.x509.StatusAnswer.Status;
import io.handfast.x509.StatusTime;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has been learned about revocation, and which places do not answer (RFC 6960 §2.4, RFC 5280 §5.1.2.5).
 *
 * <p>Only verified answers are kept, under the issuer that they were verified by, so that all contexts may share one store.
 */
final class StatusStore {
    /** The lists that are kept, in bytes of their encoding; in memory each takes several times as much. */
    static final long MOST_LIST_BYTES = 32L << 20;

    private static final int MOST_ANSWERS = 1024;
    private static final int MOST_STAPLES = 128;
    private static final int MOST_PLACES = 256;

    /** For how long a place that did not answer is not asked again where a certificate may pass without it. */
    private static final Duration REST = Duration.ofSeconds(30);

    private static final StatusStore SHARED = new StatusStore(InstantSource.system());

    private final BoundedCache<CertificateKey, StatusAnswer> answers;
    private final BoundedCache<Staple, StatusAnswer> staples;
    private final BoundedCache<ListKey, RevocationList> lists;
    private final BoundedCache<String, Silence> silentPlaces;
    private final Fetches<Question, OcspClient.Fetched> responders = new Fetches<>();
    private final Fetches<ListQuestion, RevocationList> listPlaces = new Fetches<>();

    StatusStore(InstantSource clock) {
        this.answers = new BoundedCache<>(clock, MOST_ANSWERS);
        this.staples = new BoundedCache<>(clock, MOST_STAPLES);
        this.lists = new BoundedCache<>(clock, MOST_LIST_BYTES);
        this.silentPlaces = new BoundedCache<>(clock, MOST_PLACES);
    }

    /** The one of this process. */
    static StatusStore shared() {
        return SHARED;
    }

    /** What names a certificate. */
    record CertificateKey(X509Certificate issuer, BigInteger serial) {
        // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static
        // field.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CertificateKey that && issuer.equals(that.issuer) && serial.equals(that.serial);
        }

        @Override
        public int hashCode() {
            return Objects.hash(issuer, serial);
        }
    }

    /** What one responder is asked, and how long it may take; who waits longer asks by itself. */
    record Question(String place, CertificateKey certificate, Duration limit) {
        // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static
        // field.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Question that
                    && place.equals(that.place)
                    && certificate.equals(that.certificate)
                    && limit.equals(that.limit);
        }

        @Override
        public int hashCode() {
            return Objects.hash(place, certificate, limit);
        }
    }

    /** A list as an issuer publishes it at one place. */
    record ListKey(X509Certificate issuer, String place) {
        // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static
        // field.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ListKey that && issuer.equals(that.issuer) && place.equals(that.place);
        }

        @Override
        public int hashCode() {
            return Objects.hash(issuer, place);
        }
    }

    /** A list that is wanted, and how long it may take. */
    record ListQuestion(ListKey list, Duration limit) {
        // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static
        // field.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ListQuestion that && list.equals(that.list) && limit.equals(that.limit);
        }

        @Override
        public int hashCode() {
            return Objects.hash(list, limit);
        }
    }

    /**
     * Why a place did not answer.
     *
     * @param patience how long those who found it silent would have waited
     */
    private record Silence(String reason, Duration patience) {
        /** Whether another would not wait longer; a tenth is no matter, since what came before took something of each wait. */
        boolean countsFor(Duration another) {
            return another.minus(another.dividedBy(10)).compareTo(patience) <= 0;
        }
    }

    /** A response as it came with a handshake; the same one comes with many. */
    record Staple(CertificateKey certificate, Bytes response) {
        // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static
        // field.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Staple that
                    && certificate.equals(that.certificate)
                    && response.equals(that.response);
        }

        @Override
        public int hashCode() {
            return Objects.hash(certificate, response);
        }
    }

    Optional<StatusAnswer> answer(CertificateKey key) {
        return answers.find(key);
    }

    void answer(CertificateKey key, StatusAnswer answer, StatusTime time) {
        answers.keep(key, answer, answer.keptUntil(time), 1);
    }

    /**
     * Keeps an answer that perhaps nobody waits for any longer. What another place has settled meanwhile stays, unless this one
     * says that the certificate was revoked.
     */
    void late(CertificateKey key, StatusAnswer answer, StatusTime time) {
        boolean settled = answer(key)
                .filter(known -> known.holdsAt(time) && known.status() != Status.UNKNOWN)
                .isPresent();
        if (!settled || answer.status() == Status.REVOKED) {
            answer(key, answer, time);
        }
    }

    Optional<StatusAnswer> staple(Staple staple) {
        return staples.find(staple);
    }

    void staple(Staple staple, StatusAnswer answer, StatusTime time) {
        staples.keep(staple, answer, answer.keptUntil(time), 1);
    }

    Optional<RevocationList> list(ListKey key) {
        return lists.find(key);
    }

    void list(ListKey key, RevocationList list, StatusTime time, int size) {
        lists.keep(key, list, list.keptUntil(time), size);
    }

    /** Why a place did not answer a moment ago to somebody who would have waited as long as this, or longer. */
    Optional<String> silence(String place, Duration patience) {
        return silentPlaces
                .find(place)
                .filter(silence -> silence.countsFor(patience))
                .map(Silence::reason);
    }

    void silent(String place, String reason, Duration patience) {
        silentPlaces.keepFor(REST, place, new Silence(reason, patience));
    }

    Fetches<Question, OcspClient.Fetched> responders() {
        return responders;
    }

    Fetches<ListQuestion, RevocationList> listPlaces() {
        return listPlaces;
    }
}
