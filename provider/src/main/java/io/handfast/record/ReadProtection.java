package io.handfast.record;

/** Takes the protection off incoming records, in their order; one set of keys, one direction (RFC 8446 §5.2). */
public interface ReadProtection {
    /** The longest fragment a record may announce, protection included. */
    int fragmentLimit();

    /** Whether records are encrypted and authenticated. */
    boolean isProtected();

    /**
     * Whether opening writes nothing but the content and what lies behind it in the fragment: then a record may be opened
     * {@linkplain OpenedRecord#openInto(byte[], int) at a place} of which nothing before it is ours.
     */
    default boolean opensStraight() {
        return false;
    }

    /**
     * Opens the next record: into the room that the result has been {@linkplain OpenedRecord#openInto(byte[]) given}, else
     * in place, and then the array's bytes from {@code offset} on are overwritten. What room holds after a failure is of no use.
     *
     * @param length of the whole record, as its header says
     * @throws io.handfast.alert.TlsException {@code bad_record_mac} when it is not authentic; {@code record_overflow}
     *     when it carries too much; {@code unexpected_message} when its type cannot be
     */
    void open(byte[] record, int offset, int length, OpenedRecord result);

    /** Takes over what serves any keys, where it can, from the protection before, which is used no more. */
    default void succeed(ReadProtection previous) {}

    /** How many records were opened. */
    long opened();

    /** True when so much was opened that the peer should be asked for new keys; never where that cannot be asked. */
    default boolean limitReached() {
        return false;
    }
}
