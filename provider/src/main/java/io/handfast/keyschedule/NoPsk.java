package io.handfast.keyschedule;

import io.handfast.crypto.HashAlgorithm;
import java.util.HexFormat;

/**
 * What the key schedule begins with where there is no pre-shared key: constants that only the hash decides, worked out
 * once for all (RFC 8446 §7.1).
 */
enum NoPsk {
    SHA256(
            "33ad0a1c607ec03b09e6cd9893680ce210adf300aa1f2660e1b22e10f170f92a",
            "6f2615a108c702c5678f54fc9dbab69716c076189c48250cebeac3576c3611ba"),
    SHA384(
            "7ee8206f5570023e6dc7519eb1073bc4e791ad37b5c382aa10ba18e2357e716971f9362f2c2fe2a76bfd78dfec4ea9b5",
            "1591dac5cbbf0330a4a84de9c753330e92d01f0a88214b4464972fd668049e93e52f2b16fad922fdc0584478428f282b");

    private final byte[] earlySecret;
    private final byte[] handshakeSalt;

    NoPsk(String earlySecret, String handshakeSalt) {
        this.earlySecret = HexFormat.of().parseHex(earlySecret);
        this.handshakeSalt = HexFormat.of().parseHex(handshakeSalt);
    }

    /**
     * The constants for a hash.
     *
     * @throws IllegalArgumentException when no suite of TLS 1.3 uses it
     */
    static NoPsk of(HashAlgorithm hash) {
        return switch (hash) {
            case SHA256 -> SHA256;
            case SHA384 -> SHA384;
            case MD5, SHA1, SHA224, SHA512 ->
                throw new IllegalArgumentException("no TLS 1.3 cipher suite uses " + hash);
        };
    }

    /** HKDF-Extract of zeros with zeros; shared, not to be changed. */
    byte[] earlySecret() {
        return earlySecret;
    }

    /** Derive-Secret of {@link #earlySecret()} with "derived"; shared, not to be changed. */
    byte[] handshakeSalt() {
        return handshakeSalt;
    }
}
