package io.handfast.record;

import io.handfast.iana.ContentType;

/**
 * What a record carried, as a window on an array (RFC 8446 §5.2).
 *
 * <p>One object is used again for every record of a connection; the window is valid until the next one is opened.
 */
public final class OpenedRecord {
    private static final byte[] NOTHING = new byte[0];

    private ContentType type = ContentType.HANDSHAKE;
    private byte[] array = NOTHING;
    private int offset;
    private int length;
    private int padding;

    /** The type; inside the protection where there is one. */
    public ContentType type() {
        return type;
    }

    /** The array that holds the content; it is not a copy. */
    public byte[] array() {
        return array;
    }

    /** Where the content starts in the array. */
    public int offset() {
        return offset;
    }

    /** Bytes of content, at most 2^14. */
    public int length() {
        return length;
    }

    /** Bytes of padding that TLS 1.3 had behind the content (RFC 8446 §5.4). */
    int padding() {
        return padding;
    }

    /** Lets go of the array, so that an idle connection holds none. */
    public void clear() {
        set(type, NOTHING, 0, 0);
    }

    void set(ContentType newType, byte[] newArray, int newOffset, int newLength) {
        set(newType, newArray, newOffset, newLength, 0);
    }

    void set(ContentType newType, byte[] newArray, int newOffset, int newLength, int newPadding) {
        type = newType;
        array = newArray;
        offset = newOffset;
        length = newLength;
        padding = newPadding;
    }
}
