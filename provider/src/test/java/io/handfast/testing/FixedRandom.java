package io.handfast.testing;

import java.security.SecureRandom;

/** A random source that gives out the bytes of a test, once, so that a published private key can be made again. */
public final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private int at;

    public FixedRandom(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] out) {
        if (out.length > bytes.length - at) {
            throw new AssertionError("more random bytes asked for than the test foresaw");
        }
        System.arraycopy(bytes, at, out, 0, out.length);
        at += out.length;
    }
}
