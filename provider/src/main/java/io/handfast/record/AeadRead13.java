package io.handfast.record;

import static io.handfast.alert.AlertDescription.BAD_RECORD_MAC;
import static io.handfast.alert.AlertDescription.RECORD_OVERFLOW;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.Aead;
import io.handfast.iana.ContentType;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/** Opens the records of TLS 1.3: TLSCiphertext to TLSInnerPlaintext to content (RFC 8446 §5.2, §5.4). */
final class AeadRead13 implements ReadProtection {
    /** What a record may be longer than its content: type byte, padding and tag together. */
    static final int MAX_EXPANSION = 256;

    private final Aead aead;
    private final RecordNonce nonce;
    private final long byteLimit;
    private final SequenceNumber sequence = new SequenceNumber(Long.MAX_VALUE);
    private long bytes;

    AeadRead13(Aead aead, Secret iv, long byteLimit) {
        this.aead = aead;
        this.nonce = new RecordNonce(iv);
        this.byteLimit = byteLimit;
    }

    @Override
    public int fragmentLimit() {
        return RecordHeader.MAX_PLAINTEXT + MAX_EXPANSION;
    }

    @Override
    public void succeed(ReadProtection previous) {
        if (previous instanceof AeadRead13 old) {
            aead.succeed(old.aead);
        }
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
        requireProtectedType(record, offset, length);
        int fragment = length - RecordHeader.LENGTH;
        // RFC 8446 §5.2: more than 2^14 + 256 bytes is a record_overflow.
        if (fragment > fragmentLimit()) {
            throw RECORD_OVERFLOW.because("a protected record has " + fragment + " bytes, more than 2^14 + 256");
        }
        int from = offset + RecordHeader.LENGTH;
        byte[] target = result.target(record);
        int to = result.placed(offset, from);
        int inner = decrypt(record, offset, fragment, target, to);
        // RFC 8446 §5.4: content, type and padding together are at most 2^14 + 1 bytes.
        if (inner > RecordHeader.MAX_PLAINTEXT + 1) {
            throw RECORD_OVERFLOW.because("a record carries " + (inner - 1) + " bytes, more than 2^14");
        }
        int typeAt = to + inner - 1;
        while (typeAt >= to && target[typeAt] == 0) {
            typeAt--;
        }
        // RFC 8446 §5.4: without any non-zero byte there is no type, which is an unexpected_message.
        if (typeAt < to) {
            throw UNEXPECTED_MESSAGE.because("a record has no content type, only padding");
        }
        int content = typeAt - to;
        bytes += content;
        result.set(innerType(target[typeAt] & 0xff), target, to, content, inner - 1 - content);
    }

    @Override
    public long opened() {
        return sequence.count();
    }

    @Override
    public boolean limitReached() {
        return bytes >= byteLimit;
    }

    private int decrypt(byte[] record, int offset, int fragment, byte[] target, int to) {
        int from = offset + RecordHeader.LENGTH;
        try {
            int inner = aead.open(
                    nonce.of(sequence.upcoming()),
                    record,
                    offset,
                    RecordHeader.LENGTH,
                    record,
                    from,
                    fragment,
                    target,
                    to);
            // RFC 8446 §4.2.10: a record that does not open may be early data to be passed over, and then has no
            // number.
            sequence.next();
            return inner;
        } catch (AEADBadTagException notAuthentic) {
            // RFC 8446 §5.2: whatever is wrong with it, the answer is bad_record_mac.
            throw BAD_RECORD_MAC.because("a record is not authentic: it was changed or sealed with other keys");
        }
    }

    private static void requireProtectedType(byte[] record, int offset, int length) {
        ContentType outer = RecordHeader.type(record, offset);
        if (outer != ContentType.APPLICATION_DATA) {
            throw unprotected(outer, record, offset, length);
        }
    }

    /** RFC 8446 §5: once keys are on, a record outside of the protection is an unexpected_message. */
    private static TlsException unprotected(ContentType outer, byte[] record, int offset, int length) {
        String what = "an unprotected " + outer.name().toLowerCase(Locale.ROOT) + " record came where only "
                + "protected ones may be";
        if (outer == ContentType.ALERT && length == RecordHeader.LENGTH + 2) {
            // Not to be acted on, since anybody may have sent it, but it tells a person much.
            what += "; it says " + AlertDescription.nameOf(record[offset + RecordHeader.LENGTH + 1] & 0xff);
        }
        return UNEXPECTED_MESSAGE.because(what);
    }

    private static ContentType innerType(int code) {
        Optional<ContentType> type = ContentType.of(code);
        // RFC 8446 §5: a protected change_cipher_spec, or a type nobody knows, is an unexpected_message.
        if (type.isEmpty() || type.get() == ContentType.CHANGE_CIPHER_SPEC) {
            throw UNEXPECTED_MESSAGE.because("a protected record has the content type " + code);
        }
        return type.get();
    }
}
