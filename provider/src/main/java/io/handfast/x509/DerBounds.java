package io.handfast.x509;

/**
 * Looks over DER that came from the network before a parser takes it apart: every length fits, nothing follows, and the nesting
 * is shallow, so that no parser can be made to run deep or long (X.690 §8.1, §10.1).
 */
final class DerBounds {
    private static final int DEEPEST = 32;
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1f;

    private final byte[] der;
    private int position;

    private DerBounds(byte[] der) {
        this.der = der;
    }

    /** Accepts exactly one value. */
    static void check(byte[] der) throws UnusableStatusException {
        DerBounds bounds = new DerBounds(der);
        int length = bounds.header(der.length);
        if (bounds.position + length != der.length) {
            throw new UnusableStatusException("is not exactly one DER value");
        }
        bounds.position = 0;
        bounds.values(der.length, 0);
    }

    private void values(int end, int depth) throws UnusableStatusException {
        if (depth > DEEPEST) {
            throw new UnusableStatusException("is nested more than " + DEEPEST + " levels deep");
        }
        while (position < end) {
            boolean constructed = (der[position] & CONSTRUCTED) != 0;
            int length = header(end);
            if (constructed) {
                values(position + length, depth + 1);
            } else {
                position += length;
            }
        }
    }

    /** Reads tag and length; what follows is at {@code position}. */
    private int header(int end) throws UnusableStatusException {
        if ((next(end) & LONG_TAG) == LONG_TAG) {
            throw new UnusableStatusException("has a tag that no such structure has");
        }
        int first = next(end);
        int length = first;
        if (first >= 0x80) {
            int count = first & 0x7f;
            if (count == 0 || count > 4) {
                throw new UnusableStatusException("is not DER: it has a length of " + count + " bytes");
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | next(end);
            }
        }
        if (length < 0 || length > end - position) {
            throw new UnusableStatusException("ends early");
        }
        return length;
    }

    private int next(int end) throws UnusableStatusException {
        if (position >= end) {
            throw new UnusableStatusException("ends early");
        }
        return der[position++] & 0xff;
    }
}
