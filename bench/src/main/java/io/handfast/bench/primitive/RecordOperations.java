package io.handfast.bench.primitive;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.Aead;
import io.handfast.crypto.aead.AeadAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The operations on records: sealed and opened, between arrays or direct buffers, and on their way over a socket. */
final class RecordOperations {
    private static final AeadAlgorithm AEAD = AeadAlgorithm.AES_128_GCM;
    private static final int HEADER = 5;
    private static final String SEAL = "AES_128_GCM seal ";
    private static final String OPEN = "AES_128_GCM open ";
    private static final String DIRECT = ", direct buffers";
    private static final String GIVEN = ", direct buffers given to the cipher";
    private static final String SENT = ", written to a plain socket; read and opened in another thread";
    private static final List<Integer> SIZES = List.of(64, 1024, 16_384);
    private static final List<Integer> DIRECT_SIZES = List.of(1024, 16_384);

    private final Jca jca;
    private final byte[] header = new byte[HEADER];

    RecordOperations(Jca jca) {
        this.jca = jca;
    }

    /** A record of so many bytes made unreadable. */
    static String seal(int size) {
        return SEAL + size;
    }

    /** A record of so many bytes made readable. */
    static String open(int size) {
        return OPEN + size;
    }

    /** From one direct buffer to another, copied to an array and from one: the quicker way, see docs/profiling.md. */
    static String sealDirect(int size) {
        return seal(size) + DIRECT;
    }

    /** The same for a record made readable. */
    static String openDirect(int size) {
        return open(size) + DIRECT;
    }

    /** Sealed and, what is no primitive, moved to a thread that opens it at the same time. */
    static String sent(int size) {
        return seal(size) + SENT;
    }

    /** The names of those that are primitives. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        SIZES.forEach(size -> names.addAll(List.of(seal(size), open(size))));
        DIRECT_SIZES.forEach(size ->
                names.addAll(List.of(sealDirect(size), openDirect(size), seal(size) + GIVEN, open(size) + GIVEN)));
        return names;
    }

    /** The operation of this name; empty when it is none of these. */
    Optional<Operation> ready(String name) throws GeneralSecurityException, IOException {
        for (int size : SIZES) {
            if (name.equals(seal(size))) {
                return Optional.of(sealing(size));
            }
            if (name.equals(open(size))) {
                return Optional.of(opening(size));
            }
            if (name.equals(sent(size))) {
                return Optional.of(new PlainTransfer(jca, AEAD, secret(), size));
            }
        }
        for (int size : DIRECT_SIZES) {
            if (name.equals(sealDirect(size))) {
                return Optional.of(sealingCopies(size));
            }
            if (name.equals(openDirect(size))) {
                return Optional.of(openingCopies(size));
            }
            if (name.equals(seal(size) + GIVEN)) {
                return Optional.of(given(Cipher.ENCRYPT_MODE, size));
            }
            if (name.equals(open(size) + GIVEN)) {
                return Optional.of(given(Cipher.DECRYPT_MODE, size));
            }
        }
        return Optional.empty();
    }

    private static Secret secret() {
        byte[] bytes = new byte[AEAD.keyLength()];
        new SecureRandom().nextBytes(bytes);
        return Secret.owning(bytes);
    }

    private Operation sealing(int size) {
        Aead sealing = AEAD.sealing(jca, secret());
        ByteBuffer nonce = ByteBuffer.allocate(AEAD.nonceLength());
        byte[] plain = new byte[size];
        byte[] sealed = new byte[size + AEAD.tagLength()];
        return () -> {
            nonce.putLong(0, nonce.getLong(0) + 1);
            return sealing.seal(nonce.array(), header, 0, HEADER, plain, 0, size, sealed, 0);
        };
    }

    private Operation opening(int size) {
        Secret key = secret();
        byte[] nonce = new byte[AEAD.nonceLength()];
        byte[] sealed = sealed(key, nonce, size);
        byte[] plain = new byte[size];
        Aead opening = AEAD.opening(jca, key);
        return () -> opening.open(nonce, header, 0, HEADER, sealed, 0, sealed.length, plain, 0);
    }

    private byte[] sealed(Secret key, byte[] nonce, int size) {
        byte[] sealed = new byte[size + AEAD.tagLength()];
        AEAD.sealing(jca, key).seal(nonce, header, 0, HEADER, new byte[size], 0, size, sealed, 0);
        return sealed;
    }

    private Operation sealingCopies(int size) {
        Aead sealing = AEAD.sealing(jca, secret());
        ByteBuffer nonce = ByteBuffer.allocate(AEAD.nonceLength());
        ByteBuffer plain = ByteBuffer.allocateDirect(size);
        ByteBuffer sealed = ByteBuffer.allocateDirect(size + AEAD.tagLength());
        byte[] from = new byte[size];
        byte[] to = new byte[size + AEAD.tagLength()];
        return () -> {
            nonce.putLong(0, nonce.getLong(0) + 1);
            plain.get(0, from);
            int length = sealing.seal(nonce.array(), header, 0, HEADER, from, 0, size, to, 0);
            sealed.put(0, to);
            return length;
        };
    }

    private Operation openingCopies(int size) {
        Secret key = secret();
        byte[] nonce = new byte[AEAD.nonceLength()];
        ByteBuffer sealed = ByteBuffer.allocateDirect(size + AEAD.tagLength()).put(0, sealed(key, nonce, size));
        ByteBuffer plain = ByteBuffer.allocateDirect(size);
        byte[] from = new byte[size + AEAD.tagLength()];
        byte[] to = new byte[size];
        Aead opening = AEAD.opening(jca, key);
        return () -> {
            sealed.get(0, from);
            int length = opening.open(nonce, header, 0, HEADER, from, 0, from.length, to, 0);
            plain.put(0, to);
            return length;
        };
    }

    /** What the JCA offers for direct buffers: the cipher takes them itself. */
    private Operation given(int mode, int size) throws GeneralSecurityException {
        Secret secret = secret();
        SecretKeySpec key = secret.asKey("AES");
        Cipher cipher = jca.cipher(AEAD.jcaName());
        ByteBuffer nonce = ByteBuffer.allocate(AEAD.nonceLength());
        ByteBuffer plain = ByteBuffer.allocateDirect(size);
        ByteBuffer sealed =
                ByteBuffer.allocateDirect(size + AEAD.tagLength()).put(0, sealed(secret, nonce.array(), size));
        boolean seals = mode == Cipher.ENCRYPT_MODE;
        return () -> {
            if (seals) {
                nonce.putLong(0, nonce.getLong(0) + 1);
            }
            cipher.init(mode, key, new GCMParameterSpec(8 * AEAD.tagLength(), nonce.array()));
            cipher.updateAAD(header);
            return cipher.doFinal(seals ? plain.clear() : sealed.clear(), seals ? sealed.clear() : plain.clear());
        };
    }
}
