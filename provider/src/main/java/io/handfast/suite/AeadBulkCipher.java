package io.handfast.suite;

import io.handfast.crypto.aead.AeadAlgorithm;
import io.handfast.iana.ProtocolVersion;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records protected by an AEAD: GenericAEADCipher (RFC 5246 §6.2.3.3). */
public record AeadBulkCipher(AeadAlgorithm algorithm) implements BulkCipher {
    // Written out: for generated ones the JDK (17) keeps a component type, and so its class loader, in a static field.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AeadBulkCipher that && algorithm.equals(that.algorithm);
    }

    @Override
    public int hashCode() {
        return algorithm.hashCode();
    }

    @Override
    public int macKeyLength() {
        return 0;
    }

    @Override
    public int keyLength() {
        return algorithm.keyLength();
    }

    /**
     * The 4-byte salt of GCM and CCM, whose other 8 bytes travel in the record (RFC 5288 §3, RFC 6655 §3), or the whole
     * nonce of ChaCha20-Poly1305 (RFC 7905 §2).
     */
    @Override
    public int fixedIvLength(ProtocolVersion version) {
        return switch (algorithm) {
            case AES_128_GCM, AES_256_GCM, AES_128_CCM, AES_256_CCM, AES_128_CCM_8, AES_256_CCM_8 -> 4;
            case CHACHA20_POLY1305 -> 12;
        };
    }

    @Override
    public boolean usableBefore12() {
        return false;
    }

    @Override
    public Set<String> constraintNames() {
        return algorithm.constraintNames();
    }
}
