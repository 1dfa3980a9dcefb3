import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** One engine with what has arrived for it, and everything it has answered so far. */
public final class Side {
    public static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    public final SSLEngine engine;

    /** What every call has answered. */
    public final List<SSLEngineResult> results = new ArrayList<>();

    /** What has arrived and was not unwrapped yet. */
    public byte[] inbox = new byte[0];

    private final Buffers kind;

    Side(SSLEngine engine, Buffers kind) {
        this.engine = engine;
        this.kind = kind;
    }

    /** Wraps content with room for any record, and returns what came out. */
    public byte[] wrap(byte[] content) throws SSLException {
        ByteBuffer room = kind.room(engine.getSession().getPacketBufferSize());
        int start = room.position();
        ByteBuffer source = kind.holding(content);
        results.add(engine.wrap(source, room));
        return Buffers.between(room, start, room.position());
    }

    /** Wraps nothing. */
    public byte[] wrap() throws SSLException {
        return wrap(new byte[0]);
    }

    /** Unwraps what has arrived, once, with room for any record; what was consumed leaves the inbox. */
    public byte[] unwrap() throws SSLException {
        ByteBuffer room = kind.room(engine.getSession().getApplicationBufferSize());
        int start = room.position();
        ByteBuffer source = kind.holding(inbox);
        SSLEngineResult result = engine.unwrap(source, room);
        results.add(result);
        Expect.equal(inbox.length - result.bytesConsumed(), source.remaining(), "bytes left in the source");
        inbox = java.util.Arrays.copyOfRange(inbox, result.bytesConsumed(), inbox.length);
        return Buffers.between(room, start, room.position());
    }

    public void arrive(byte[] bytes) {
        inbox = Bytes.join(inbox, bytes);
    }

    public void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    public SSLEngineResult last() {
        return results.get(results.size() - 1);
    }

    public HandshakeStatus status() {
        return engine.getHandshakeStatus();
    }

    public void expectLast(Status status, HandshakeStatus handshake) {
        Expect.equal(status, last().getStatus(), "status");
        Expect.equal(handshake, last().getHandshakeStatus(), "handshake status");
    }

    public long timesFinished() {
        return results.stream()
                .filter(result -> result.getHandshakeStatus() == HandshakeStatus.FINISHED)
                .count();
    }
}
