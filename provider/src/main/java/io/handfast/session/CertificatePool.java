package io.handfast.session;

import java.lang.ref.WeakReference;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** One object for each certificate, however many sessions hold it, while any does. Guarded by its owner's lock. */
final class CertificatePool {
    private final Map<X509Certificate, WeakReference<X509Certificate>> known = new WeakHashMap<>();

    /** The same chain, made of the objects that are already held. */
    List<X509Certificate> intern(List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            return List.of();
        }
        List<X509Certificate> interned = new ArrayList<>(chain.size());
        for (X509Certificate certificate : chain) {
            WeakReference<X509Certificate> reference = known.get(certificate);
            X509Certificate held = reference == null ? null : reference.get();
            if (held == null) {
                held = certificate;
                known.put(held, new WeakReference<>(held));
            }
            interned.add(held);
        }
        return List.copyOf(interned);
    }

    /** How many certificates are held. */
    int size() {
        return known.size();
    }
}
