package io.handfast.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;

/** RSA key transport of the TLS 1.2 premaster secret (RFC 5246 §7.4.7.1). */
public final class RsaKeyTransport {
    /** Length of the premaster secret in bytes: version and 46 random bytes. */
    public static final int PREMASTER_LENGTH = 48;

    private RsaKeyTransport() {}

    /** A fresh premaster secret and its encryption under the server's key. */
    public record EncryptedPremaster(Secret premaster, byte[] encrypted) {}

    public static EncryptedPremaster encryptPremaster(
            Jca jca, PublicKey serverKey, SecureRandom random, int clientHelloVersion) throws GeneralSecurityException {
        throw new UnsupportedOperationException();
    }

    public static Secret decryptPremaster(
            Jca jca, PrivateKey key, SecureRandom random, byte[] encrypted, int clientHelloVersion) {
        throw new UnsupportedOperationException();
    }
}
