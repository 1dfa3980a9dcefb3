package io.handfast.bench.timing;

import io.handfast.crypto.Secret;
import io.handfast.crypto.cbc.CbcAlgorithm;
import io.handfast.keyschedule.WriteKeys;
import io.handfast.suite.CbcBulkCipher;
import io.handfast.suite.CipherSpec;
import java.util.Random;

/** The keys of one direction of a CBC suite, drawn from a seeded source. */
record CbcKeys(CipherSpec spec, byte[] mac, byte[] key, byte[] iv) {

    static CbcKeys draw(CipherSpec spec, Random random) {
        CbcBulkCipher bulk = (CbcBulkCipher) spec.suite().bulkCipher();
        return new CbcKeys(
                spec,
                bytes(random, bulk.macKeyLength()),
                bytes(random, bulk.keyLength()),
                bytes(random, spec.fixedIvLength()));
    }

    CbcBulkCipher bulk() {
        return (CbcBulkCipher) spec.suite().bulkCipher();
    }

    CbcAlgorithm algorithm() {
        return bulk().algorithm();
    }

    /** For the record layer, which destroys what it is given. */
    WriteKeys writeKeys() {
        return new WriteKeys(Secret.copyOf(mac), Secret.copyOf(key), Secret.copyOf(iv));
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
