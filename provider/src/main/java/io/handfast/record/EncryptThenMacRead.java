package io.handfast.record;

import static io.handfast.alert.AlertDescription.BAD_RECORD_MAC;
import static io.handfast.alert.AlertDescription.RECORD_OVERFLOW;

import io.handfast.alert.TlsException;
import io.handfast.crypto.ConstantTime;
import io.handfast.crypto.Hmac;
import io.handfast.iana.ProtocolVersion;

/** Opens the records of a CBC suite whose MAC covers the ciphertext and is checked before all else (RFC 7366 §3). */
final class EncryptThenMacRead implements ReadProtection {
    private final CbcDecryption decryption;
    private final Hmac hmac;
    private final byte[] computed;
    private final MacInput macInput;
    private final SequenceNumber sequence = new SequenceNumber(Long.MAX_VALUE);

    /** Takes an HMAC that has its key. */
    EncryptThenMacRead(CbcDecryption decryption, Hmac hmac, ProtocolVersion version) {
        this.decryption = decryption;
        this.hmac = hmac;
        this.computed = new byte[hmac.hash().length()];
        this.macInput = new MacInput(version);
    }

    @Override
    public int fragmentLimit() {
        return RecordHeader.MAX_PLAINTEXT + CbcRead.MAX_EXPANSION;
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
        int covered = fragment - computed.length;
        if (covered < 0 || !decryption.isWhole(covered)) {
            throw notAuthentic();
        }
        hmac.update(macInput.of(sequence.next(), record[offset], covered))
                .update(target, at, covered)
                .doFinal(computed, 0);
        // RFC 7366 §3: a wrong MAC ends the connection with bad_record_mac before anything is decrypted.
        if (!ConstantTime.equal(target, at + covered, computed, 0, computed.length)) {
            throw notAuthentic();
        }
        decryption.decrypt(target, at, covered);
        int from = at + decryption.explicitLength();
        int content = unpadded(target, from, covered - decryption.explicitLength());
        if (content > RecordHeader.MAX_PLAINTEXT) {
            throw RECORD_OVERFLOW.because("a record carries " + content + " bytes, more than 2^14");
        }
        result.set(RecordHeader.type(record, offset), target, from, content);
    }

    @Override
    public long opened() {
        return sequence.count();
    }

    /** The MAC was right, so only the peer itself can have put wrong padding here, and learns nothing from its time. */
    private static int unpadded(byte[] record, int from, int length) {
        int padding = record[from + length - 1] & 0xff;
        int content = length - 1 - padding;
        if (content < 0) {
            throw notAuthentic();
        }
        for (int i = content; i < length; i++) {
            // RFC 5246 §6.2.3.2: every byte of the padding must be right, or it is a bad_record_mac.
            if ((record[from + i] & 0xff) != padding) {
                throw notAuthentic();
            }
        }
        return content;
    }

    private static TlsException notAuthentic() {
        return BAD_RECORD_MAC.because("a record is not authentic: it was changed or sealed with other keys");
    }
}
