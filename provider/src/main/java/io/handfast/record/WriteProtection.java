package io.handfast.record;

import io.handfast.iana.ContentType;

/** Puts protection on outgoing records, in their order; one set of keys, one direction (RFC 8446 §5.2). */
public interface WriteProtection {
    /** The most bytes by which a record is longer than its content, header included. */
    int maxOverhead();

    /** Whether records are encrypted and authenticated. */
    boolean isProtected();

    /**
     * Writes the next record, header and all.
     *
     * @param length of the content, at most 2^14
     * @param out with room for the content and {@link #maxOverhead()}; may be the array of the content
     * @return length of the whole record
     */
    int seal(ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset);

    /** How many records were sealed. */
    long sealed();

    /**
     * True when it is time for new keys: some records before the key's usage limit, so that the KeyUpdate and what is
     * under way still fit (RFC 8446 §5.5). Never true where keys have no such limit.
     */
    boolean limitReached();
}
