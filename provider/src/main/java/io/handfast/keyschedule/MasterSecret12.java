package io.handfast.keyschedule;

import io.handfast.crypto.Secret;
import io.handfast.suite.BulkCipher;
import io.handfast.suite.CipherSpec;
import io.handfast.wire.Bytes;
import java.util.Arrays;

/** The master secret of a TLS 1.2 session and all that is derived from it (RFC 5246 §8.1, §6.3, §7.4.9; RFC 7627 §4). */
public final class MasterSecret12 {
    private static final int LENGTH = 48;
    private static final int VERIFY_DATA_LENGTH = 12;

    private final Prf prf;
    private final Secret secret;

    private MasterSecret12(Prf prf, Secret secret) {
        if (secret.length() != LENGTH) {
            throw new IllegalArgumentException("a TLS 1.2 master secret has 48 bytes, not " + secret.length());
        }
        this.prf = prf;
        this.secret = secret;
    }

    /** The plain master secret, bound to the randoms only; destroys the premaster secret (RFC 5246 §8.1). */
    public static MasterSecret12 of(Prf prf, Secret premaster, byte[] clientRandom, byte[] serverRandom) {
        return derive(prf, premaster, "master secret", Prf.join(clientRandom, serverRandom));
    }

    /**
     * The extended master secret, bound to the handshake up to and including the ClientKeyExchange; destroys the
     * premaster secret (RFC 7627 §4).
     */
    public static MasterSecret12 extended(Prf prf, Secret premaster, byte[] sessionHash) {
        return derive(prf, premaster, "extended master secret", sessionHash);
    }

    /** The master secret of an earlier session, taken over by this object. */
    public static MasterSecret12 resumed(Prf prf, Secret masterSecret) {
        return new MasterSecret12(prf, masterSecret);
    }

    /** The keys of both directions (RFC 5246 §6.3). */
    public KeyBlock keyBlock(CipherSpec spec, byte[] clientRandom, byte[] serverRandom) {
        BulkCipher cipher = spec.suite().bulkCipher();
        int macKeyLength = cipher.macKeyLength();
        int keyLength = cipher.keyLength();
        int ivLength = spec.fixedIvLength();
        // The seed has the randoms the other way round than the master secret's.
        byte[] seed = Prf.join(serverRandom, clientRandom);
        byte[] block = prf.expand(secret, "key expansion", seed, 2 * (macKeyLength + keyLength + ivLength));
        int keys = 2 * macKeyLength;
        int ivs = keys + 2 * keyLength;
        WriteKeys client =
                new WriteKeys(part(block, 0, macKeyLength), part(block, keys, keyLength), part(block, ivs, ivLength));
        WriteKeys server = new WriteKeys(
                part(block, macKeyLength, macKeyLength),
                part(block, keys + keyLength, keyLength),
                part(block, ivs + ivLength, ivLength));
        Arrays.fill(block, (byte) 0);
        return new KeyBlock(client, server);
    }

    /** The verify_data of the client's Finished (RFC 5246 §7.4.9). */
    public byte[] clientVerifyData(byte[] transcriptHash) {
        return prf.expand(secret, "client finished", transcriptHash, VERIFY_DATA_LENGTH);
    }

    /** The verify_data of the server's Finished (RFC 5246 §7.4.9). */
    public byte[] serverVerifyData(byte[] transcriptHash) {
        return prf.expand(secret, "server finished", transcriptHash, VERIFY_DATA_LENGTH);
    }

    /**
     * What exports keying material after the handshake; works on a copy of the secret.
     *
     * @param firstFinished the verify_data of the Finished that came first in this handshake
     */
    public Exporter exporter(Bytes clientRandom, Bytes serverRandom, Bytes firstFinished) {
        return new Exporter12(prf.unused(), Secret.copyOf(secret.reveal()), clientRandom, serverRandom, firstFinished);
    }

    /** The 48 bytes themselves, still owned here; for the session and the key log. */
    public Secret secret() {
        return secret;
    }

    /** Zeroes the secret, which a session that was made of it shares unless it copied. */
    public void destroy() {
        secret.destroy();
    }

    private static MasterSecret12 derive(Prf prf, Secret premaster, String label, byte[] seed) {
        Secret master = Secret.owning(prf.expand(premaster, label, seed, LENGTH));
        premaster.destroy();
        return new MasterSecret12(prf, master);
    }

    private static Secret part(byte[] block, int from, int length) {
        return Secret.owning(Arrays.copyOfRange(block, from, from + length));
    }
}
