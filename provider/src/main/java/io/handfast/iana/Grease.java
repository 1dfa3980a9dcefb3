package io.handfast.iana;

/**
 * The code points that mean nothing and never will, so that peers keep passing over what they do not know (RFC 8701 §2).
 *
 * <p>The same sixteen are set aside for cipher suites, groups, extensions and versions.
 */
public final class Grease {
    /** How many there are. */
    public static final int COUNT = 16;

    private Grease() {}

    /** One of them: 0x0A0A, 0x1A1A and so on up to 0xFAFA. */
    public static int at(int index) {
        if (index < 0 || index >= COUNT) {
            throw new IllegalArgumentException("there are " + COUNT + " such values, none at " + index);
        }
        return 0x0A0A + index * 0x1010;
    }

    public static boolean contains(int codePoint) {
        return (codePoint & 0x0F0F) == 0x0A0A && codePoint >>> 8 == (codePoint & 0xFF);
    }
}
