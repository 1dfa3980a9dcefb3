package io.handfast.record;

import static io.handfast.alert.AlertDescription.BAD_RECORD_MAC;
import static io.handfast.alert.AlertDescription.RECORD_OVERFLOW;

import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.Aead;
import javax.crypto.AEADBadTagException;

/** Opens the records of TLS 1.2 under an AEAD suite: GenericAEADCipher (RFC 5246 §6.2.3.3). */
final class AeadRead12 implements ReadProtection {
    private static final int MAX_EXPANSION = 2048;

    private final Aead aead;
    private final Aead12 construction;
    private final int tagLength;
    private final SequenceNumber sequence = new SequenceNumber(Long.MAX_VALUE);

    AeadRead12(Aead aead, Secret iv, int tagLength) {
        this.aead = aead;
        this.construction = new Aead12(iv);
        this.tagLength = tagLength;
    }

    @Override
    public int fragmentLimit() {
        return RecordHeader.MAX_PLAINTEXT + MAX_EXPANSION;
    }

    @Override
    public boolean isProtected() {
        return true;
    }

    @Override
    public boolean opensStraight() {
        return true;
    }

    @Override
    public void open(byte[] record, int offset, int length, OpenedRecord result) {
        int fragment = length - RecordHeader.LENGTH;
        // RFC 5246 §6.2.3: more than 2^14 + 2048 bytes is a record_overflow.
        if (fragment > fragmentLimit()) {
            throw RECORD_OVERFLOW.because("a protected record has " + fragment + " bytes, more than 2^14 + 2048");
        }
        int from = offset + RecordHeader.LENGTH + construction.explicitLength();
        byte[] target = result.target(record);
        int to = result.placed(offset, from);
        int content = decrypt(record, offset, from, fragment - construction.explicitLength(), target, to);
        if (content > RecordHeader.MAX_PLAINTEXT) {
            throw RECORD_OVERFLOW.because("a record carries " + content + " bytes, more than 2^14");
        }
        result.set(RecordHeader.type(record, offset), target, to, content);
    }

    @Override
    public long opened() {
        return sequence.count();
    }

    private int decrypt(byte[] record, int offset, int from, int length, byte[] target, int to) {
        try {
            if (length < tagLength) {
                throw new AEADBadTagException("no room for a tag");
            }
            long number = sequence.next();
            byte[] additional = construction.additional(number, record, offset, length - tagLength);
            byte[] nonce = construction.nonce(number, record, offset + RecordHeader.LENGTH);
            return aead.open(nonce, additional, 0, additional.length, record, from, length, target, to);
        } catch (AEADBadTagException notAuthentic) {
            // RFC 5246 §6.2.3.3: whatever is wrong with it, the answer is bad_record_mac.
            throw BAD_RECORD_MAC.because("a record is not authentic: it was changed or sealed with other keys");
        }
    }
}
