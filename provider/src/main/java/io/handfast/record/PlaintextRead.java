package io.handfast.record;

import static io.handfast.alert.AlertDescription.RECORD_OVERFLOW;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.iana.ContentType;

/** Records before any key is there: TLSPlaintext (RFC 8446 §5.1). */
final class PlaintextRead implements ReadProtection {
    private final int fragmentLimit;
    private long opened;

    /** Records that may announce this many bytes; of its own it opens 2^14 at most. */
    PlaintextRead(int fragmentLimit) {
        this.fragmentLimit = fragmentLimit;
    }

    @Override
    public int fragmentLimit() {
        return fragmentLimit;
    }

    @Override
    public boolean isProtected() {
        return false;
    }

    @Override
    public void open(byte[] record, int offset, int length, OpenedRecord result) {
        int content = length - RecordHeader.LENGTH;
        // RFC 8446 §5.1: more than 2^14 bytes is a record_overflow.
        if (content > RecordHeader.MAX_PLAINTEXT) {
            throw RECORD_OVERFLOW.because("a record carries " + content + " bytes, more than 2^14");
        }
        ContentType type = RecordHeader.type(record, offset);
        // RFC 8446 §5.1: application data is never without protection.
        if (type == ContentType.APPLICATION_DATA) {
            throw UNEXPECTED_MESSAGE.because("the peer sent application data before there were keys to protect it");
        }
        opened++;
        result.set(type, record, offset + RecordHeader.LENGTH, content);
    }

    @Override
    public long opened() {
        return opened;
    }
}
