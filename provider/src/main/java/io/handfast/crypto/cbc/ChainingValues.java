package io.handfast.crypto.cbc;

import io.handfast.crypto.BundledStart;
import io.handfast.crypto.HashAlgorithm;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;

/**
 * Digests that yield their chaining value, the state between two blocks (FIPS 180-4 §6).
 *
 * <p>The JCA has no way to it: its digests pad before they answer. Bouncy Castle's pad in a method that can be overridden. All
 * of them copy their state from one another by {@code Memoable}.
 */
final class ChainingValues {
    static {
        BundledStart.await();
    }

    private ChainingValues() {}

    /** The digest as everyone knows it. */
    static Digest digest(HashAlgorithm hash) {
        return switch (hash) {
            case SHA1 -> new SHA1Digest();
            case SHA256 -> new SHA256Digest();
            case SHA384 -> new SHA384Digest();
            case MD5, SHA224, SHA512 -> throw noSuite(hash);
        };
    }

    /** One whose {@code doFinal} after whole blocks gives the chaining value, as far as the digest is long. */
    static Digest unpadded(HashAlgorithm hash) {
        return switch (hash) {
            case SHA1 -> new UnpaddedSha1();
            case SHA256 -> new UnpaddedSha256();
            case SHA384 -> new UnpaddedSha384();
            case MD5, SHA224, SHA512 -> throw noSuite(hash);
        };
    }

    private static IllegalArgumentException noSuite(HashAlgorithm hash) {
        return new IllegalArgumentException("no CBC suite has a MAC with " + hash);
    }

    private static final class UnpaddedSha1 extends SHA1Digest {
        @Override
        public void finish() {
            // Nothing is added.
        }
    }

    private static final class UnpaddedSha256 extends SHA256Digest {
        @Override
        public void finish() {
            // Nothing is added.
        }
    }

    private static final class UnpaddedSha384 extends SHA384Digest {
        @Override
        public void finish() {
            // Nothing is added.
        }
    }
}
