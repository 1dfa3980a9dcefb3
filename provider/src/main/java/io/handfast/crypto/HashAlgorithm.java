package io.handfast.crypto;

import java.util.Set;

/** A hash function and the HMAC built on it (RFC 5246 §7.4.1.4.1, RFC 2104). */
public enum HashAlgorithm {
    /** Only inside the TLS 1.0 and 1.1 constructions. */
    MD5(16, 64, "MD5", "HmacMD5", "MD5"),
    /** Only for legacy peers; no default allows it. */
    SHA1(20, 64, "SHA-1", "HmacSHA1", "SHA1"),
    SHA224(28, 64, "SHA-224", "HmacSHA224", "SHA224"),
    SHA256(32, 64, "SHA-256", "HmacSHA256", "SHA256"),
    SHA384(48, 128, "SHA-384", "HmacSHA384", "SHA384"),
    SHA512(64, 128, "SHA-512", "HmacSHA512", "SHA512");

    private final int length;
    private final int blockLength;
    private final String digestName;
    private final String hmacName;
    private final String shortName;

    HashAlgorithm(int length, int blockLength, String digestName, String hmacName, String shortName) {
        this.length = length;
        this.blockLength = blockLength;
        this.digestName = digestName;
        this.hmacName = hmacName;
        this.shortName = shortName;
    }

    /** Output length in bytes. */
    public int length() {
        return length;
    }

    /** Length in bytes of the block the compression function takes; HMAC pads its key to it. */
    public int blockLength() {
        return blockLength;
    }

    /** JCA name of the digest, such as {@code SHA-256}. */
    public String digestName() {
        return digestName;
    }

    /** JCA name of the HMAC, such as {@code HmacSHA256}. */
    public String hmacName() {
        return hmacName;
    }

    /** The name as it stands inside JCA signature names, such as {@code SHA256}. */
    public String shortName() {
        return shortName;
    }

    /** The names under which algorithm constraints may mention this hash. */
    public Set<String> constraintNames() {
        return digestName.equals(shortName) ? Set.of(digestName, hmacName) : Set.of(digestName, shortName, hmacName);
    }
}
