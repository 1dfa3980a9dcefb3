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

    /** The same chain, made of the objects that are already held; the list must be immutable. */
    List<X509Certificate> intern(List<X509Certificate> chain) {
        if (holds(chain)) {
            return chain;
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

    /** Whether these are the very objects that are held, as they are in all sessions with one peer but the first. */
    @SuppressWarnings("ReferenceEquality") // an equal one is to be replaced by the one that is held
    private boolean holds(List<X509Certificate> chain) {
        for (X509Certificate certificate : chain) {
            WeakReference<X509Certificate> reference = known.get(certificate);
            if (reference == null || reference.get() != certificate) {
                return false;
            }
        }
        return true;
    }

    /** How many certificates are held. */
    int size() {
        return known.size();
    }
}
