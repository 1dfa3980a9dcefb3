import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A ClientHello as it is on the wire (RFC 8446 §4.1.2). */
public final class Hello {
    /** The types of extensions (RFC 6066, RFC 7627, RFC 5077, RFC 5746). */
    public static final int STATUS_REQUEST = 5;

    public static final int EXTENDED_MASTER_SECRET = 23;
    public static final int SESSION_TICKET = 35;
    public static final int RENEGOTIATION_INFO = 0xff01;

    /** TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746 §3.3). */
    public static final int EMPTY_RENEGOTIATION_INFO = 0x00ff;

    private final List<Integer> suites = new ArrayList<>();
    private final List<Integer> extensions = new ArrayList<>();

    /** The hello in a client's first flight, which is one record or more. */
    public Hello(byte[] flight) {
        byte[] message = new byte[0];
        for (byte[] record : Bytes.records(flight)) {
            message = Bytes.join(message, java.util.Arrays.copyOfRange(record, 5, record.length));
        }
        Expect.equal((byte) 1, message[0], "the type of a ClientHello");
        ByteBuffer in = ByteBuffer.wrap(message).position(4 + 2 + 32);
        in.position(in.position() + 1 + (in.get(in.position()) & 0xff));
        for (int left = in.getShort() & 0xffff; left > 0; left -= 2) {
            suites.add(in.getShort() & 0xffff);
        }
        in.position(in.position() + 1 + (in.get(in.position()) & 0xff));
        in.getShort();
        while (in.hasRemaining()) {
            extensions.add(in.getShort() & 0xffff);
            int length = in.getShort() & 0xffff;
            in.position(in.position() + length);
        }
    }

    /** What this engine says first. */
    public static Hello of(EnginePair pair) throws Exception {
        return new Hello(pair.client.wrap());
    }

    public boolean offers(int extension) {
        return extensions.contains(extension);
    }

    public boolean lists(int suite) {
        return suites.contains(suite);
    }
}
