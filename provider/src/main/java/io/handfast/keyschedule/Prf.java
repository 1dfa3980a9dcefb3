package io.handfast.keyschedule;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hmac;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.suite.CipherSpec;
import java.util.Arrays;
import java.util.List;

/**
 * The pseudorandom function before TLS 1.3: over the hash of the cipher suite in TLS 1.2 (RFC 5246 §5), before that over
 * MD5 and SHA-1, each with its half of the secret, so that it holds as long as one of them does (RFC 4346 §5). Not
 * thread-safe.
 */
public final class Prf {
    private final Jca jca;
    private final List<HashAlgorithm> hashes;
    private final HashExpansion[] expansions;

    /** The function of TLS 1.2 over this hash. */
    public Prf(Jca jca, HashAlgorithm hash) {
        this(jca, List.of(hash));
    }

    /** The function of a version with a suite. */
    public Prf(Jca jca, CipherSpec spec) {
        this(jca, spec.handshakeHashes());
    }

    private Prf(Jca jca, List<HashAlgorithm> hashes) {
        this.jca = jca;
        this.hashes = hashes;
        expansions = new HashExpansion[hashes.size()];
        for (int i = 0; i < expansions.length; i++) {
            expansions[i] = new HashExpansion(new Hmac(jca, hashes.get(i)));
        }
    }

    /** The same function for somebody who may need it much later: nothing of it is keyed, or made, before its first use. */
    Prf unused() {
        return new Prf(jca, hashes);
    }

    /** PRF(secret, label, seed), cut to so many bytes; the secret stays the caller's. */
    public byte[] expand(Secret secret, String label, byte[] seed, int length) {
        byte[] labelAndSeed = join(label.getBytes(US_ASCII), seed);
        byte[] out = new byte[length];
        if (expansions.length == 1) {
            // One secret is asked several times on end, and the same object need not be set as the key again.
            expansions[0].addTo(out, secret, labelAndSeed);
            return out;
        }
        for (int i = 0; i < expansions.length; i++) {
            Secret part = part(secret, i);
            expansions[i].addTo(out, part, labelAndSeed);
            part.destroy();
        }
        return out;
    }

    /** The part of the secret for one of the hashes; of an odd number of bytes the middle one serves both (RFC 4346 §5). */
    private Secret part(Secret secret, int index) {
        int hashes = expansions.length;
        int length = (secret.length() + hashes - 1) / hashes;
        int from = index == 0 ? 0 : secret.length() - length;
        return Secret.owning(Arrays.copyOfRange(secret.reveal(), from, from + length));
    }

    /** The parts one after the other, in a fresh array. */
    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] out = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }
}
