import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A ClientHello or a ServerHello, as it leads a flight (RFC 8446 §4.1.2, §4.1.3). */
public final class Hello {
    // Types of extensions (RFC 6066 §8, RFC 7627 §5.1, RFC 5077 §3.2, RFC 5746 §3.2)
    public static final int SERVER_NAME = 0;
    public static final int STATUS_REQUEST = 5;
    public static final int EXTENDED_MASTER_SECRET = 23;
    public static final int SESSION_TICKET = 35;
    public static final int RENEGOTIATION_INFO = 0xff01;

    private static final byte CLIENT_HELLO = 1;

    /** The record's type and version, and the message's type. */
    private final byte[] header;

    private final byte[] beforeExtensions;
    private final Map<Integer, byte[]> extensions = new LinkedHashMap<>();
    /** How many bytes of other messages are in the record, and all that follows the hello. */
    private final int rest;

    private final byte[] behind;

    /** The first message of the flight, whose first record holds all of it. */
    public Hello(byte[] flight) {
        byte[] record = Bytes.records(flight).get(0);
        ByteBuffer in = ByteBuffer.wrap(record).position(5);
        byte type = in.get();
        int end = in.position() + 3 + ((in.get() & 0xff) << 16 | in.getShort() & 0xffff);
        in.position(in.position() + 2 + 32);
        skip(in, in.get() & 0xff);
        if (type == CLIENT_HELLO) {
            skip(in, in.getShort() & 0xffff);
            skip(in, in.get() & 0xff);
        } else {
            skip(in, 3);
        }
        beforeExtensions = Arrays.copyOfRange(record, 5 + 4, in.position());
        in.getShort();
        while (in.position() < end) {
            int extension = in.getShort() & 0xffff;
            byte[] body = new byte[in.getShort() & 0xffff];
            in.get(body);
            extensions.put(extension, body);
        }
        header = new byte[] {record[0], record[1], record[2], type};
        behind = Bytes.join(
                Arrays.copyOfRange(record, end, record.length),
                Arrays.copyOfRange(flight, record.length, flight.length));
        rest = record.length - end;
    }

    /** What this pair's client says first. */
    public static Hello of(EnginePair pair) throws Exception {
        return new Hello(pair.client.wrap());
    }

    public boolean has(int extension) {
        return extensions.containsKey(extension);
    }

    /** The flight as it would be without this extension, which is there. */
    public byte[] without(int extension) {
        Expect.that(extensions.remove(extension) != null, "the hello has the extension " + extension);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        extensions.forEach((type, body) -> {
            block.writeBytes(number(type, 2));
            block.writeBytes(number(body.length, 2));
            block.writeBytes(body);
        });
        byte[] message = Bytes.join(beforeExtensions, number(block.size(), 2), block.toByteArray());
        return Bytes.join(
                Arrays.copyOf(header, 3),
                number(4 + message.length + rest, 2),
                new byte[] {header[3]},
                number(message.length, 3),
                message,
                behind);
    }

    private static void skip(ByteBuffer in, int length) {
        in.position(in.position() + length);
    }

    private static byte[] number(int value, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (value >> 8 * (length - 1 - i));
        }
        return bytes;
    }
}
