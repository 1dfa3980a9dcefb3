package io.handfast.crypto;

import java.security.Provider;
import java.security.SecureRandom;
import java.util.List;

/** Snapshots over a chosen list of providers, and random sources that give chosen bytes. */
public final class TestJca {
    private TestJca() {}

    public static Jca of(Jca.Source source, Provider... providers) {
        return Jca.of(source, List.of(providers));
    }

    /** A source that gives these bytes over and over. */
    public static SecureRandom fixed(byte... bytes) {
        return new FixedRandom(bytes);
    }

    private static final class FixedRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] given;
        private int position;

        FixedRandom(byte[] given) {
            this.given = given.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = given[position++ % given.length];
            }
        }
    }
}
