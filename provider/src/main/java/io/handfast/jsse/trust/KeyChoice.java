package io.handfast.jsse.trust;

import io.handfast.x509.KeyUsage;
import io.handfast.x509.NameMatch;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Puts the keys that a peer could accept in order, best first (RFC 8446 §4.4.2.2, §4.4.2.3).
 *
 * <p>What a certificate lacks counts more than the order of key types: an expired one or one for another host is taken only when
 * there is no other, because the peer may still accept it.
 */
record KeyChoice(KeyIndex index, KeyRequest request, Instant now) {
    private static final int WRONG_USE = 8;
    private static final int OUT_OF_DATE = 4;
    private static final int OTHER_HOST = 2;
    private static final int UNVERIFIABLE_CHAIN = 1;

    private record Candidate(StoredKey key, int flaws) {}

    /** All acceptable keys, best first; among equals the peer's order of key types, then the store's order. */
    List<StoredKey> inOrder() {
        List<Candidate> candidates = new ArrayList<>();
        for (KeyType type : request.keyTypes()) {
            for (StoredKey key : index.ofType(type.keyAlgorithm())) {
                if (type.accepts(key) && request.admits(key)) {
                    candidates.add(new Candidate(key, flaws(key)));
                }
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::flaws));
        return candidates.stream().map(Candidate::key).distinct().toList();
    }

    /** The best key, unless a key that another question would find is certain to do better. */
    Optional<StoredKey> best() {
        if (!index.hasIssuedBy(request.authorities())) {
            return Optional.empty();
        }
        Optional<Candidate> ofHost = ofHost();
        Optional<Candidate> best = ofHost.isPresent() ? ofHost : ofAnyHost();
        if (best.isEmpty() || betterElsewhere(best.get().key())) {
            return Optional.empty();
        }
        return Optional.of(best.get().key());
    }

    /** The best key for the very host, if it has no flaw worse than one for another host has; found by its name. */
    private Optional<Candidate> ofHost() {
        if (request.host().isEmpty()) {
            return Optional.empty();
        }
        List<StoredKey> named = index.forHost(request.host().get());
        Optional<Candidate> best = Optional.empty();
        for (KeyType type : request.keyTypes()) {
            for (StoredKey key : named) {
                if (type.accepts(key) && isForHost(key) && request.admits(key)) {
                    int flaws = flaws(key);
                    if (flaws < OTHER_HOST
                            && (best.isEmpty() || flaws < best.get().flaws())) {
                        best = Optional.of(new Candidate(key, flaws));
                    }
                }
            }
        }
        return best;
    }

    /** The first of {@link #inOrder}, without looking further than the first that cannot be bettered. */
    private Optional<Candidate> ofAnyHost() {
        int least = request.host().isPresent() ? OTHER_HOST : 0;
        Optional<Candidate> best = Optional.empty();
        for (KeyType type : request.keyTypes()) {
            for (StoredKey key : index.ofType(type.keyAlgorithm())) {
                if (type.accepts(key) && request.admits(key)) {
                    int flaws = flaws(key);
                    if (best.isEmpty() || flaws < best.get().flaws()) {
                        best = Optional.of(new Candidate(key, flaws));
                    }
                    if (flaws <= least) {
                        return best;
                    }
                }
            }
        }
        return best;
    }

    /**
     * A TLS 1.3 server is asked for one key type after the other, first among the authorities that the client named and then
     * among all. One whose certificate is for another host steps back when another certificate is for the very host and a later
     * question finds that: one for a key type that we sign with, and the peer verifies.
     */
    private boolean betterElsewhere(StoredKey best) {
        if (request.role() != PeerRole.SERVER
                || !request.tls13()
                || request.peerSignatureAlgorithms().isEmpty()
                || request.host().isEmpty()
                || isForHost(best)) {
            return false;
        }
        return index.forHost(request.host().get()).stream()
                .anyMatch(other -> isForHost(other) && request.admitsElsewhere(other) && flaws(other) < flaws(best));
    }

    private int flaws(StoredKey key) {
        int flaws = 0;
        if (!key.leaf().allowsPurpose(request.role().purpose()) || !mayProveItself(key)) {
            flaws += WRONG_USE;
        }
        if (!isValid(key.certificate())) {
            flaws += OUT_OF_DATE;
        }
        if (!isForHost(key)) {
            flaws += OTHER_HOST;
        }
        if (!chainVerifiable(key)) {
            flaws += UNVERIFIABLE_CHAIN;
        }
        return flaws;
    }

    /** An RSA server's key may also be used by decrypting, in TLS 1.2; all others sign. */
    private boolean mayProveItself(StoredKey key) {
        return key.leaf().allows(KeyUsage.DIGITAL_SIGNATURE)
                || (request.role() == PeerRole.SERVER
                        && !request.tls13()
                        && key.leaf().keyType().equals("RSA")
                        && key.leaf().allows(KeyUsage.KEY_ENCIPHERMENT));
    }

    private boolean isValid(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return false;
        }
    }

    private boolean isForHost(StoredKey key) {
        return request.host().isEmpty() || NameMatch.matches(request.host().get(), key.names());
    }

    private boolean chainVerifiable(StoredKey key) {
        Optional<List<CertificateSignature>> signatures = key.signatures();
        if (signatures.isEmpty()) {
            return false;
        }
        for (CertificateSignature each : signatures.get()) {
            if (!request.verifiable().test(each)) {
                return false;
            }
        }
        return true;
    }
}
