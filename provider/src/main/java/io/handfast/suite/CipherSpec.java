package io.handfast.suite;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.iana.ProtocolVersion;
import java.util.List;

/**
 * All that decides how records are protected before TLS 1.3, keys aside (RFC 5246 §6.1, §7.1).
 *
 * @param version settled version; it decides about the IV of CBC suites and stands in every record
 * @param encryptThenMac whether the MAC of a CBC suite covers the ciphertext (RFC 7366); false for all other suites
 */
public record CipherSpec(ProtocolVersion version, CipherSuite12 suite, boolean encryptThenMac) {
    private static final List<HashAlgorithm> MD5_AND_SHA1 = List.of(HashAlgorithm.MD5, HashAlgorithm.SHA1);

    public CipherSpec {
        if (!suite.usableIn(version)) {
            throw new IllegalArgumentException(suite + " is not a suite of " + version);
        }
        if (encryptThenMac && !(suite.bulkCipher() instanceof CbcBulkCipher)) {
            throw new IllegalArgumentException(suite + " has no MAC of its own");
        }
    }

    /**
     * The hashes of transcript and PRF: since TLS 1.2 the suite's own, before that MD5 and SHA-1 side by side
     * (RFC 5246 §5, RFC 4346 §5, §7.4.9).
     */
    public List<HashAlgorithm> handshakeHashes() {
        return version.before12() ? MD5_AND_SHA1 : List.of(suite.hash());
    }

    /** Bytes of IV or nonce that come from the key block. */
    public int fixedIvLength() {
        return suite.bulkCipher().fixedIvLength(version);
    }
}
