package io.handfast.keyschedule;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Jca;
import io.handfast.suite.CipherSpec;
import io.handfast.wire.Bytes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All handshake messages so far, and their hash at any moment (RFC 8446 §4.4.1, RFC 5246 §7.4.9).
 *
 * <p>Which hash is known only once the server has chosen the suite; until then the messages are kept. They are kept further
 * on until {@link #releaseMessages()}, because a TLS 1.2 client signs the messages themselves, with a hash of its own.
 * Not thread-safe.
 */
public final class Transcript {
    private static final byte MESSAGE_HASH = (byte) 254;

    private final Jca jca;
    private final List<Bytes> kept = new ArrayList<>();
    private boolean released;
    private List<HashAlgorithm> hashes = List.of();
    private MessageDigest[] digests = {};
    private byte @Nullable [] current;

    public Transcript(Jca jca) {
        this.jca = jca;
    }

    /** Adds part of an array, which is copied where it has to be kept. */
    public void add(byte[] message, int offset, int length) {
        current = null;
        update(message, offset, length);
        if (!released) {
            kept.add(Bytes.copyOf(message, offset, length));
        }
    }

    /** Adds a message with its header, or part of one. */
    public void add(Bytes message) {
        current = null;
        message.feed(this::update);
        if (!released) {
            kept.add(message);
        }
    }

    private void update(byte[] message, int offset, int length) {
        for (MessageDigest digest : digests) {
            digest.update(message, offset, length);
        }
    }

    /**
     * Settles the hash; what was added before goes into it.
     *
     * @throws IllegalStateException when another hash has been settled
     */
    public void hashWith(HashAlgorithm chosen) {
        hashWith(List.of(chosen));
    }

    /**
     * Settles the hashes of a version and suite: one, or before TLS 1.2 two side by side (RFC 4346 §7.4.9).
     *
     * @throws IllegalStateException when another hash has been settled
     */
    public void hashWith(CipherSpec spec) {
        hashWith(spec.handshakeHashes());
    }

    private void hashWith(List<HashAlgorithm> chosen) {
        if (!hashes.isEmpty()) {
            refuseOther(chosen);
            return;
        }
        hashes = chosen;
        digests = new MessageDigest[chosen.size()];
        for (int i = 0; i < digests.length; i++) {
            digests[i] = jca.digest(chosen.get(i));
        }
        for (Bytes message : kept) {
            message.feed(this::update);
        }
    }

    /** The hash of all messages so far, or the two of them one after the other; the array is fresh for the caller. */
    public byte[] hash() {
        byte[] value = current;
        if (value == null) {
            settled();
            value = fork(0).digest();
            for (int i = 1; i < digests.length; i++) {
                value = Prf.join(value, fork(i).digest());
            }
            current = value;
        }
        return value.clone();
    }

    /** The hash of all messages where nothing follows: neither a message nor another question. */
    public byte[] lastHash() {
        settled();
        byte[] value = current;
        if (value == null) {
            value = digests[0].digest();
            for (int i = 1; i < digests.length; i++) {
                value = Prf.join(value, digests[i].digest());
            }
        }
        kept.clear();
        hashes = List.of();
        digests = new MessageDigest[0];
        current = null;
        return value.clone();
    }

    /**
     * The hash of all messages so far and of part of another, which is not added: what a binder covers (RFC 8446
     * §4.2.11.2). The hash is the pre-shared key's and need not be settled yet, as a client offers before the server
     * chooses.
     *
     * @throws IllegalStateException when another hash has been settled
     */
    public byte[] hashIncluding(HashAlgorithm algorithm, Bytes part) {
        MessageDigest fork;
        if (hashes.isEmpty()) {
            fork = jca.digest(algorithm);
            for (Bytes earlier : kept) {
                earlier.feed(fork::update);
            }
        } else {
            refuseOther(List.of(algorithm));
            fork = fork(0);
        }
        part.feed(fork::update);
        return fork.digest();
    }

    /**
     * Puts the hash of the first ClientHello in its place, as a synthetic message_hash message (RFC 8446 §4.4.1).
     * Call it after the first ClientHello and before the HelloRetryRequest is added.
     */
    public void replaceWithMessageHash() {
        byte[] clientHelloHash = hash();
        for (MessageDigest digest : digests) {
            digest.reset();
        }
        kept.clear();
        addMessageHash(clientHelloHash);
    }

    /**
     * Begins with the hash of a first ClientHello that is itself forgotten; the hash algorithm must have been settled
     * (RFC 8446 §4.4.1).
     */
    public void addMessageHash(byte[] clientHelloHash) {
        byte[] header = {MESSAGE_HASH, 0, 0, (byte) clientHelloHash.length};
        add(header, 0, header.length);
        add(clientHelloHash, 0, clientHelloHash.length);
    }

    /**
     * The messages themselves, as a TLS 1.2 CertificateVerify signs them (RFC 5246 §7.4.8).
     *
     * @throws IllegalStateException after {@link #releaseMessages()}
     */
    public byte[] messages() {
        if (released) {
            throw new IllegalStateException("the messages have been released");
        }
        int length = 0;
        for (Bytes message : kept) {
            length += message.length();
        }
        byte[] all = new byte[length];
        int at = 0;
        for (Bytes message : kept) {
            message.copyTo(all, at);
            at += message.length();
        }
        return all;
    }

    /** Lets go of the messages; from here on only the hash goes on. The hash must have been settled. */
    public void releaseMessages() {
        settled();
        released = true;
        kept.clear();
    }

    /**
     * A transcript of its own that goes on from here, without the messages themselves; the hash must have been settled
     * (RFC 8446 §4.4.1).
     */
    public Transcript copy() {
        settled();
        Transcript copy = new Transcript(jca);
        copy.released = true;
        copy.hashes = hashes;
        copy.digests = new MessageDigest[digests.length];
        for (int i = 0; i < digests.length; i++) {
            copy.digests[i] = fork(i);
        }
        return copy;
    }

    private void settled() {
        if (digests.length == 0) {
            throw new IllegalStateException("the hash of the transcript is not settled yet");
        }
    }

    private void refuseOther(List<HashAlgorithm> other) {
        if (!hashes.equals(other)) {
            throw new IllegalStateException("the transcript is hashed with " + hashes + ", not with " + other);
        }
    }

    private MessageDigest fork(int index) {
        try {
            return (MessageDigest) digests[index].clone();
        } catch (CloneNotSupportedException refused) {
            throw new IllegalStateException("the provider's digest cannot be copied", refused);
        }
    }
}
