package io.handfast.bench.primitive;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.crypto.aead.Aead;
import io.handfast.crypto.aead.AeadAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.crypto.AEADBadTagException;

/**
 * Records of TLS 1.3 by cipher and plain sockets alone: sealed here and written, read and opened in another thread, which works
 * at the same time (RFC 8446 §5.2). The reader takes what has come, up to {@value #READ_AHEAD} records at once.
 */
final class PlainTransfer implements Operation {
    private static final int HEADER = 5;
    private static final int READ_AHEAD = 4;

    private final AeadAlgorithm algorithm;
    private final Jca jca;
    private final Secret key;
    private final int inner;
    private final Aead sealing;
    private final ByteBuffer nonce;
    private final byte[] plain;
    private final byte[] record;
    private final PlainServer server;
    private final Socket socket;
    private final OutputStream out;
    private final CompletableFuture<Integer> opened = new CompletableFuture<>();
    private final CompletableFuture<Boolean> accepted = new CompletableFuture<>();

    /** Connects; each record has so many bytes of content. */
    PlainTransfer(Jca jca, AeadAlgorithm algorithm, Secret key, int size) throws IOException {
        this.algorithm = algorithm;
        this.jca = jca;
        this.key = key;
        this.inner = size + 1;
        sealing = algorithm.sealing(jca, key);
        nonce = ByteBuffer.allocate(algorithm.nonceLength());
        plain = new byte[inner];
        record = new byte[HEADER + inner + algorithm.tagLength()];
        server = new PlainServer(this::open);
        socket = server.connect();
        out = socket.getOutputStream();
        // A server that is closed before it has taken the connection would lose it, and all that was sent.
        accepted.join();
    }

    @Override
    public int run() throws IOException {
        int sealed = sealing.seal(nonce.array(), record, 0, HEADER, plain, 0, inner, record, HEADER);
        next(nonce);
        out.write(record);
        return sealed;
    }

    /** How many records were opened, once the connection has ended; the fault if one did not open. */
    Future<Integer> opened() {
        return opened;
    }

    private void open(Socket from) throws IOException {
        accepted.complete(true);
        try {
            opened.complete(openAll(from.getInputStream()));
        } catch (IOException | AEADBadTagException fault) {
            opened.completeExceptionally(fault);
            throw new IOException("the transfer ended before its time", fault);
        }
    }

    private int openAll(InputStream in) throws IOException, AEADBadTagException {
        Aead opening = algorithm.opening(jca, key);
        ByteBuffer expected = ByteBuffer.allocate(algorithm.nonceLength());
        byte[] arrived = new byte[READ_AHEAD * record.length];
        byte[] content = new byte[inner];
        int count = 0;
        int end = 0;
        for (int read = in.read(arrived); read >= 0; read = in.read(arrived, end, arrived.length - end)) {
            end += read;
            int start = 0;
            for (; end - start >= record.length; start += record.length) {
                int from = start + HEADER;
                opening.open(
                        expected.array(), arrived, start, HEADER, arrived, from, record.length - HEADER, content, 0);
                next(expected);
                count++;
            }
            System.arraycopy(arrived, start, arrived, 0, end - start);
            end -= start;
        }
        return count;
    }

    private static void next(ByteBuffer nonce) {
        nonce.putLong(0, nonce.getLong(0) + 1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        server.close();
    }
}
