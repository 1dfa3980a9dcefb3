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
 *
 * <p>While the messages are few bytes, each question hashes them all again: that takes no longer than to copy a hash under way,
 * and with some providers such a copy is a kilobyte. Only for more than that a hash is under way. Where a provider's hash
 * cannot be copied, many bytes too are kept and hashed again. Not thread-safe.
 */
public final class Transcript {
    /** Up to so many bytes are hashed again for each of the four or five questions of a handshake. */
    private static final int SHORT = 2048;

    private static final byte MESSAGE_HASH = (byte) 254;
    private static final MessageDigest[] NONE = {};

    private final Jca jca;
    /** Everything from the beginning on, unless {@link #letGo}. */
    private final List<Bytes> kept = new ArrayList<>();

    private int keptLength;
    /** How many of the kept messages the digests have taken. */
    private int hashed;

    private boolean released;
    private boolean letGo;
    private List<HashAlgorithm> hashes = List.of();
    /** Under way for many bytes, one for each of {@link #hashes}; none before. */
    private MessageDigest[] digests = NONE;

    /** Whether hashes under way can be copied, as far as is known. */
    private boolean copiable = true;

    private byte @Nullable [] current;

    public Transcript(Jca jca) {
        this.jca = jca;
    }

    /** Adds part of an array, which is copied where it has to be kept. */
    public void add(byte[] message, int offset, int length) {
        if (letGo) {
            current = null;
            update(message, offset, length);
        } else {
            add(Bytes.copyOf(message, offset, length));
        }
    }

    /** Adds a message with its header, or part of one. */
    public void add(Bytes message) {
        current = null;
        if (letGo) {
            message.feed(this::update);
        } else {
            kept.add(message);
            keptLength += message.length();
            letGoOfMany();
        }
    }

    private void update(byte[] message, int offset, int length) {
        for (MessageDigest digest : digests) {
            digest.update(message, offset, length);
        }
    }

    /** Brings the digests up to the last message. */
    private void catchUp() {
        if (digests.length == 0) {
            digests = begun();
        }
        Bytes.Sink sink = this::update;
        while (hashed < kept.size()) {
            kept.get(hashed++).feed(sink);
        }
    }

    private MessageDigest[] begun() {
        MessageDigest[] begun = new MessageDigest[hashes.size()];
        for (int i = 0; i < begun.length; i++) {
            begun[i] = jca.digest(hashes.get(i));
        }
        return begun;
    }

    /**
     * Whether the hashes can be copied under way. Some providers say so only once a digest has been fed: that of PKCS #11
     * copies what it still has itself, and not what the token has. So what is tried is what is asked for, while the
     * messages are still there to be hashed whole; call it for many bytes only.
     */
    private boolean copiable() {
        if (copiable && digests.length == 0) {
            catchUp();
            try {
                for (MessageDigest digest : digests) {
                    Object unused = digest.clone();
                }
            } catch (CloneNotSupportedException notThisProvider) {
                copiable = false;
                digests = NONE;
                hashed = 0;
            }
        }
        return copiable;
    }

    private void letGoOfMany() {
        if (released && keptLength > SHORT && copiable()) {
            catchUp();
            forget();
            letGo = true;
        }
    }

    private void forget() {
        kept.clear();
        keptLength = 0;
        hashed = 0;
    }

    /** Whether each question hashes all messages again. */
    private boolean hashesWhole() {
        return !letGo && (keptLength <= SHORT || !copiable());
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
        }
        hashes = chosen;
    }

    /** The hash of all messages so far, or the two of them one after the other; the array is fresh for the caller. */
    public byte[] hash() {
        settled();
        byte[] value = current;
        if (value == null) {
            value = hashesWhole() ? whole() : digest(forks());
            current = value;
        }
        return value.clone();
    }

    /** The hash of all messages where nothing follows: neither a message nor another question. */
    public byte[] lastHash() {
        settled();
        byte[] value = current;
        if (value == null && hashesWhole()) {
            value = whole();
        } else if (value == null) {
            catchUp();
            value = digest(digests);
        }
        forget();
        hashes = List.of();
        digests = NONE;
        current = null;
        return value;
    }

    /**
     * The hash of all messages so far and of part of another, which is not added: what a binder covers (RFC 8446
     * §4.2.11.2). The hash is the pre-shared key's and need not be settled yet, as a client offers before the server
     * chooses.
     *
     * @throws IllegalStateException when another hash has been settled
     */
    public byte[] hashIncluding(HashAlgorithm algorithm, Bytes part) {
        if (!hashes.isEmpty()) {
            refuseOther(List.of(algorithm));
        }
        if (hashes.isEmpty() || hashesWhole()) {
            return whole(algorithm, part);
        }
        MessageDigest fork = forks()[0];
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
        forget();
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
        return joined();
    }

    private byte[] joined() {
        byte[] all = new byte[keptLength];
        int at = 0;
        for (Bytes message : kept) {
            message.copyTo(all, at);
            at += message.length();
        }
        return all;
    }

    /** Nobody will ask for the messages any more: once they are long, only their hash is kept, which must have been settled. */
    public void releaseMessages() {
        settled();
        released = true;
        letGoOfMany();
    }

    /**
     * A transcript of its own that goes on from here, whose messages are released; the hash must have been settled
     * (RFC 8446 §4.4.1).
     */
    public Transcript copy() {
        settled();
        Transcript copy = new Transcript(jca);
        copy.released = true;
        copy.hashes = hashes;
        if (hashesWhole()) {
            copy.copiable = copiable;
            copy.add(Bytes.owning(joined()));
        } else {
            copy.letGo = true;
            copy.digests = forks();
        }
        return copy;
    }

    private void settled() {
        if (hashes.isEmpty()) {
            throw new IllegalStateException("the hash of the transcript is not settled yet");
        }
    }

    private void refuseOther(List<HashAlgorithm> other) {
        if (!hashes.equals(other)) {
            throw new IllegalStateException("the transcript is hashed with " + hashes + ", not with " + other);
        }
    }

    /** The hash of all messages from the first byte on. */
    private byte[] whole() {
        byte[] value = whole(hashes.get(0), Bytes.empty());
        for (int i = 1; i < hashes.size(); i++) {
            value = Prf.join(value, whole(hashes.get(i), Bytes.empty()));
        }
        return value;
    }

    private byte[] whole(HashAlgorithm algorithm, Bytes last) {
        return jca.hash(algorithm, digest -> {
            Bytes.Sink sink = digest::update;
            for (Bytes message : kept) {
                message.feed(sink);
            }
            last.feed(sink);
        });
    }

    private static byte[] digest(MessageDigest[] digests) {
        byte[] value = digests[0].digest();
        for (int i = 1; i < digests.length; i++) {
            value = Prf.join(value, digests[i].digest());
        }
        return value;
    }

    /** Copies of what is under way, with all messages in them. */
    private MessageDigest[] forks() {
        catchUp();
        MessageDigest[] forks = new MessageDigest[digests.length];
        for (int i = 0; i < forks.length; i++) {
            forks[i] = fork(digests[i]);
        }
        return forks;
    }

    private static MessageDigest fork(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException refused) {
            throw new IllegalStateException("the provider's digest cannot be copied", refused);
        }
    }
}
