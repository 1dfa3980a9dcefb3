package io.handfast.record;

import io.handfast.iana.ContentType;

/** Puts protection on outgoing records, in their order; one set of keys, one direction (RFC 8446 §5.2). */
public interface WriteProtection {
    /** The most bytes by which a record is longer than its content, header included. */
    int maxOverhead();

    /** The most bytes of a record with so much content, header included. */
    default int maxLength(int contentLength) {
        return contentLength + maxOverhead();
    }

    /**
     * Pads the content of the records from here on to a multiple of so many bytes, where the construction can (RFC 8446 §5.4).
     *
     * @param multiple 1 for no padding
     * @param most as far as content with padding may grow, in bytes
     */
    default void pad(int multiple, int most) {}

    /** Where in a record its content goes, or the header's length: content that lies there already need not be moved. */
    default int contentOffset() {
        return RecordHeader.LENGTH;
    }

    /** Whether records are encrypted and authenticated. */
    boolean isProtected();

    /**
     * Writes the next record, header and all.
     *
     * @param length of the content, at most 2^14
     * @param out with room for {@link #maxLength}; may be the array of the content
     * @return length of the whole record
     */
    int seal(ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset);

    /** Takes over what serves any keys, where it can, from the protection before, which is used no more. */
    default void succeed(WriteProtection previous) {}

    /** How many records were sealed. */
    long sealed();

    /**
     * True when it is time for new keys: some records before the key's usage limit, so that the KeyUpdate and what is
     * under way still fit (RFC 8446 §5.5). Never true where keys have no such limit.
     */
    boolean limitReached();
}
