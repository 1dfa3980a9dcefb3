package io.handfast.connection;

import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;

import io.handfast.record.RecordHeader;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a server does with early data: keeps it apart until the program asks for it, or passes over it, both up to a limit
 * (RFC 8446 §4.2.10).
 */
final class EarlyInput {
    /** The type byte and the tag, which every protected record has beside its content. */
    private static final int LEAST_EXPANSION = 17;

    private static final byte[] NOTHING = new byte[0];

    private enum Mode {
        NONE,
        TAKE,
        SKIP
    }

    private Mode mode = Mode.NONE;
    private long limit;
    private long counted;
    private @Nullable ByteArrayOutputStream kept;

    void take(long most) {
        mode = Mode.TAKE;
        limit = most;
    }

    void skip(long most) {
        mode = Mode.SKIP;
        limit = most;
    }

    /** No more early data comes; what was kept stays. */
    void end() {
        mode = Mode.NONE;
    }

    boolean takes() {
        return mode == Mode.TAKE;
    }

    boolean skips() {
        return mode == Mode.SKIP;
    }

    void add(byte[] array, int offset, int length) {
        // RFC 8446 §4.6.1: content alone counts, neither padding nor type; more than allowed is unexpected_message
        counted += length;
        if (counted > limit) {
            throw UNEXPECTED_MESSAGE.because(
                    "the client sent more than the " + limit + " bytes of early data that its " + "ticket allows");
        }
        ByteArrayOutputStream all = kept == null ? new ByteArrayOutputStream(length) : kept;
        all.write(array, offset, length);
        kept = all;
    }

    /** A record, of this length, was passed over. */
    void count(int recordLength) {
        counted += Math.max(1, recordLength - RecordHeader.LENGTH - LEAST_EXPANSION);
        if (counted > limit) {
            throw UNEXPECTED_MESSAGE.because("the client sent more than " + limit + " bytes of early data, or of "
                    + "records sealed with other keys, where none is accepted");
        }
    }

    /** What was kept since the last call. */
    byte[] read() {
        byte[] content = kept == null ? NOTHING : kept.toByteArray();
        kept = null;
        return content;
    }
}
