package io.handfast.record;

import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.Aead;
import io.handfast.iana.ContentType;

/** Seals the records of TLS 1.2 under an AEAD suite: GenericAEADCipher (RFC 5246 §6.2.3.3). */
final class AeadWrite12 implements WriteProtection {
    private final Aead aead;
    private final Aead12 construction;
    private final int tagLength;
    private final SequenceNumber sequence = new SequenceNumber(Long.MAX_VALUE);

    AeadWrite12(Aead aead, Secret iv, int tagLength) {
        this.aead = aead;
        this.construction = new Aead12(iv);
        this.tagLength = tagLength;
    }

    @Override
    public int maxOverhead() {
        return RecordHeader.LENGTH + construction.explicitLength() + tagLength;
    }

    @Override
    public int contentOffset() {
        return RecordHeader.LENGTH + construction.explicitLength();
    }

    @Override
    public boolean isProtected() {
        return true;
    }

    @Override
    public int seal(ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        long number = sequence.next();
        int explicit = construction.explicitLength();
        int explicitAt = outOffset + RecordHeader.LENGTH;
        int from = explicitAt + explicit;
        int at = inOffset;
        if (in == out) {
            // The content moves first: what is written before it may lie where it is.
            System.arraycopy(in, inOffset, out, from, length);
            at = from;
        }
        RecordHeader.write(out, outOffset, type, RecordHeader.VERSION, explicit + length + tagLength);
        if (explicit > 0) {
            // RFC 5288 §3: the explicit part must never repeat under one key; the sequence number does not.
            SequenceNumber.write(number, out, explicitAt);
        }
        byte[] additional = construction.additional(number, out, outOffset, length);
        byte[] nonce = construction.nonce(number, out, explicitAt);
        int sealedLength = aead.seal(nonce, additional, 0, additional.length, in, at, length, out, from);
        return RecordHeader.LENGTH + explicit + sealedLength;
    }

    @Override
    public long sealed() {
        return sequence.count();
    }

    @Override
    public boolean limitReached() {
        // TLS 1.2 has no way to new keys but a renegotiation, and its RFCs set no limit below the sequence number's.
        return false;
    }
}
