package io.handfast.jsse.trust;

import io.handfast.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;

/** A key manager of ours that knows whether sessions may outlive the identity that they were made with (RFC 8446 §4.6.1). */
public interface SessionGuard {
    /**
     * Has a look at what has become of our keys since they were read.
     *
     * @param mayTakeLong whether they may be read again, if they have changed
     */
    void lookAgain(boolean mayTakeLong);

    /**
     * The chain of ours whose leaf has this SHA-256 digest.
     *
     * @return leaf first; empty if there is none
     */
    List<X509Certificate> chainOf(Bytes digest);

    /**
     * Whether a session may be resumed in which we showed this chain.
     *
     * @param shown leaf first; empty if it is not known, which only keys that never change allow
     */
    boolean allowsResumption(List<X509Certificate> shown);
}
