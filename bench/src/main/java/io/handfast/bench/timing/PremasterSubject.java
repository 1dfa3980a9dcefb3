package io.handfast.bench.timing;

import io.handfast.crypto.Jca;
import io.handfast.crypto.RsaKeyTransport;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Random;

/** The server's way from an encrypted premaster secret to one it goes on with (RFC 5246 §7.4.7.1). */
final class PremasterSubject implements Subject<byte[]> {
    private final int bits;
    private final PremasterClasses classes;
    private final KeyPair pair;
    private final PremasterForger forger;
    private final Jca jca = Jca.of(Jca.Source.AUTO);
    private final SecureRandom fallbacks = new SecureRandom();

    PremasterSubject(int bits, KeyPair pair, PremasterClasses classes) throws GeneralSecurityException {
        this.bits = bits;
        this.pair = pair;
        this.classes = classes;
        this.forger = new PremasterForger(pair, bits);
    }

    @Override
    public String name() {
        return "RSA-" + bits + " premaster secret";
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
        RsaKeyTransport.decryptPremaster(jca, pair.getPrivate(), fallbacks, input, PremasterForger.VERSION)
                .destroy();
    }
}
