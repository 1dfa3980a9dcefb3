package io.handfast.config;

/** How much is done to learn whether a peer's certificates have been revoked (RFC 5280 §6.3, RFC 6960, RFC 6066 §8). */
public enum RevocationPolicy {
    /** Nothing is looked at, not even what a server staples. */
    OFF,
    /** What a server staples is looked at, and certificates that demand a staple get their way; nobody is asked. */
    STAPLED,
    /** Responders and lists are asked; a certificate about which nothing can be learned passes. */
    SOFT,
    /** Responders and lists are asked; a certificate about which nothing can be learned is refused. */
    HARD
}
