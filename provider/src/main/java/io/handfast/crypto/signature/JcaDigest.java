package io.handfast.crypto.signature;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import java.security.DigestException;
import java.security.MessageDigest;
import org.bouncycastle.crypto.ExtendedDigest;

/**
 * A digest of the JCA in the form that Bouncy Castle's HMAC takes (RFC 6979 §3.1.1).
 *
 * <p>The JDK's uses the processor's own instructions, and HMAC copies none of it under way: Bouncy Castle's own costs several
 * times as much, in time and in objects.
 */
final class JcaDigest implements ExtendedDigest {
    private final HashAlgorithm hash;
    private final MessageDigest digest;

    JcaDigest(Jca jca, HashAlgorithm hash) {
        this.hash = hash;
        this.digest = jca.digest(hash);
    }

    @Override
    public String getAlgorithmName() {
        return hash.digestName();
    }

    @Override
    public int getDigestSize() {
        return hash.length();
    }

    @Override
    public int getByteLength() {
        return hash.blockLength();
    }

    @Override
    public void update(byte in) {
        digest.update(in);
    }

    @Override
    public void update(byte[] in, int offset, int length) {
        digest.update(in, offset, length);
    }

    @Override
    public int doFinal(byte[] out, int offset) {
        try {
            return digest.digest(out, offset, hash.length());
        } catch (DigestException noRoom) {
            throw new IllegalArgumentException("no room for the hash", noRoom);
        }
    }

    @Override
    public void reset() {
        digest.reset();
    }
}
