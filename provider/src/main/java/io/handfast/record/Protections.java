package io.handfast.record;

import io.handfast.crypto.Hmac;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.AeadAlgorithm;
import io.handfast.crypto.cbc.PaddedMac;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.keyschedule.WriteKeys;
import io.handfast.suite.AeadBulkCipher;
import io.handfast.suite.BulkCipher;
import io.handfast.suite.CbcBulkCipher;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite13;
import java.security.SecureRandom;

/** Makes the protection of records for a suite and its keys (RFC 8446 §7.3, RFC 5246 §6.3). */
public final class Protections {
    private Protections() {}

    /** Incoming records before there are keys. */
    public static ReadProtection plaintextRead() {
        return new PlaintextRead(RecordHeader.MAX_PLAINTEXT);
    }

    /** Incoming records without keys, among which protected ones come that are passed over (RFC 8446 §4.2.10). */
    public static ReadProtection plaintextReadAmongEarlyData() {
        return new PlaintextRead(RecordHeader.MAX_PLAINTEXT + AeadRead13.MAX_EXPANSION);
    }

    /** Outgoing records before there are keys. */
    public static WriteProtection plaintextWrite() {
        return new PlaintextWrite(RecordHeader.VERSION);
    }

    /** Outgoing records before there are keys, once a version before TLS 1.2 is settled, which they then say (RFC 4346 §6.2.1). */
    static WriteProtection plaintextWrite(ProtocolVersion version) {
        return new PlaintextWrite(version.code());
    }

    /** Incoming records of TLS 1.3; the traffic secret stays the caller's. */
    public static ReadProtection read13(Jca jca, CipherSuite13 suite, TrafficSecret trafficSecret) {
        return read13(jca, suite, trafficSecret, Long.MAX_VALUE);
    }

    /** The same, for which it is time for new keys after so many bytes of content. */
    public static ReadProtection read13(Jca jca, CipherSuite13 suite, TrafficSecret trafficSecret, long byteLimit) {
        AeadAlgorithm algorithm = suite.aead();
        Secret key = trafficSecret.writeKey(algorithm.keyLength());
        Secret iv = trafficSecret.writeIv(algorithm.nonceLength());
        ReadProtection protection = new AeadRead13(algorithm.opening(jca, key), iv, byteLimit);
        key.destroy();
        iv.destroy();
        return protection;
    }

    /** Outgoing records of TLS 1.3; the traffic secret stays the caller's. */
    public static WriteProtection write13(Jca jca, CipherSuite13 suite, TrafficSecret trafficSecret) {
        return write13(jca, suite, trafficSecret, Long.MAX_VALUE);
    }

    /** The same, for which it is time for new keys after so many bytes of content at the latest. */
    public static WriteProtection write13(Jca jca, CipherSuite13 suite, TrafficSecret trafficSecret, long byteLimit) {
        AeadAlgorithm algorithm = suite.aead();
        Secret key = trafficSecret.writeKey(algorithm.keyLength());
        Secret iv = trafficSecret.writeIv(algorithm.nonceLength());
        WriteProtection protection = new AeadWrite13(
                algorithm.sealing(jca, key), iv, algorithm.tagLength(), algorithm.recordLimit(), byteLimit);
        key.destroy();
        iv.destroy();
        return protection;
    }

    /** Incoming records before TLS 1.3; destroys the keys. */
    public static ReadProtection read12(Jca jca, CipherSpec spec, WriteKeys keys) {
        requireLengths(spec, keys);
        BulkCipher cipher = spec.suite().bulkCipher();
        ReadProtection protection = cipher instanceof CbcBulkCipher cbc
                ? readCbc(jca, spec, cbc, keys)
                : readAead(jca, ((AeadBulkCipher) cipher).algorithm(), keys);
        keys.destroy();
        return protection;
    }

    /**
     * Outgoing records before TLS 1.3; destroys the keys.
     *
     * @param random gives the IVs of CBC suites
     */
    public static WriteProtection write12(Jca jca, SecureRandom random, CipherSpec spec, WriteKeys keys) {
        requireLengths(spec, keys);
        BulkCipher cipher = spec.suite().bulkCipher();
        WriteProtection protection = cipher instanceof CbcBulkCipher cbc
                ? writeCbc(jca, random, spec, cbc, keys)
                : writeAead(jca, ((AeadBulkCipher) cipher).algorithm(), keys);
        keys.destroy();
        return protection;
    }

    private static ReadProtection readAead(Jca jca, AeadAlgorithm algorithm, WriteKeys keys) {
        return new AeadRead12(algorithm.opening(jca, keys.key()), keys.iv(), algorithm.tagLength());
    }

    private static WriteProtection writeAead(Jca jca, AeadAlgorithm algorithm, WriteKeys keys) {
        return new AeadWrite12(algorithm.sealing(jca, keys.key()), keys.iv(), algorithm.tagLength());
    }

    private static ReadProtection readCbc(Jca jca, CipherSpec spec, CbcBulkCipher cbc, WriteKeys keys) {
        CbcDecryption decryption = new CbcDecryption(cbc.algorithm().decrypting(jca, keys.key()), keys.iv());
        return spec.encryptThenMac()
                ? new EncryptThenMacRead(decryption, new Hmac(jca, cbc.mac()).key(keys.macKey()), spec.version())
                : new CbcRead(decryption, new PaddedMac(jca, cbc.mac(), keys.macKey()), spec.version());
    }

    private static WriteProtection writeCbc(
            Jca jca, SecureRandom random, CipherSpec spec, CbcBulkCipher cbc, WriteKeys keys) {
        CbcEncryption encryption = new CbcEncryption(cbc.algorithm().encrypting(jca, keys.key()), keys.iv(), random);
        Hmac hmac = new Hmac(jca, cbc.mac()).key(keys.macKey());
        WriteProtection protection = spec.encryptThenMac()
                ? new EncryptThenMacWrite(encryption, hmac, spec.version())
                : new CbcWrite(encryption, hmac, spec.version());
        return spec.version() == ProtocolVersion.TLS10 ? new SplitWrite(protection) : protection;
    }

    private static void requireLengths(CipherSpec spec, WriteKeys keys) {
        BulkCipher cipher = spec.suite().bulkCipher();
        if (keys.macKey().length() != cipher.macKeyLength()
                || keys.key().length() != cipher.keyLength()
                || keys.iv().length() != spec.fixedIvLength()) {
            throw new IllegalArgumentException("a key or the IV has not the length that " + spec.suite() + " takes");
        }
    }
}
