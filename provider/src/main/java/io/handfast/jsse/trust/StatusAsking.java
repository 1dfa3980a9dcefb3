package io.handfast.jsse.trust;

/** A session that knows whether the server was asked to staple, besides what it stapled (RFC 6066 §8). */
public interface StatusAsking {
    /** Whether the server was asked for OCSP responses. */
    boolean askedForStatus();
}
