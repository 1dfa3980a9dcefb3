package io.handfast.jsse.revocation;

import io.handfast.config.Remembered;
import io.handfast.config.RevocationOptions;
import io.handfast.config.RevocationPolicy;
import io.handfast.config.SystemProperties;
import io.handfast.crypto.Jca;
import io.handfast.iana.ExtensionType;
import io.handfast.wire.Bytes;
import io.handfast.x509.CertificateId;
import io.handfast.x509.StatusAnswer;
import io.handfast.x509.StatusAnswer.Status;
import io.handfast.x509.StatusLocations;
import io.handfast.x509.UnusableStatusException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a path by whether its certificates have been revoked: first by what came with the handshake, then by what is known from
 * before, then by OCSP, then by CRL (RFC 5280 §6.3, RFC 6960, RFC 6066 §8, RFC 7633).
 *
 * <p>Comes after the path has been found good, so that nobody is asked because a stranger's certificate says so.
 */
public final class RevocationCheck {
    /** Of how many certificates it is kept whether they demand a staple. */
    private static final int MOST_DEMANDS = 256;

    private final RevocationOptions options;
    private final StatusLookUp lookUp;
    private final StatusStore store;
    private final OcspClient client;
    private final Remembered<X509Certificate, Boolean> demands = new Remembered<>(MOST_DEMANDS);

    /** A check that shares what it learns with all others of this process. */
    public RevocationCheck(RevocationOptions options, InstantSource clock) {
        this(options, clock, StatusStore.shared());
    }

    RevocationCheck(RevocationOptions options, InstantSource clock, StatusStore store) {
        this.options = options;
        this.store = store;
        this.client = new OcspClient(clock, options.clockSkew(), options.nonce());
        this.lookUp = new StatusLookUp(options, client, store);
    }

    /** Who decides about the algorithms that an answer is signed with, and about the key of a responder. */
    @FunctionalInterface
    public interface SignerRules {
        void check(Set<String> signatureNames, Optional<X509Certificate> delegate) throws CertPathValidatorException;
    }

    /**
     * What is to be judged.
     *
     * @param sent the chain as the peer sent it
     * @param path leaf first, each issued by the next
     * @param anchor issued the last one; the path may end with it
     * @param staples the OCSP responses that came with the handshake, by certificate
     * @param asked whether the server was asked to staple
     */
    public record Subject(
            List<X509Certificate> sent,
            List<X509Certificate> path,
            Optional<X509Certificate> anchor,
            Map<X509Certificate, Bytes> staples,
            boolean asked) {
        /** Whether there is nothing to judge as long as nobody is asked. */
        boolean isSilent() {
            return !asked && staples.isEmpty();
        }
    }

    public RevocationOptions options() {
        return options;
    }

    /**
     * Accepts the path or says why not.
     *
     * @throws CertificateException a CertificateFailure if a certificate was revoked, or if the policy demands to know more
     * than can
     *     be learned; its cause is a CertPathValidatorException with the reason
     */
    public void check(RevocationPolicy policy, Subject subject, SignerRules rules) throws CertificateException {
        boolean asks = switch (policy) {
            case OFF, STAPLED -> false;
            case SOFT, HARD -> true;
        };
        if (policy == RevocationPolicy.OFF || !asks && subject.isSilent()) {
            return;
        }
        try {
            judge(policy, asks, subject, rules);
        } catch (Refusal e) {
            throw e.among(subject.sent());
        }
    }

    private void judge(RevocationPolicy policy, boolean asks, Subject subject, SignerRules rules)
            throws Refusal, CertificateException {
        Jca jca = Jca.of(SystemProperties.primitives());
        List<X509Certificate> path = subject.path();
        Optional<X509Certificate> demanding = subject.asked() ? demanding(subject) : Optional.empty();
        for (int i = 0; i < path.size(); i++) {
            X509Certificate certificate = path.get(i);
            if (subject.anchor().equals(Optional.of(certificate))) {
                return;
            }
            Optional<X509Certificate> issuer = i + 1 < path.size() ? Optional.of(path.get(i + 1)) : subject.anchor();
            if (issuer.isEmpty()) {
                // The application's anchor is a name and a key; it named no certificate to ask about.
                if (policy == RevocationPolicy.HARD) {
                    throw Refusals.undetermined(certificate, List.of("its issuer's certificate is not known"));
                }
                return;
            }
            CertificateId id = new CertificateId(certificate, issuer.get());
            List<String> attempts = new ArrayList<>();
            boolean insists = policy == RevocationPolicy.HARD || i == 0 && demanding.isPresent();
            if (staple(jca, id, subject.staples().get(certificate), insists, rules, attempts)) {
                continue;
            }
            if (i == 0 && demanding.isPresent()) {
                throw Refusals.noStaple(certificate, demanding.get());
            }
            if (asks
                    && !lookUp.isGood(jca, id, policy == RevocationPolicy.SOFT, rules, attempts)
                    && policy == RevocationPolicy.HARD) {
                throw Refusals.undetermined(certificate, attempts);
            }
        }
    }

    /** RFC 7633 §4.2: a leaf demands a staple for itself, an authority's certificate demands it of all below. */
    private Optional<X509Certificate> demanding(Subject subject) throws CertificateException {
        for (X509Certificate each : subject.path()) {
            if (subject.anchor().equals(Optional.of(each))) {
                break;
            }
            if (demandsStaple(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** What a certificate says never changes, so it is read once. */
    private boolean demandsStaple(X509Certificate certificate) throws CertificateException {
        Boolean known = demands.known(certificate);
        if (known != null) {
            return known;
        }
        Set<Integer> features = StatusLocations.features(certificate);
        boolean demand =
                features.contains(ExtensionType.STATUS_REQUEST) || features.contains(ExtensionType.STATUS_REQUEST_V2);
        demands.keep(certificate, demand);
        return demand;
    }

    /** Whether a staple shows that the certificate is good. */
    private boolean staple(
            Jca jca,
            CertificateId id,
            @Nullable Bytes response,
            boolean insists,
            SignerRules rules,
            List<String> attempts)
            throws Refusal {
        if (response == null || response.isEmpty()) {
            return false;
        }
        try {
            StatusAnswer answer = judged(jca, id, response, rules);
            if (answer.status() == Status.REVOKED) {
                throw Refusals.revoked(id.certificate(), answer, "the OCSP response that the server stapled");
            }
            if (answer.status() == Status.GOOD) {
                return true;
            }
            if (insists) {
                throw Refusals.badStaple(id.certificate(), "says that the responder does not know it", null);
            }
            attempts.add("the stapled response says that the responder does not know it");
        } catch (Refusal e) {
            throw e;
        } catch (GeneralSecurityException e) {
            // RFC 6066 §8: a response that is not satisfactory ends the handshake; a policy that lets certificates pass
            // without any response has nothing to gain from that.
            if (insists) {
                throw Refusals.badStaple(id.certificate(), String.valueOf(e.getMessage()), e);
            }
            attempts.add("the stapled response " + e.getMessage());
        }
        return false;
    }

    private StatusAnswer judged(Jca jca, CertificateId id, Bytes response, SignerRules rules)
            throws GeneralSecurityException {
        StatusAnswer answer = read(jca, id, response);
        try {
            rules.check(answer.signatureNames(), answer.delegate());
        } catch (CertPathValidatorException e) {
            throw new UnusableStatusException("is not believed: " + e.getMessage(), e);
        }
        return answer;
    }

    private StatusAnswer read(Jca jca, CertificateId id, Bytes response) throws GeneralSecurityException {
        StatusStore.Staple staple = new StatusStore.Staple(
                new StatusStore.CertificateKey(id.issuer(), id.certificate().getSerialNumber()), response);
        Optional<StatusAnswer> known = store.staple(staple);
        if (known.isPresent() && known.get().holdsAt(client.time())) {
            return known.get();
        }
        StatusAnswer answer = client.judge(jca, id, response.toArray());
        store.staple(staple, answer, client.time());
        return answer;
    }
}
