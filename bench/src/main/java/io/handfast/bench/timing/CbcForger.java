package io.handfast.bench.timing;

import io.handfast.iana.ContentType;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes records of a CBC suite with any padding and any flaw, as only somebody with the keys can; the classes of an attacker
 * who alters ciphertext look the same to whoever opens them (RFC 5246 §6.2.3.2).
 */
final class CbcForger {
    private static final int HEADER = 5;

    private final CbcKeys keys;
    private final Cipher cipher;
    private final Mac mac;
    private final int block;
    private byte[] chained;
    private long sequence;

    CbcForger(CbcKeys keys) {
        this.keys = keys;
        this.block = keys.algorithm().blockLength();
        this.chained = keys.iv().clone();
        try {
            cipher = Cipher.getInstance(keys.algorithm().jcaName());
            mac = Mac.getInstance(keys.bulk().mac().hmacName());
            mac.init(new SecretKeySpec(keys.mac(), "Hmac"));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this Java runtime lacks what the suite takes", absent);
        }
    }

    /** What is wrong with a record. */
    enum Flaw {
        NONE,
        MAC,
        /** One byte of the padding differs from its length; MAC and padding length are as they should be. */
        PADDING
    }

    /**
     * The next record, in the order in which records are opened.
     *
     * @param plain bytes under the encryption: content, MAC and padding; whole blocks
     * @param padding the padding length byte, such that something is left for the content
     */
    byte[] forge(int plain, int padding, Flaw flaw, Random random) {
        int macLength = mac.getMacLength();
        int content = plain - macLength - padding - 1;
        byte[] inside = new byte[plain];
        random.nextBytes(inside);
        mac.update(macInput(content));
        mac.update(inside, 0, content);
        System.arraycopy(mac.doFinal(), 0, inside, content, macLength);
        Arrays.fill(inside, content + macLength, plain, (byte) padding);
        if (flaw == Flaw.MAC) {
            inside[content + random.nextInt(macLength)] ^= (byte) (1 << random.nextInt(8));
        } else if (flaw == Flaw.PADDING) {
            // The length byte itself is the last one and stays.
            inside[content + macLength + random.nextInt(padding)] ^= (byte) (1 << random.nextInt(8));
        }
        sequence++;
        return encrypt(inside, random);
    }

    private byte[] macInput(int content) {
        return ByteBuffer.allocate(13)
                .putLong(sequence)
                .put((byte) ContentType.APPLICATION_DATA.code())
                .putShort((short) keys.spec().version().code())
                .putShort((short) content)
                .array();
    }

    private byte[] encrypt(byte[] inside, Random random) {
        boolean explicit = chained.length == 0;
        byte[] iv = chained;
        if (explicit) {
            iv = new byte[block];
            random.nextBytes(iv);
        }
        int fragment = inside.length + (explicit ? block : 0);
        ByteBuffer out = ByteBuffer.allocate(HEADER + fragment)
                .put((byte) ContentType.APPLICATION_DATA.code())
                .putShort((short) keys.spec().version().code())
                .putShort((short) fragment);
        if (explicit) {
            out.put(iv);
        }
        try {
            SecretKeySpec key =
                    new SecretKeySpec(keys.key(), keys.algorithm().jcaName().split("/", -1)[0]);
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
            byte[] encrypted = cipher.doFinal(inside);
            if (!explicit) {
                chained = Arrays.copyOfRange(encrypted, encrypted.length - block, encrypted.length);
            }
            return out.put(encrypted).array();
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("a block cipher without padding takes whole blocks", refused);
        }
    }
}
