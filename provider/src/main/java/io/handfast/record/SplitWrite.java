package io.handfast.record;

import static io.handfast.iana.ContentType.APPLICATION_DATA;

import io.handfast.iana.ContentType;

/**
 * Splits application data into a record of one byte and one with the rest (RFC 4346 Appendix F.3).
 *
 * <p>In TLS 1.0 the IV of a record is the end of the record before, which an attacker who can have us encrypt chosen data
 * knows beforehand (the attack called BEAST). The MAC of the first, short record makes the IV of the second one
 * unpredictable. An empty first record would do as well, but some peers take it for the end of the stream.
 */
final class SplitWrite implements WriteProtection {
    private final WriteProtection each;

    SplitWrite(WriteProtection each) {
        this.each = each;
    }

    @Override
    public int maxOverhead() {
        return 2 * each.maxOverhead();
    }

    @Override
    public boolean isProtected() {
        return each.isProtected();
    }

    /** As elsewhere, but application data of more than a byte becomes two records, one behind the other. */
    @Override
    public int seal(ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        if (type != APPLICATION_DATA || length < 2) {
            return each.seal(type, in, inOffset, length, out, outOffset);
        }
        byte[] first = {in[inOffset]};
        // The rest moves first: in and out may overlap.
        int room = 1 + each.maxOverhead();
        System.arraycopy(in, inOffset + 1, out, outOffset + room, length - 1);
        int head = each.seal(type, first, 0, 1, out, outOffset);
        return head + each.seal(type, out, outOffset + room, length - 1, out, outOffset + head);
    }

    @Override
    public long sealed() {
        return each.sealed();
    }

    @Override
    public boolean limitReached() {
        return each.limitReached();
    }
}
