package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.handfast.config.TlsConfig;
import io.handfast.record.OpenedRecord;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** A client and a server joined in memory, record by record, so that a test can meddle in between. */
final class Pair {
    private static final int MAX_ROUNDS = 1000;

    final TlsConnection client;
    final TlsConnection server;
    private final OpenedRecord opened = new OpenedRecord();

    Pair(TlsConfig clientConfig, TlsConfig serverConfig) {
        this(TlsConnection.client(clientConfig), TlsConnection.server(serverConfig));
    }

    Pair(TlsConnection client, TlsConnection server) {
        this.client = client;
        this.server = server;
    }

    /** What a meddler makes of a record on its way: nothing, one, or several. */
    @FunctionalInterface
    interface Meddler {
        Meddler HONEST = (fromClient, record, towards) -> towards.add(record);

        void pass(boolean fromClient, byte[] record, Deque<byte[]> towards);
    }

    Pair handshake() {
        return handshake(Meddler.HONEST);
    }

    /** Runs until nobody has anything to send; faults are found in {@link TlsConnection#failure}. */
    Pair handshake(Meddler meddler) {
        client.begin();
        server.begin();
        int rounds = 0;
        boolean moved = true;
        while (moved) {
            assertFalse(++rounds > MAX_ROUNDS, "the handshake does not come to an end");
            moved = flow(client, server, true, meddler);
            moved |= flow(server, client, false, meddler);
        }
        return this;
    }

    private boolean flow(TlsConnection from, TlsConnection to, boolean fromClient, Meddler meddler) {
        boolean moved = false;
        while (from.hasOutput()) {
            moved = true;
            Deque<byte[]> records = new ArrayDeque<>();
            meddler.pass(fromClient, drainOne(from), records);
            for (byte[] record : records) {
                deliver(to, record);
            }
        }
        return moved;
    }

    /** Gives a connection a record, with the tasks that follow; its own faults stay with it. */
    byte[] deliver(TlsConnection to, byte[] record) {
        byte[] content = new byte[0];
        if (to.failure() != null || to.inboundClosed()) {
            return content;
        }
        try {
            int length = to.recordLength(record, 0, record.length);
            if (length == record.length && to.receive(record, 0, record.length, opened) == Reception.APPLICATION_DATA) {
                content = Arrays.copyOfRange(opened.array(), opened.offset(), opened.offset() + opened.length());
            }
        } catch (RuntimeException fault) {
            if (fault != to.failure()) {
                throw fault;
            }
        }
        runTasks(to);
        return content;
    }

    static void runTasks(TlsConnection connection) {
        Runnable task = connection.task();
        while (task != null) {
            task.run();
            task = connection.task();
        }
        assertFalse(connection.busy(), "a step is due, but nobody was given it");
    }

    static byte[] drainOne(TlsConnection from) {
        byte[] record = new byte[from.outputLength()];
        from.drain(record, 0, record.length);
        return record;
    }

    static byte[] seal(TlsConnection from, byte[] content) {
        byte[] record = new byte[from.sealedLength(content.length)];
        return Arrays.copyOf(record, from.seal(content, 0, content.length, record, 0));
    }

    /** The records that stand one behind the other: TLS 1.0 makes two of one piece of application data. */
    static List<byte[]> records(byte[] sealed) {
        List<byte[]> records = new ArrayList<>();
        for (int at = 0; at < sealed.length; ) {
            int end = at + 5 + ((sealed[at + 3] & 0xff) << 8 | sealed[at + 4] & 0xff);
            records.add(Arrays.copyOfRange(sealed, at, end));
            at = end;
        }
        return records;
    }

    /** Sends content of any length across and returns what arrived. */
    byte[] transfer(TlsConnection from, TlsConnection to, byte[] content) {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        int limit = from.fragmentLimit();
        for (int at = 0; at < content.length; at += limit) {
            int end = Math.min(content.length, at + limit);
            while (from.hasOutput()) {
                deliver(to, drainOne(from));
            }
            for (byte[] record : records(seal(from, Arrays.copyOfRange(content, at, end)))) {
                arrived.writeBytes(deliver(to, record));
            }
        }
        return arrived.toByteArray();
    }
}
