package io.handfast.record;

import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.EarlySecret;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.keyschedule.WriteKeys;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuite13;
import io.handfast.suite.CipherSuites;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/** Fixed keys for any suite, and both ends of a protection made of them. */
record Keys(CipherSuite suite) {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);

    /** The suites that differ in how they protect a record. */
    static List<Keys> all() {
        return List.of(
                named("TLS_AES_128_GCM_SHA256"),
                named("TLS_AES_256_GCM_SHA384"),
                named("TLS_CHACHA20_POLY1305_SHA256"),
                named("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
                named("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
                named("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"));
    }

    static Keys named(String suite) {
        return new Keys(CipherSuites.byName(suite).orElseThrow());
    }

    boolean is13() {
        return suite instanceof CipherSuite13;
    }

    ReadProtection read() {
        return suite instanceof CipherSuite13 suite13
                ? Protections.read13(JCA, suite13, trafficSecret())
                : Protections.read12(JCA, cipherSpec(), writeKeys(key(), iv()));
    }

    WriteProtection write() {
        return suite instanceof CipherSuite13 suite13
                ? Protections.write13(JCA, suite13, trafficSecret())
                : Protections.write12(JCA, new SecureRandom(), cipherSpec(), writeKeys(key(), iv()));
    }

    TrafficSecret trafficSecret() {
        return EarlySecret.withoutPsk(new Hkdf(JCA, suite.hash()))
                .clientEarlyTrafficSecret(new byte[suite.hash().length()]);
    }

    CipherSuite12 suite12() {
        return (CipherSuite12) suite;
    }

    CipherSpec cipherSpec() {
        return new CipherSpec(ProtocolVersion.TLS12, suite12(), false);
    }

    static WriteKeys writeKeys(Secret key, Secret iv) {
        return new WriteKeys(Secret.zeros(0), key, iv);
    }

    Secret key() {
        int length = suite instanceof CipherSuite13 suite13
                ? suite13.aead().keyLength()
                : suite12().bulkCipher().keyLength();
        byte[] key = new byte[length];
        Arrays.fill(key, (byte) 1);
        return Secret.owning(key);
    }

    Secret iv() {
        byte[] iv = new byte[cipherSpec().fixedIvLength()];
        Arrays.fill(iv, (byte) 2);
        return Secret.owning(iv);
    }

    static Jca jca() {
        return JCA;
    }

    @Override
    public String toString() {
        return suite.ianaName();
    }
}
