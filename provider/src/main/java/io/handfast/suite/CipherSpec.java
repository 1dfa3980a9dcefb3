package io.handfast.suite;

import io.handfast.iana.ProtocolVersion;

/**
 * All that decides how records are protected before TLS 1.3, keys aside (RFC 5246 §6.1, §7.1).
 *
 * @param version settled version; it decides about the IV of CBC suites and stands in every record
 * @param encryptThenMac whether the MAC of a CBC suite covers the ciphertext (RFC 7366); false for all other suites
 */
public record CipherSpec(ProtocolVersion version, CipherSuite12 suite, boolean encryptThenMac) {
    public CipherSpec {
        if (encryptThenMac && !(suite.bulkCipher() instanceof CbcBulkCipher)) {
            throw new IllegalArgumentException(suite + " has no MAC of its own");
        }
    }

    /** Bytes of IV or nonce that come from the key block. */
    public int fixedIvLength() {
        return suite.bulkCipher().fixedIvLength(version);
    }
}
