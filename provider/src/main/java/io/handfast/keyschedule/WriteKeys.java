package io.handfast.keyschedule;

import io.handfast.crypto.Secret;

/**
 * The keys of one direction before TLS 1.3; one side writes with them and the other reads (RFC 5246 §6.3).
 *
 * @param macKey empty for AEAD suites
 * @param iv the implicit part of an AEAD's nonce, or the first IV of a CBC suite in TLS 1.0; otherwise empty
 */
public record WriteKeys(Secret macKey, Secret key, Secret iv) {
    /** Zeroes all three. */
    public void destroy() {
        macKey.destroy();
        key.destroy();
        iv.destroy();
    }
}
