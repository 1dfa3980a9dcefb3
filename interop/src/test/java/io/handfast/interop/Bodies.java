package io.handfast.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

/** Bodies of a given size that are the same in every run, and what to compare them by. */
public final class Bodies {

    /** No byte, one byte, one full record, and a thousand of them (RFC 8446 §5.1). */
    static final int[] SIZES = {0, 1, 16 * 1024, 16 * 1024 * 1024};

    private Bodies() {}

    /** Bytes of every value. */
    public static byte[] bytes(int size, long seed) {
        byte[] body = new byte[size];
        new Random(seed).nextBytes(body);
        return body;
    }

    /** Digits only: a program that obeys single letters on its input takes none of them for a command. */
    static byte[] digits(int size, long seed) {
        byte[] body = bytes(size, seed);
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) ('0' + Math.floorMod(body[i], 10));
        }
        return body;
    }

    public static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Reads exactly so many bytes, fewer only if the stream ends. */
    static byte[] read(InputStream in, int size) throws IOException {
        return in.readNBytes(size);
    }

    /** Writes on a thread of its own, so that both directions can be busy at once. */
    static Thread write(OutputStream out, byte[] body) {
        Thread thread = new Thread(
                () -> {
                    try {
                        out.write(body);
                        out.flush();
                    } catch (IOException e) {
                        return; // the reader at the other end misses bytes, and says so
                    }
                },
                "body");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
