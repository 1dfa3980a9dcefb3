package io.handfast.jsse.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Trusts the platform's own anchors, whose file is read when the first chain is to be judged (JSSE Reference Guide, "Customizing
 * JSSE").
 *
 * <p>A server that asks for no certificates has this manager by default, and never needs the hundred and more certificates in
 * the file. Thread-safe.
 */
final class PlatformTrust extends RoleTrust {
    private final Anchors anchors;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable PkixTrustManager manager;

    /** Where the anchors come from. */
    @FunctionalInterface
    interface Anchors {
        TrustAnchors read() throws GeneralSecurityException, IOException;
    }

    PlatformTrust(Anchors anchors) {
        this.anchors = anchors;
    }

    @Override
    void check(
            X509Certificate @Nullable [] chain, @Nullable String authType, PeerRole role, Optional<HandshakeView> view)
            throws CertificateException {
        manager().check(chain, authType, role, view);
    }

    /** @throws IllegalStateException if the file cannot be read */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        try {
            return manager().getAcceptedIssuers();
        } catch (CertificateException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private PkixTrustManager manager() throws CertificateException {
        PkixTrustManager known = manager;
        return known == null ? read() : known;
    }

    private PkixTrustManager read() throws CertificateException {
        lock.lock();
        try {
            PkixTrustManager known = manager;
            if (known == null) {
                known = PkixTrustManager.of(anchors.read());
                manager = known;
            }
            return known;
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("the platform's trust anchors cannot be read", e);
        } finally {
            lock.unlock();
        }
    }
}
