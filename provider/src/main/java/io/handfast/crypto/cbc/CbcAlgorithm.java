package io.handfast.crypto.cbc;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import java.util.Set;
import javax.crypto.Cipher;

/** A block cipher in CBC mode, without padding of its own (RFC 5246 §6.2.3.2, Appendix C). */
public enum CbcAlgorithm {
    AES_128_CBC(16, 16, "AES/CBC/NoPadding", "AES", Set.of("AES", "CBC", "AES_128_CBC")),
    AES_256_CBC(32, 16, "AES/CBC/NoPadding", "AES", Set.of("AES", "CBC", "AES_256_CBC")),
    /** Only for peers that know nothing else: its 8-byte blocks repeat too soon. */
    TRIPLE_DES_EDE_CBC(24, 8, "DESede/CBC/NoPadding", "DESede", Set.of("DESede", "CBC", "3DES_EDE_CBC"));

    private final int keyLength;
    private final int blockLength;
    private final String jcaName;
    private final String keyName;
    private final Set<String> constraintNames;

    CbcAlgorithm(int keyLength, int blockLength, String jcaName, String keyName, Set<String> constraintNames) {
        this.keyLength = keyLength;
        this.blockLength = blockLength;
        this.jcaName = jcaName;
        this.keyName = keyName;
        this.constraintNames = constraintNames;
    }

    /** Key length in bytes. */
    public int keyLength() {
        return keyLength;
    }

    /** Length in bytes of a block, and so of the IV. */
    public int blockLength() {
        return blockLength;
    }

    /** JCA transformation, such as {@code AES/CBC/NoPadding}. */
    public String jcaName() {
        return jcaName;
    }

    /** The names under which algorithm constraints may mention this cipher. */
    public Set<String> constraintNames() {
        return constraintNames;
    }

    /** A cipher that encrypts; the secret stays the caller's and may be destroyed afterwards. */
    public CbcCipher encrypting(Jca jca, Secret key) {
        return new CbcCipher(this, jca, Cipher.ENCRYPT_MODE, key.asKey(keyName));
    }

    /** A cipher that decrypts; the secret stays the caller's and may be destroyed afterwards. */
    public CbcCipher decrypting(Jca jca, Secret key) {
        return new CbcCipher(this, jca, Cipher.DECRYPT_MODE, key.asKey(keyName));
    }
}
