package io.handfast.crypto.signature;

import io.handfast.crypto.BundledStart;
import io.handfast.crypto.Primitive;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed448;

/** Ed25519 and Ed448 in Bouncy Castle's own arithmetic (RFC 8032 §5.1, §5.2). */
enum BundledEdDsa {
    ED25519("Ed25519", 32, 64, "302a300506032b6570032100", Primitive.ED25519_SIGN, Primitive.ED25519_VERIFY),
    ED448("Ed448", 57, 114, "3043300506032b6571033a00", Primitive.ED448_SIGN, Primitive.ED448_VERIFY);

    private static final byte[] NO_CONTEXT = {};

    private final String jcaName;
    private final int keyLength;
    private final int signatureLength;
    private final byte[] publicKeyPrefix;
    private final Primitive signing;
    private final Primitive verifying;

    BundledEdDsa(
            String jcaName,
            int keyLength,
            int signatureLength,
            String publicKeyPrefix,
            Primitive signing,
            Primitive verifying) {
        this.jcaName = jcaName;
        this.keyLength = keyLength;
        this.signatureLength = signatureLength;
        // What stands before the raw key in its SubjectPublicKeyInfo (RFC 8410 §4).
        this.publicKeyPrefix = HexFormat.of().parseHex(publicKeyPrefix);
        this.signing = signing;
        this.verifying = verifying;
    }

    String jcaName() {
        return jcaName;
    }

    int signatureLength() {
        return signatureLength;
    }

    Primitive signing() {
        return signing;
    }

    Primitive verifying() {
        return verifying;
    }

    /** The seed of a private key that shows it. */
    Optional<byte[]> privateBytes(PrivateKey key) {
        return key instanceof EdECPrivateKey edKey
                        && edKey.getParams().getName().equalsIgnoreCase(jcaName)
                ? edKey.getBytes().filter(bytes -> bytes.length == keyLength)
                : Optional.empty();
    }

    /** The raw point of a public key of this function. */
    Optional<byte[]> publicBytes(PublicKey key) {
        byte[] encoded = key.getEncoded();
        int prefix = publicKeyPrefix.length;
        return encoded != null
                        && encoded.length == prefix + keyLength
                        && Arrays.equals(encoded, 0, prefix, publicKeyPrefix, 0, prefix)
                ? Optional.of(Arrays.copyOfRange(encoded, prefix, encoded.length))
                : Optional.empty();
    }

    /** Signs and clears the seed, which is the caller's copy. */
    byte[] sign(byte[] seed, byte[] content) {
        BundledStart.await();
        byte[] signature = new byte[signatureLength];
        // The public key is derived anew: signing under one that does not belong to the seed would give the seed away.
        switch (this) {
            case ED25519 -> Ed25519.sign(seed, 0, content, 0, content.length, signature, 0);
            case ED448 -> Ed448.sign(seed, 0, NO_CONTEXT, content, 0, content.length, signature, 0);
        }
        Arrays.fill(seed, (byte) 0);
        return signature;
    }

    /** @param signature of the {@linkplain #signatureLength right length} */
    boolean verify(byte[] point, byte[] content, byte[] signature) {
        BundledStart.await();
        return switch (this) {
            case ED25519 -> Ed25519.verify(signature, 0, point, 0, content, 0, content.length);
            case ED448 -> Ed448.verify(signature, 0, point, 0, NO_CONTEXT, content, 0, content.length);
        };
    }
}
