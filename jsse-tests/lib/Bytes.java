import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Arrays of bytes, and the records in them. */
public final class Bytes {
    private Bytes() {}

    /** Bytes that look random, always the same for a length. */
    public static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** TLS records, each with its header (RFC 8446 §5.1). */
    public static List<byte[]> records(byte[] stream) {
        List<byte[]> records = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int length = 5 + ((stream[at + 3] & 0xff) << 8 | stream[at + 4] & 0xff);
            records.add(Arrays.copyOfRange(stream, at, at + length));
            at += length;
        }
        return records;
    }
}
