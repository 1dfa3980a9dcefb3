package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.ClientAuthentication;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.iana.ProtocolVersion;
import io.handfast.record.OpenedRecord;
import io.handfast.session.Sessions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets that leave with the server's flight, because nothing is left to be learned from the client (RFC 8446 §4.6.1). */
class EarlyTicketsTest extends KeepsSessions {
    /** ServerHello, ChangeCipherSpec, then EncryptedExtensions to Finished. */
    private static final int WITHOUT_TICKETS = 3;

    EarlyTicketsTest() {
        super(ProtocolVersion.TLS13);
    }

    private static List<byte[]> drain(TlsConnection connection) {
        List<byte[]> records = new ArrayList<>();
        while (connection.hasOutput()) {
            records.add(Pair.drainOne(connection));
        }
        return records;
    }

    /** The server's flight, which the client has not got yet. */
    private static List<byte[]> flight(Pair pair) {
        pair.client.begin();
        pair.server.begin();
        byte[] hello = Pair.drainOne(pair.client);
        pair.server.receive(hello, 0, hello.length, new OpenedRecord());
        Pair.runTasks(pair.server);
        return drain(pair.server);
    }

    private Pair pair(TlsConfigBuilder server) {
        return new Pair(client().build(), server.build());
    }

    /** What the client has after a full handshake, and what the server sends once the client has finished. */
    private static int recordsBehindTheClientsFinished(Pair pair, List<byte[]> flight) {
        flight.forEach(record -> pair.deliver(pair.client, record));
        drain(pair.client).forEach(record -> pair.deliver(pair.server, record));
        assertTrue(pair.server.connected());
        List<byte[]> last = drain(pair.server);
        last.forEach(record -> pair.deliver(pair.client, record));
        assertTrue(pair.client.connected());
        return last.size();
    }

    @Test
    void leaveWithTheServersFlight() {
        for (boolean resumed : new boolean[] {false, true}) {
            Pair pair = pair(server());
            List<byte[]> flight = flight(pair);
            assertEquals(WITHOUT_TICKETS + 1, flight.size());
            assertEquals(0, recordsBehindTheClientsFinished(pair, flight));
            assertEquals(2, clientSessions.client().size());
            assertEquals(resumed, pair.client.facts().resumed());
        }
    }

    /** A client that has not answered yet is nobody to keep something for. */
    @Test
    void comeAfterTheClientWhereTheyNameWhatIsKept() {
        Sessions kept = serverSessions.withTickets(false, 2, true);
        Pair pair = pair(server().sessions(kept));
        List<byte[]> flight = flight(pair);
        assertEquals(WITHOUT_TICKETS, flight.size());
        assertEquals(0, kept.server().size());
        assertEquals(1, recordsBehindTheClientsFinished(pair, flight));
        assertEquals(2, kept.server().size());
        assertEquals(2, clientSessions.client().size());
    }

    /** The session is to hold who the client is. */
    @ParameterizedTest
    @ValueSource(strings = {"WANTED", "REQUIRED"})
    void comeAfterTheClientWhereItIsAskedWhoItIs(String wish) {
        Pair pair = pair(server().clientAuthentication(ClientAuthentication.valueOf(wish)));
        List<byte[]> flight = flight(pair);
        assertEquals(WITHOUT_TICKETS, flight.size());
        assertEquals(1, recordsBehindTheClientsFinished(pair, flight));
        Pair second = pair(server().clientAuthentication(ClientAuthentication.valueOf(wish)))
                .handshake();
        assertTrue(second.server.facts().resumed());
        assertEquals(
                clientPorts.identities().get(0).chain(), second.server.facts().peerCertificates());
    }

    /** A server that issues none has nothing to say behind its Finished. */
    @Test
    void thereAreNoneWhereNoneAreWanted() {
        Pair pair = pair(server().sessions(serverSessions.withTickets(true, 0, true)));
        List<byte[]> flight = flight(pair);
        assertEquals(WITHOUT_TICKETS, flight.size());
        assertEquals(0, recordsBehindTheClientsFinished(pair, flight));
        assertEquals(0, clientSessions.client().size());
    }
}
