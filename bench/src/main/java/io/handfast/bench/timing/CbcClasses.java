package io.handfast.bench.timing;

import io.handfast.bench.timing.CbcForger.Flaw;
import java.util.Random;

/** Two classes of CBC records, of one length, that must take the same time to open (RFC 5246 §6.2.3.2). */
enum CbcClasses {
    /** The question of a padding oracle (Vaudenay, 2002). */
    PADDING_OR_MAC("right padding, wrong MAC", "wrong padding") {
        @Override
        byte[] forge(CbcForger forger, int which, Random random) {
            return forger.forge(PLAIN, anyPadding(random), which == 0 ? Flaw.MAC : Flaw.PADDING, random);
        }
    },
    /** The question of Lucky Thirteen (AlFardan, Paterson, 2013). */
    LENGTH_WITH_WRONG_MAC("short padding, wrong MAC", "long padding, wrong MAC") {
        @Override
        byte[] forge(CbcForger forger, int which, Random random) {
            return forger.forge(PLAIN, padding(which, random), Flaw.MAC, random);
        }
    },
    LENGTH_OF_GENUINE("short padding, genuine", "long padding, genuine") {
        @Override
        byte[] forge(CbcForger forger, int which, Random random) {
            return forger.forge(PLAIN, padding(which, random), Flaw.NONE, random);
        }
    };

    /** Whole blocks of 8 and of 16, and room for the longest padding beside the longest MAC. */
    static final int PLAIN = 320;

    private final String first;
    private final String second;

    CbcClasses(String first, String second) {
        this.first = first;
        this.second = second;
    }

    String className(int which) {
        return which == 0 ? first : second;
    }

    abstract byte[] forge(CbcForger forger, int which, Random random);

    /** From 1, for a padding of no byte has nothing to be wrong but its length. */
    private static int anyPadding(Random random) {
        return 1 + random.nextInt(255);
    }

    private static int padding(int which, Random random) {
        return which == 0 ? random.nextInt(16) : 240 + random.nextInt(16);
    }
}
