package io.handfast.record;

import io.handfast.iana.ContentType;
import io.handfast.iana.HandshakeType;

/** Records before any key is there: TLSPlaintext (RFC 8446 §5.1). */
final class PlaintextWrite implements WriteProtection {
    private final int version;
    private long sealed;

    /** @param version what the records say, but for that of an initial ClientHello */
    PlaintextWrite(int version) {
        this.version = version;
    }

    @Override
    public int maxOverhead() {
        return RecordHeader.LENGTH;
    }

    @Override
    public boolean isProtected() {
        return false;
    }

    @Override
    public int seal(ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        if (type == ContentType.APPLICATION_DATA) {
            throw new IllegalStateException("application data must not leave without protection");
        }
        // RFC 8446 §5.1: every record says 0x0303, or the older version that was settled; only that of the initial
        // ClientHello may say 0x0301, which old
        // servers and middleboxes want.
        boolean initialClientHello = sealed == 0
                && type == ContentType.HANDSHAKE
                && length > 0
                && in[inOffset] == HandshakeType.CLIENT_HELLO.code();
        System.arraycopy(in, inOffset, out, outOffset + RecordHeader.LENGTH, length);
        RecordHeader.write(out, outOffset, type, initialClientHello ? RecordHeader.INITIAL_VERSION : version, length);
        sealed++;
        return RecordHeader.LENGTH + length;
    }

    @Override
    public long sealed() {
        return sealed;
    }

    @Override
    public boolean limitReached() {
        return false;
    }
}
