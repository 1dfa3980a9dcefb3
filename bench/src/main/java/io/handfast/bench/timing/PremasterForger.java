package io.handfast.bench.timing;

import io.handfast.crypto.RsaKeyTransport;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Random;
import javax.crypto.Cipher;

/** Encrypts blocks that follow PKCS #1 v1.5 (RFC 8017 §7.2.1) or stray from it. */
final class PremasterForger {
    /** client_version of the forged ClientHello: TLS 1.2. */
    static final int VERSION = 0x0303;

    private final Cipher cipher;
    private final int length;

    PremasterForger(KeyPair pair, int bits) throws GeneralSecurityException {
        cipher = Cipher.getInstance("RSA/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
        length = bits / 8;
    }

    /** A good block for class 0, one spoilt for class 1; encrypted. */
    byte[] forge(int which, PremasterClasses classes, Random random) {
        byte[] block = new byte[length];
        for (int i = 2; i < length; i++) {
            block[i] = (byte) (1 + random.nextInt(255));
        }
        block[1] = 2;
        int separator = length - RsaKeyTransport.PREMASTER_LENGTH - 1;
        block[separator] = 0;
        block[separator + 1] = VERSION >> 8;
        block[separator + 2] = (byte) VERSION;
        if (which == 1) {
            classes.spoil(block, random);
        }
        try {
            return cipher.doFinal(block);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("a block below the modulus can be encrypted", refused);
        }
    }
}
