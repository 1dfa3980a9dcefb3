package io.handfast.bench.timing;

import io.handfast.iana.ContentType;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How not to open a CBC record: a wrong padding ends it before the MAC, and the MAC covers just the content that the padding
 * leaves, as RFC 5246 §6.2.3.2 reads at first sight. The answer to every fault is the same, and yet the time tells; a tool that
 * does not find this finds nothing.
 */
final class LeakyCbcSubject implements Subject<byte[]> {
    private final CbcKeys keys;
    private final CbcClasses classes;
    private final CbcForger forger;
    private final Cipher cipher;
    private final Mac mac;
    private long sequence;
    private long refused;

    /** The suite's version must be one whose records bring their IV. */
    LeakyCbcSubject(CbcKeys keys, CbcClasses classes) {
        this.keys = keys;
        this.classes = classes;
        this.forger = new CbcForger(keys);
        try {
            cipher = Cipher.getInstance(keys.algorithm().jcaName());
            mac = Mac.getInstance(keys.bulk().mac().hmacName());
            mac.init(new SecretKeySpec(keys.mac(), "Hmac"));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("this Java runtime lacks what the suite takes", absent);
        }
    }

    @Override
    public String name() {
        return "leaky on purpose: " + keys.spec().suite().ianaName();
    }

    @Override
    public String className(int which) {
        return classes.className(which);
    }

    @Override
    public byte[] prepare(int which, Random random) {
        return classes.forge(forger, which, random);
    }

    @Override
    public void run(byte[] input) {
        try {
            if (!open(input)) {
                refused++;
            }
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    long refused() {
        return refused;
    }

    private boolean open(byte[] record) throws GeneralSecurityException {
        int block = keys.algorithm().blockLength();
        SecretKeySpec key =
                new SecretKeySpec(keys.key(), keys.algorithm().jcaName().split("/", -1)[0]);
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(record, 5, block));
        byte[] plain = cipher.doFinal(record, 5 + block, record.length - 5 - block);
        int padding = plain[plain.length - 1] & 0xff;
        int macLength = mac.getMacLength();
        boolean good = padding + macLength < plain.length;
        for (int i = 0; good && i < padding; i++) {
            good = (plain[plain.length - 2 - i] & 0xff) == padding;
        }
        long number = sequence++;
        if (!good) {
            return false;
        }
        int content = plain.length - macLength - 1 - padding;
        mac.update(ByteBuffer.allocate(13)
                .putLong(number)
                .put((byte) ContentType.APPLICATION_DATA.code())
                .putShort((short) keys.spec().version().code())
                .putShort((short) content)
                .array());
        mac.update(plain, 0, content);
        byte[] sent = Arrays.copyOfRange(plain, content, content + macLength);
        return MessageDigest.isEqual(mac.doFinal(), sent);
    }
}
