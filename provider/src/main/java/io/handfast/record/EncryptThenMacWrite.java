package io.handfast.record;

import io.handfast.crypto.Hmac;
import io.handfast.iana.ContentType;
import io.handfast.iana.ProtocolVersion;

/** Seals the records of a CBC suite with the MAC over the ciphertext (RFC 7366 §3). */
final class EncryptThenMacWrite implements WriteProtection {
    private final CbcEncryption encryption;
    private final Hmac hmac;
    private final ProtocolVersion version;
    private final MacInput macInput;
    private final SequenceNumber sequence = new SequenceNumber(Long.MAX_VALUE);

    /** Takes an HMAC that has its key. */
    EncryptThenMacWrite(CbcEncryption encryption, Hmac hmac, ProtocolVersion version) {
        this.encryption = encryption;
        this.hmac = hmac;
        this.version = version;
        this.macInput = new MacInput(version);
    }

    @Override
    public int maxOverhead() {
        return RecordHeader.LENGTH
                + encryption.explicitLength()
                + encryption.mostPadding()
                + hmac.hash().length();
    }

    @Override
    public boolean isProtected() {
        return true;
    }

    @Override
    public int seal(ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        int at = outOffset + RecordHeader.LENGTH;
        // The content moves first: in and out may overlap.
        System.arraycopy(in, inOffset, out, at + encryption.explicitLength(), length);
        int covered = encryption.encrypt(out, at, length);
        hmac.update(macInput.of(sequence.next(), type.code(), covered))
                .update(out, at, covered)
                .doFinal(out, at + covered);
        int fragment = covered + hmac.hash().length();
        RecordHeader.write(out, outOffset, type, version.code(), fragment);
        return RecordHeader.LENGTH + fragment;
    }

    @Override
    public long sealed() {
        return sequence.count();
    }

    @Override
    public boolean limitReached() {
        // Before TLS 1.3 there is no way to new keys but a renegotiation, and no limit below the sequence number's.
        return false;
    }
}
