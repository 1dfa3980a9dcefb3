package io.handfast.record;

import io.handfast.iana.ContentType;

/**
 * What a record carried, as a window on an array (RFC 8446 §5.2).
 *
 * <p>One object is used again for every record of a connection; the window is valid until the next one is opened.
 */
public final class OpenedRecord {
    private static final byte[] NOTHING = new byte[0];
    private static final int AS_IN_THE_RECORD = -1;

    private ContentType type = ContentType.HANDSHAKE;
    private byte[] array = NOTHING;
    private int offset;
    private int length;
    private int padding;
    private byte[] room = NOTHING;
    private int contentAt = AS_IN_THE_RECORD;

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

    /**
     * Gives the next records room, so that they are not opened in place: what arrived is then only read. Some ciphers are
     * quicker so, and the array that the record came in may be somebody else's.
     *
     * @param array with at least as many bytes as the record; another than the record's
     */
    public void openInto(byte[] array) {
        openInto(array, AS_IN_THE_RECORD);
    }

    /**
     * Gives the next record room for its content and what lies behind it, where its protection {@linkplain
     * ReadProtection#opensStraight can open it so}.
     *
     * @param array another than the record's
     * @param at where the content is to begin, with room for the record's fragment from there on
     */
    public void openInto(byte[] array, int at) {
        room = array;
        contentAt = at;
    }

    /** The array that was given by {@link #openInto(byte[])}; of no length when there is none. */
    public byte[] room() {
        return room;
    }

    /** Lets go of the arrays, so that an idle connection holds none. */
    public void clear() {
        set(type, NOTHING, 0, 0);
        openInto(NOTHING);
    }

    /** Where the content of this record goes. */
    byte[] target(byte[] record) {
        return room.length == 0 ? record : room;
    }

    /** Where in {@link #target} stands what has this offset in the record, which begins at {@code start}. */
    int placed(int start, int offset) {
        if (room.length == 0) {
            return offset;
        }
        return contentAt == AS_IN_THE_RECORD ? offset - start : contentAt;
    }

    /** Moves a record's bytes from an offset on to where they are opened, if that is elsewhere; returns their new offset. */
    int move(byte[] record, int start, int offset, int length) {
        if (room.length > 0) {
            System.arraycopy(record, offset, room, offset - start, length);
        }
        return placed(start, offset);
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
