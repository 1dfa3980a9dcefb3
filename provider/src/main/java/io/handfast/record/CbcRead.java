package io.handfast.record;

import static io.handfast.alert.AlertDescription.BAD_RECORD_MAC;
import static io.handfast.alert.AlertDescription.RECORD_OVERFLOW;

import io.handfast.crypto.cbc.PaddedMac;
import io.handfast.iana.ProtocolVersion;

/** Opens the records of a CBC suite whose MAC was encrypted along: GenericBlockCipher (RFC 5246 §6.2.3.2). */
final class CbcRead implements ReadProtection {
    static final int MAX_EXPANSION = 2048;

    private final CbcDecryption decryption;
    private final PaddedMac paddedMac;
    private final MacInput macInput;
    private final SequenceNumber sequence = new SequenceNumber(Long.MAX_VALUE);

    CbcRead(CbcDecryption decryption, PaddedMac paddedMac, ProtocolVersion version) {
        this.decryption = decryption;
        this.paddedMac = paddedMac;
        this.macInput = new MacInput(version);
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
    public void open(byte[] record, int offset, int length, OpenedRecord result) {
        int fragment = length - RecordHeader.LENGTH;
        // RFC 5246 §6.2.3: more than 2^14 + 2048 bytes is a record_overflow.
        if (fragment > fragmentLimit()) {
            throw RECORD_OVERFLOW.because("a protected record has " + fragment + " bytes, more than 2^14 + 2048");
        }
        byte[] target = result.target(record);
        int at = result.move(record, offset, offset + RecordHeader.LENGTH, fragment);
        int from = at + decryption.explicitLength();
        int content = -1;
        if (decryption.isWhole(fragment)) {
            decryption.decrypt(target, at, fragment);
            byte[] additional = macInput.of(sequence.next(), record[offset], 0);
            content = paddedMac.check(additional, target, from, fragment - decryption.explicitLength());
        }
        // RFC 5246 §6.2.3.2, §7.2.2: blocks, padding or MAC, whatever is wrong, the answer is bad_record_mac.
        if (content < 0) {
            throw BAD_RECORD_MAC.because("a record is not authentic: it was changed or sealed with other keys");
        }
        if (content > RecordHeader.MAX_PLAINTEXT) {
            throw RECORD_OVERFLOW.because("a record carries " + content + " bytes, more than 2^14");
        }
        result.set(RecordHeader.type(record, offset), target, from, content);
    }

    @Override
    public long opened() {
        return sequence.count();
    }
}
