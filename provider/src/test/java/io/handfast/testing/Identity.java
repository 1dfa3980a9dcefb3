package io.handfast.testing;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A private key with its certificate, and the certificates a peer needs to reach the root (the root itself not included). */
public record Identity(PrivateKey privateKey, List<X509Certificate> chain) {
    public Identity {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    public X509Certificate[] chainArray() {
        return chain.toArray(X509Certificate[]::new);
    }

    /** The same identity that sends, by mistake or on purpose, other certificates after its own. */
    public Identity followedBy(X509Certificate... others) {
        List<X509Certificate> changed = new ArrayList<>();
        changed.add(certificate());
        changed.addAll(List.of(others));
        return new Identity(privateKey, changed);
    }
}
