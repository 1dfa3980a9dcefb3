package io.handfast.record;

import io.handfast.crypto.Hmac;
import io.handfast.iana.ContentType;
import io.handfast.iana.ProtocolVersion;

/** Seals the records of a CBC suite, the MAC encrypted along: GenericBlockCipher (RFC 5246 §6.2.3.2). */
final class CbcWrite implements WriteProtection {
    private final CbcEncryption encryption;
    private final Hmac hmac;
    private final ProtocolVersion version;
    private final MacInput macInput;
    private final SequenceNumber sequence = new SequenceNumber(Long.MAX_VALUE);

    /** Takes an HMAC that has its key. */
    CbcWrite(CbcEncryption encryption, Hmac hmac, ProtocolVersion version) {
        this.encryption = encryption;
        this.hmac = hmac;
        this.version = version;
        this.macInput = new MacInput(version);
    }

    @Override
    public int maxOverhead() {
        return RecordHeader.LENGTH + encryption.explicitLength() + hmac.hash().length() + encryption.mostPadding();
    }

    @Override
    public boolean isProtected() {
        return true;
    }

    @Override
    public int seal(ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        int at = outOffset + RecordHeader.LENGTH;
        int from = at + encryption.explicitLength();
        // The content moves first: in and out may overlap.
        System.arraycopy(in, inOffset, out, from, length);
        hmac.update(macInput.of(sequence.next(), type.code(), length))
                .update(out, from, length)
                .doFinal(out, from + length);
        int fragment = encryption.encrypt(out, at, length + hmac.hash().length());
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
