package io.handfast.bench.timing;

import io.handfast.crypto.RsaKeyTransport;
import java.util.Random;

/** What an attacker may have encrypted instead of a premaster secret; each must take the time of a good one (RFC 5246 §7.4.7.1). */
enum PremasterClasses {
    BLOCK_TYPE("a block type other than 2") {
        @Override
        void spoil(byte[] block, Random random) {
            block[1] = (byte) (3 + random.nextInt(200));
        }
    },
    LEADING_BYTE("a leading byte other than 0") {
        @Override
        void spoil(byte[] block, Random random) {
            // Small enough to stay below any modulus with its top bit set.
            block[0] = (byte) (1 + random.nextInt(126));
        }
    },
    ZERO_IN_PADDING("a zero amid the padding, so another length") {
        @Override
        void spoil(byte[] block, Random random) {
            block[10 + random.nextInt(separator(block) - 10)] = 0;
        }
    },
    NO_SEPARATOR("no zero before the secret") {
        @Override
        void spoil(byte[] block, Random random) {
            block[separator(block)] = (byte) (1 + random.nextInt(255));
        }
    },
    VERSION("another version in the secret") {
        @Override
        void spoil(byte[] block, Random random) {
            block[separator(block) + 1] = 2;
        }
    },
    SHORT("a secret of 47 bytes") {
        @Override
        void spoil(byte[] block, Random random) {
            block[separator(block)] = 1;
            block[separator(block) + 1] = 0;
        }
    };

    private final String description;

    PremasterClasses(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    abstract void spoil(byte[] block, Random random);

    private static int separator(byte[] block) {
        return block.length - RsaKeyTransport.PREMASTER_LENGTH - 1;
    }
}
