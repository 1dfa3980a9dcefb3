package io.handfast.record;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.AeadAlgorithm;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuite13;

/** Makes the protection of records for a suite and its keys (RFC 8446 §7.3, RFC 5246 §6.3). */
public final class Protections {
    private Protections() {}

    /** Incoming records before there are keys. */
    public static ReadProtection plaintextRead() {
        return new PlaintextRead();
    }

    /** Outgoing records before there are keys. */
    public static WriteProtection plaintextWrite() {
        return new PlaintextWrite();
    }

    /** Incoming records of TLS 1.3; the traffic secret stays the caller's. */
    public static ReadProtection read13(Jca jca, CipherSuite13 suite, TrafficSecret trafficSecret) {
        AeadAlgorithm algorithm = suite.aead();
        Secret key = trafficSecret.writeKey(algorithm.keyLength());
        Secret iv = trafficSecret.writeIv(algorithm.nonceLength());
        ReadProtection protection = new AeadRead13(algorithm.opening(jca, key), iv);
        key.destroy();
        iv.destroy();
        return protection;
    }

    /** Outgoing records of TLS 1.3; the traffic secret stays the caller's. */
    public static WriteProtection write13(Jca jca, CipherSuite13 suite, TrafficSecret trafficSecret) {
        AeadAlgorithm algorithm = suite.aead();
        Secret key = trafficSecret.writeKey(algorithm.keyLength());
        Secret iv = trafficSecret.writeIv(algorithm.nonceLength());
        WriteProtection protection =
                new AeadWrite13(algorithm.sealing(jca, key), iv, algorithm.tagLength(), algorithm.recordLimit());
        key.destroy();
        iv.destroy();
        return protection;
    }

    /** Incoming records of TLS 1.2 under an AEAD suite; destroys the key and the IV. */
    public static ReadProtection read12(Jca jca, CipherSuite12 suite, Secret writeKey, Secret writeIv) {
        AeadAlgorithm algorithm = suite.aead();
        requireLengths(suite, writeKey, writeIv);
        ReadProtection protection = new AeadRead12(algorithm.opening(jca, writeKey), writeIv, algorithm.tagLength());
        writeKey.destroy();
        writeIv.destroy();
        return protection;
    }

    /** Outgoing records of TLS 1.2 under an AEAD suite; destroys the key and the IV. */
    public static WriteProtection write12(Jca jca, CipherSuite12 suite, Secret writeKey, Secret writeIv) {
        AeadAlgorithm algorithm = suite.aead();
        requireLengths(suite, writeKey, writeIv);
        WriteProtection protection = new AeadWrite12(algorithm.sealing(jca, writeKey), writeIv, algorithm.tagLength());
        writeKey.destroy();
        writeIv.destroy();
        return protection;
    }

    private static void requireLengths(CipherSuite12 suite, Secret writeKey, Secret writeIv) {
        if (writeKey.length() != suite.aead().keyLength() || writeIv.length() != suite.fixedIvLength()) {
            throw new IllegalArgumentException("key or IV has not the length that " + suite + " takes");
        }
    }
}
