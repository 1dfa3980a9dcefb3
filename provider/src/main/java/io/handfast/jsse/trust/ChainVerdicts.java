package io.handfast.jsse.trust;

import io.handfast.config.AlgorithmRules;
import io.handfast.config.SystemProperties;
import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.wire.Bytes;
import io.handfast.x509.SubjectNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The chains that one trust manager found good a short while ago, so that it need not verify their signatures again (RFC
 * 5280 §6).
 *
 * <p>Only consent is remembered, for a limited time and for a limited number of chains, and never longer than the
 * certificates are valid. A question is the same only if every byte of every certificate, the role, the use and the rules
 * of the platform are. What depends on the connection, above all the peer's name, is no part of a verdict and is checked
 * each time. Anchors are not in a question, because a manager never changes its anchors and shares its verdicts with nobody.
 */
final class ChainVerdicts {
    /** More clients than this come back at random anyway; an entry is some 500 bytes. */
    static final int LIMIT = 1024;

    private final InstantSource clock;
    private final Duration lifetime;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Digested last;
    private final Map<Question, Verdict> verdicts = new LinkedHashMap<>(16, 0.75f, true);

    /** @param lifetime how long a verdict may be repeated; zero for never */
    ChainVerdicts(InstantSource clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** The chain that was asked about last, and its digest: one server shows the same certificates again and again. */
    private record Digested(List<X509Certificate> chain, Bytes digest) {
        /** Whether these are the very objects, of classes of the JDK's, which never change. */
        @SuppressWarnings("ReferenceEquality") // equal ones cost more to compare than the digest is worth
        boolean isOf(List<X509Certificate> other) {
            if (chain.size() != other.size()) {
                return false;
            }
            for (int i = 0; i < chain.size(); i++) {
                if (chain.get(i) != other.get(i) || chain.get(i).getClass().getClassLoader() != null) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * What a verdict answers.
     *
     * @param chain a digest over all certificates, in the order sent
     * @param rules the platform's rules; they are the same object as long as the properties say the same
     * @param day today, because rules with {@code denyAfter} change at midnight
     */
    record Question(
            Bytes chain,
            PeerRole role,
            String authType,
            AlgorithmRules tlsRules,
            AlgorithmRules rules,
            boolean fetchesIssuers,
            LocalDate day) {
        // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static
        // field.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Question that
                    && fetchesIssuers == that.fetchesIssuers
                    && chain.equals(that.chain)
                    && role.equals(that.role)
                    && authType.equals(that.authType)
                    && tlsRules.equals(that.tlsRules)
                    && rules.equals(that.rules)
                    && day.equals(that.day);
        }

        @Override
        public int hashCode() {
            // The digest tells chains apart, and little else ever differs.
            return chain.hashCode() * 31 + authType.hashCode();
        }
    }

    /**
     * A consent, from when until when it holds; both ends belong to it.
     *
     * @param path what it rests on, if that is to be judged anew each time
     * @param names those of the leaf, read once; empty if they cannot be read
     */
    record Verdict(Instant from, Instant until, Optional<Path> path, Optional<SubjectNames> names) {
        private boolean holdsAt(Instant now) {
            return !now.isBefore(from) && !now.isAfter(until);
        }
    }

    /** The question that stands for this chain now; empty if verdicts are not kept, or if a certificate has no encoding. */
    Optional<Question> question(List<X509Certificate> chain, PeerRole role, String authType) {
        if (lifetime.isZero()) {
            return Optional.empty();
        }
        Bytes digest = digest(chain);
        if (digest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Question(
                digest,
                role,
                authType,
                AlgorithmRules.ofTls(),
                AlgorithmRules.ofCertPath(),
                SystemProperties.fetchesMissingIssuers(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }

    /** A digest over the chain; empty if a certificate has no encoding. */
    private Bytes digest(List<X509Certificate> chain) {
        Digested known = last;
        if (known != null && known.isOf(chain)) {
            return known.digest();
        }
        Bytes digest = digestOf(chain);
        last = new Digested(List.copyOf(chain), digest);
        return digest;
    }

    private static Bytes digestOf(List<X509Certificate> chain) {
        MessageDigest digest = Jca.of(SystemProperties.primitives()).digest(HashAlgorithm.SHA256);
        try {
            for (X509Certificate each : chain) {
                byte[] encoded = each.getEncoded();
                // With its length before it, no certificate can pass for part of another.
                digest.update(Integer.toString(encoded.length).getBytes(StandardCharsets.US_ASCII));
                digest.update((byte) ':');
                digest.update(encoded);
            }
        } catch (CertificateEncodingException e) {
            return Bytes.empty();
        }
        return Bytes.owning(digest.digest());
    }

    /** The answer, if it was yes and still is. */
    Optional<Verdict> verdict(Question question) {
        lock.lock();
        try {
            Verdict verdict = verdicts.get(question);
            return verdict != null && verdict.holdsAt(clock.instant()) ? Optional.of(verdict) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** A consent that begins now. */
    Verdict consent(X509Certificate leaf, Path path, boolean keepsPath) {
        Instant from = clock.instant();
        Instant until = from.plus(lifetime);
        for (X509Certificate each : path.certificates()) {
            Instant end = each.getNotAfter().toInstant();
            until = end.isBefore(until) ? end : until;
        }
        return new Verdict(from, until, keepsPath ? Optional.of(path) : Optional.empty(), names(leaf));
    }

    private static Optional<SubjectNames> names(X509Certificate leaf) {
        try {
            return Optional.of(SubjectNames.of(leaf));
        } catch (CertificateParsingException e) {
            // Who asks for the name of the peer reads them once more, and is told why that fails.
            return Optional.empty();
        }
    }

    /** Keeps a consent. */
    void keep(Question question, Verdict verdict) {
        lock.lock();
        try {
            verdicts.put(question, verdict);
            if (verdicts.size() > LIMIT) {
                Iterator<Question> leastRecent = verdicts.keySet().iterator();
                Objects.requireNonNull(leastRecent.next(), "no question is null");
                leastRecent.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return verdicts.size();
        } finally {
            lock.unlock();
        }
    }
}
