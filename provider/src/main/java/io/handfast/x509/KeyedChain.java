package io.handfast.x509;

import io.handfast.crypto.Jca;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.failure.Printable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts a private key and the certificates found with it together: leaf first, each followed by its issuer (RFC 8446 §4.4.2). */
public final class KeyedChain {
    /** Longer than any peer would take. */
    private static final int MOST_CERTIFICATES = 32;

    private static final byte[] PROBE = "does this key belong to this certificate?".getBytes(StandardCharsets.US_ASCII);

    private KeyedChain() {}

    /**
     * The chain in order. What belongs to no place in it, such as the same issuer's certificate for another purpose, is left
     * out.
     *
     * @param certificates in any order
     * @throws PemException if no certificate is the key's; the message begins with what does not fit
     */
    public static List<X509Certificate> of(Jca jca, PrivateKey key, List<X509Certificate> certificates)
            throws PemException {
        List<X509Certificate> left = new ArrayList<>(new LinkedHashSet<>(certificates));
        if (left.size() > MOST_CERTIFICATES) {
            throw new PemException("the chain has " + left.size() + " certificates, more than " + MOST_CERTIFICATES);
        }
        X509Certificate leaf = left.stream()
                .filter(each -> belongs(jca, key, each.getPublicKey()))
                .findFirst()
                .orElseThrow(() -> noneFits(key, certificates));
        List<X509Certificate> chain = new ArrayList<>();
        Optional<X509Certificate> next = Optional.of(leaf);
        while (next.isPresent()) {
            X509Certificate current = next.get();
            chain.add(current);
            left.remove(current);
            next = left.stream().filter(each -> hasIssued(each, current)).findFirst();
        }
        return List.copyOf(chain);
    }

    private static PemException noneFits(PrivateKey key, List<X509Certificate> certificates) {
        Set<String> kinds = new LinkedHashSet<>();
        for (X509Certificate each : certificates) {
            kinds.add(
                    each.getPublicKey().getAlgorithm() + " of '" + Printable.of(each.getSubjectX500Principal()) + "'");
        }
        return new PemException("the private key (" + key.getAlgorithm() + ") belongs to none of the "
                + certificates.size() + " certificates, whose keys are " + String.join(", ", kinds)
                + "; were the two files made together?");
    }

    private static boolean hasIssued(X509Certificate issuer, X509Certificate subject) {
        if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) {
            return false;
        }
        try {
            subject.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether a public key verifies what the private key signs: works for keys that show nothing of themselves, too. */
    public static boolean belongs(Jca jca, PrivateKey key, PublicKey publicKey) {
        Optional<SignatureScheme> scheme = SignatureSchemes.all().stream()
                .filter(each -> each.supported(jca) && each.fits(publicKey, false))
                .findFirst();
        if (scheme.isEmpty()) {
            return false;
        }
        try {
            byte[] signature = scheme.get().sign(jca, key, jca.secureRandom(), PROBE);
            return scheme.get().verify(jca, publicKey, PROBE, signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Keys of different kinds do not even sign.
            return false;
        }
    }
}
