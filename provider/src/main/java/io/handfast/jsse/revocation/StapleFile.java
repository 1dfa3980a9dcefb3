package io.handfast.jsse.revocation;

import io.handfast.config.StatusSource;
import io.handfast.config.SystemProperties;
import io.handfast.crypto.Jca;
import io.handfast.wire.Bytes;
import io.handfast.x509.CertificateId;
import io.handfast.x509.OcspResponse;
import io.handfast.x509.StatusAnswer;
import io.handfast.x509.StatusTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Staples a response that lies in a file, as whoever renews it has put it there; read again when the file changes (RFC 6066 §8).
 *
 * <p>It is stapled to the leaf that it is about, while it holds and says good. A file that cannot be read leaves the
 * response before in its place. Thread-safe.
 */
public final class StapleFile implements StatusSource {
    /** How long a response that is of no use is not judged again: what was wrong may be the time, or pass with it. */
    private static final Duration REST = Duration.ofSeconds(30);

    private final Path file;
    private final Issuers issuers;
    private final InstantSource clock;
    private final Duration skew;
    private final AtomicReference<@Nullable Loaded> loaded = new AtomicReference<>();

    /** @param file an OCSP response in DER */
    public StapleFile(Path file, Issuers issuers, InstantSource clock, Duration skew) {
        this.file = file;
        this.issuers = issuers;
        this.clock = clock;
        this.skew = skew;
    }

    private record Version(FileTime modified, long size) {}

    private record Loaded(Version version, Bytes response) {}

    /** What was found to be about a leaf, and may be stapled to it as long as it holds. */
    private record Judged(Bytes response, X509Certificate leaf, Optional<StatusAnswer> answer, Instant at) {
        /** Whether it is still known what a response is to a leaf. */
        boolean counts(Bytes itsResponse, X509Certificate itsLeaf, Instant now) {
            return response.equals(itsResponse)
                    && leaf.equals(itsLeaf)
                    && (answer.isPresent() || !Rest.isOver(at, REST, now));
        }
    }

    private final AtomicReference<@Nullable Judged> judged = new AtomicReference<>();

    @Override
    public List<Bytes> responses(List<X509Certificate> chain, int count) {
        Loaded current = current();
        if (current == null) {
            return List.of();
        }
        StatusTime time = new StatusTime(clock.instant(), skew);
        return judged(current.response, chain)
                .answer
                .filter(answer -> answer.status() == StatusAnswer.Status.GOOD && answer.holdsAt(time))
                .map(answer -> List.of(current.response))
                .orElse(List.of());
    }

    private Judged judged(Bytes response, List<X509Certificate> chain) {
        X509Certificate leaf = chain.get(0);
        Instant now = clock.instant();
        Judged known = judged.get();
        if (known != null && known.counts(response, leaf, now)) {
            return known;
        }
        Judged fresh = new Judged(response, leaf, judge(response, chain), now);
        judged.set(fresh);
        return fresh;
    }

    private Optional<StatusAnswer> judge(Bytes response, List<X509Certificate> chain) {
        Optional<X509Certificate> issuer = issuers.of(chain, 0);
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OcspResponse.parse(response.toArray())
                    .about(
                            Jca.of(SystemProperties.primitives()),
                            new CertificateId(chain.get(0), issuer.get()),
                            new StatusTime(clock.instant(), skew),
                            null));
        } catch (GeneralSecurityException e) {
            // About another leaf, out of date, or broken: a client would have no use for it.
            return Optional.empty();
        }
    }

    private @Nullable Loaded current() {
        Loaded known = loaded.get();
        try {
            Version version = new Version(Files.getLastModifiedTime(file), Files.size(file));
            if (known != null && known.version.equals(version) || version.size > OcspResponse.LARGEST) {
                return known;
            }
            Loaded fresh = new Loaded(version, Bytes.owning(Files.readAllBytes(file)));
            OcspResponse.parse(fresh.response.toArray());
            loaded.set(fresh);
            return fresh;
        } catch (IOException | GeneralSecurityException e) {
            return known;
        }
    }
}
