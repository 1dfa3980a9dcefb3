package io.handfast.record;

import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.Aead;
import io.handfast.iana.ContentType;
import java.util.Arrays;

/** Seals the records of TLS 1.3: content to TLSInnerPlaintext to TLSCiphertext, without padding (RFC 8446 §5.2). */
final class AeadWrite13 implements WriteProtection {
    /** Records kept back for the KeyUpdate itself and for a flight that is already under way. */
    private static final long RESERVE = 1024;

    /** From so many bytes on a second call of the cipher, for the type behind the content, costs less than to move the content. */
    private static final int MOVED_BELOW = 8192;

    private static final byte[] APPLICATION_DATA = {(byte) ContentType.APPLICATION_DATA.code()};

    private final Aead aead;
    private final RecordNonce nonce;
    private final int tagLength;
    private final long byteLimit;
    private final SequenceNumber sequence;
    private long bytes;
    private int multiple = 1;
    private int most;

    AeadWrite13(Aead aead, Secret iv, int tagLength, long recordLimit, long byteLimit) {
        this.aead = aead;
        this.nonce = new RecordNonce(iv);
        this.tagLength = tagLength;
        this.byteLimit = byteLimit;
        this.sequence = new SequenceNumber(recordLimit);
    }

    @Override
    public int maxOverhead() {
        return RecordHeader.LENGTH + 1 + tagLength + multiple - 1;
    }

    @Override
    public int maxLength(int contentLength) {
        return RecordHeader.LENGTH + padded(contentLength) + 1 + tagLength;
    }

    @Override
    public void pad(int toMultiple, int upTo) {
        multiple = toMultiple;
        most = upTo;
    }

    @Override
    public void succeed(WriteProtection previous) {
        if (previous instanceof AeadWrite13 old) {
            aead.succeed(old.aead);
        }
    }

    @Override
    public boolean isProtected() {
        return true;
    }

    @Override
    public int seal(ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        int inner = padded(length) + 1;
        boolean moved = in == out || length < MOVED_BELOW || inner > length + 1 || type != ContentType.APPLICATION_DATA;
        int sealedLength = moved
                ? sealMoved(type, in, inOffset, length, inner, out, outOffset)
                : sealStraight(in, inOffset, length, out, outOffset);
        bytes += inner;
        return RecordHeader.LENGTH + sealedLength;
    }

    private int sealMoved(ContentType type, byte[] in, int inOffset, int length, int inner, byte[] out, int outOffset) {
        int from = outOffset + RecordHeader.LENGTH;
        // The content moves first: in and out may overlap.
        if (in != out || inOffset != from) {
            System.arraycopy(in, inOffset, out, from, length);
        }
        out[from + length] = (byte) type.code();
        // RFC 8446 §5.4: zeros behind the content type
        Arrays.fill(out, from + length + 1, from + inner, (byte) 0);
        writeHeader(inner, out, outOffset);
        return aead.seal(nonce.of(sequence.next()), out, outOffset, RecordHeader.LENGTH, out, from, inner, out, from);
    }

    private int sealStraight(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        writeHeader(length + 1, out, outOffset);
        return aead.seal(
                nonce.of(sequence.next()),
                out,
                outOffset,
                RecordHeader.LENGTH,
                in,
                inOffset,
                length,
                APPLICATION_DATA,
                out,
                outOffset + RecordHeader.LENGTH);
    }

    private void writeHeader(int inner, byte[] out, int outOffset) {
        RecordHeader.write(out, outOffset, ContentType.APPLICATION_DATA, RecordHeader.VERSION, inner + tagLength);
    }

    private int padded(int length) {
        int over = length % multiple;
        return over == 0 ? length : Math.max(length, Math.min(length + multiple - over, most));
    }

    @Override
    public long sealed() {
        return sequence.count();
    }

    @Override
    public boolean limitReached() {
        return sequence.left() <= RESERVE || bytes >= byteLimit;
    }
}
