package io.handfast.keyschedule;

import io.handfast.crypto.Secret;

/**
 * The write keys and IVs of both sides of a TLS 1.2 connection (RFC 5246 §6.3). For AEAD suites the IVs are the implicit
 * part of the nonce.
 */
public record KeyBlock(Secret clientWriteKey, Secret serverWriteKey, Secret clientWriteIv, Secret serverWriteIv) {
    /** Zeroes all four. */
    public void destroy() {
        clientWriteKey.destroy();
        serverWriteKey.destroy();
        clientWriteIv.destroy();
        serverWriteIv.destroy();
    }
}
