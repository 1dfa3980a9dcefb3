package io.handfast.crypto.aead;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Cipher;

/** An AEAD algorithm of TLS, its sizes and its usage limit (RFC 8446 §5.2, §5.5, Appendix B.4). */
public enum AeadAlgorithm {
    AES_128_GCM(
            16, 16, "AES/GCM/NoPadding", "AES", AeadAlgorithm.GCM_RECORD_LIMIT, Set.of("AES", "GCM", "AES_128_GCM")),
    AES_256_GCM(
            32, 16, "AES/GCM/NoPadding", "AES", AeadAlgorithm.GCM_RECORD_LIMIT, Set.of("AES", "GCM", "AES_256_GCM")),
    CHACHA20_POLY1305(32, 16, "ChaCha20-Poly1305", "ChaCha20", Long.MAX_VALUE, Set.of("ChaCha20-Poly1305")),
    AES_128_CCM(16, 16, AeadAlgorithm.CCM, "AES", AeadAlgorithm.CCM_RECORD_LIMIT, Set.of("AES", "CCM", "AES_128_CCM")),
    AES_256_CCM(32, 16, AeadAlgorithm.CCM, "AES", AeadAlgorithm.CCM_RECORD_LIMIT, Set.of("AES", "CCM", "AES_256_CCM")),
    /** With a tag of 8 bytes, for devices that count every one (RFC 6655 §4). */
    AES_128_CCM_8(
            16, 8, AeadAlgorithm.CCM, "AES", AeadAlgorithm.CCM_RECORD_LIMIT, Set.of("AES", "CCM", "AES_128_CCM_8")),
    /** With a tag of 8 bytes, for devices that count every one (RFC 6655 §4). */
    AES_256_CCM_8(
            32, 8, AeadAlgorithm.CCM, "AES", AeadAlgorithm.CCM_RECORD_LIMIT, Set.of("AES", "CCM", "AES_256_CCM_8"));

    private static final String CCM = "AES/CCM/NoPadding";

    /** 2^24.5 full-size records, rounded down. */
    private static final long GCM_RECORD_LIMIT = 23_726_566L;

    /** 2^23 records (RFC 9147 §4.5.3). */
    private static final long CCM_RECORD_LIMIT = 1L << 23;

    private static final int NONCE_LENGTH = 12;

    private final int keyLength;
    private final int tagLength;
    private final String jcaName;
    private final String jcaNameInCapitals;
    private final String keyName;
    private final long recordLimit;
    private final Set<String> constraintNames;

    AeadAlgorithm(
            int keyLength,
            int tagLength,
            String jcaName,
            String keyName,
            long recordLimit,
            Set<String> constraintNames) {
        this.keyLength = keyLength;
        this.tagLength = tagLength;
        this.jcaName = jcaName;
        this.jcaNameInCapitals = jcaName.toUpperCase(Locale.ROOT);
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
        return tagLength;
    }

    /** How many records one key may protect; {@link Long#MAX_VALUE} where the record sequence number ends first. */
    public long recordLimit() {
        return recordLimit;
    }

    /** JCA transformation, the name that {@code jdk.tls.keyLimits} uses. */
    public String jcaName() {
        return jcaName;
    }

    /** The same in upper case, for the JCA minds no case. */
    public String jcaNameInCapitals() {
        return jcaNameInCapitals;
    }

    /** A cipher of the JCA, not keyed. Those of AES-GCM have identifiers of their own (NIST, arc 2.16.840.1.101.3.4.1). */
    Cipher cipher(Jca jca) {
        return switch (this) {
            case AES_128_GCM -> jca.cipher(jcaName, "2.16.840.1.101.3.4.1.6");
            case AES_256_GCM -> jca.cipher(jcaName, "2.16.840.1.101.3.4.1.46");
            case CHACHA20_POLY1305 -> jca.cipher(jcaName);
            case AES_128_CCM, AES_256_CCM, AES_128_CCM_8, AES_256_CCM_8 ->
                throw new IllegalStateException("CCM is not done with a JCA cipher");
        };
    }

    /** The names under which algorithm constraints may mention this cipher. */
    public Set<String> constraintNames() {
        return constraintNames;
    }

    /** An object that seals with this key; the secret stays the caller's and may be destroyed afterwards. */
    public Aead sealing(Jca jca, Secret key) {
        return isCcm() ? new CcmAead(this, true, key) : new JcaAead(this, true, jca, key.asKey(keyName));
    }

    /** An object that opens with this key; the secret stays the caller's and may be destroyed afterwards. */
    public Aead opening(Jca jca, Secret key) {
        return isCcm() ? new CcmAead(this, false, key) : new JcaAead(this, false, jca, key.asKey(keyName));
    }

    /** The JDK has no CCM, so it always comes from Bouncy Castle's lightweight API. */
    private boolean isCcm() {
        return CCM.equals(jcaName);
    }
}
