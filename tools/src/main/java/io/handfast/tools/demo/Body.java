package io.handfast.tools.demo;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The page that every exchange carries: fresh random bytes, larger than several records (RFC 8446 §5.1).
 *
 * @param bytes the page; do not change them
 * @param digest its SHA-256 in hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a page is known by its digest
record Body(byte[] bytes, String digest) {

    private static final int LENGTH = 100_000;

    static Body random() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return new Body(bytes, digestOf(bytes));
    }

    static String digestOf(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
