package io.handfast.crypto.aead;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import java.util.Set;
import javax.crypto.Cipher;

/** An AEAD algorithm of TLS, its sizes and its usage limit (RFC 8446 §5.2, §5.5, Appendix B.4). */
public enum AeadAlgorithm {
    AES_128_GCM(16, "AES/GCM/NoPadding", "AES", AeadAlgorithm.GCM_RECORD_LIMIT, Set.of("AES", "GCM", "AES_128_GCM")),
    AES_256_GCM(32, "AES/GCM/NoPadding", "AES", AeadAlgorithm.GCM_RECORD_LIMIT, Set.of("AES", "GCM", "AES_256_GCM")),
    CHACHA20_POLY1305(32, "ChaCha20-Poly1305", "ChaCha20", Long.MAX_VALUE, Set.of("ChaCha20-Poly1305"));

    /** 2^24.5 full-size records, rounded down. */
    private static final long GCM_RECORD_LIMIT = 23_726_566L;

    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;

    private final int keyLength;
    private final String jcaName;
    private final String keyName;
    private final long recordLimit;
    private final Set<String> constraintNames;

    AeadAlgorithm(int keyLength, String jcaName, String keyName, long recordLimit, Set<String> constraintNames) {
        this.keyLength = keyLength;
        this.jcaName = jcaName;
        this.keyName = keyName;
        this.recordLimit = recordLimit;
        this.constraintNames = constraintNames;
    }

    /** Key length in bytes. */
    public int keyLength() {
        return keyLength;
    }

    /** Nonce length in bytes. */
    public int nonceLength() {
        return NONCE_LENGTH;
    }

    /** Bytes that sealing adds. */
    public int tagLength() {
        return TAG_LENGTH;
    }

    /** How many records one key may protect; {@link Long#MAX_VALUE} where the record sequence number ends first. */
    public long recordLimit() {
        return recordLimit;
    }

    /** JCA transformation, the name that {@code jdk.tls.keyLimits} uses. */
    public String jcaName() {
        return jcaName;
    }

    /** The names under which algorithm constraints may mention this cipher. */
    public Set<String> constraintNames() {
        return constraintNames;
    }

    /** An object that seals with this key; the secret stays the caller's and may be destroyed afterwards. */
    public Aead sealing(Jca jca, Secret key) {
        return new JcaAead(this, jca, Cipher.ENCRYPT_MODE, key.asKey(keyName));
    }

    /** An object that opens with this key; the secret stays the caller's and may be destroyed afterwards. */
    public Aead opening(Jca jca, Secret key) {
        return new JcaAead(this, jca, Cipher.DECRYPT_MODE, key.asKey(keyName));
    }
}
