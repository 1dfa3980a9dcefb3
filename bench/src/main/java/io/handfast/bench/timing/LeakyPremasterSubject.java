package io.handfast.bench.timing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Random;
import javax.crypto.Cipher;

/**
 * How not to decrypt a premaster secret: a random one is drawn only when the padding is found wrong, so that a wrong one takes
 * longer by an exception and a draw. That the peer gets no other answer does not help.
 */
final class LeakyPremasterSubject implements Subject<byte[]> {
    private final int bits;
    private final PremasterClasses classes;
    private final KeyPair pair;
    private final PremasterForger forger;
    private final SecureRandom fallbacks = new SecureRandom();
    private long spoilt;

    LeakyPremasterSubject(int bits, KeyPair pair, PremasterClasses classes) throws GeneralSecurityException {
        this.bits = bits;
        this.pair = pair;
        this.classes = classes;
        this.forger = new PremasterForger(pair, bits);
    }

    @Override
    public String name() {
        return "leaky on purpose: RSA-" + bits + " premaster secret";
    }

    @Override
    public String className(int which) {
        return which == 0 ? "good" : classes.description();
    }

    @Override
    public byte[] prepare(int which, Random random) {
        return forger.forge(which, classes, random);
    }

    @Override
    public void run(byte[] input) {
        byte[] block;
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, pair.getPrivate());
            block = cipher.doFinal(input);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        try {
            requirePadding(block);
        } catch (GeneralSecurityException badPadding) {
            spoilt++;
            fallbacks.nextBytes(new byte[48]);
        }
    }

    long spoilt() {
        return spoilt;
    }

    private static void requirePadding(byte[] block) throws GeneralSecurityException {
        int separator = block.length - 49;
        if (block[0] != 0 || block[1] != 2 || block[separator] != 0) {
            throw new GeneralSecurityException("bad padding");
        }
        for (int i = 2; i < separator; i++) {
            if (block[i] == 0) {
                throw new GeneralSecurityException("bad padding");
            }
        }
    }
}
