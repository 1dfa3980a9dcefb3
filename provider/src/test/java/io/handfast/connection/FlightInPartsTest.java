package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.TlsConfig;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.iana.ProtocolVersion;
import io.handfast.record.OpenedRecord;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's flight of TLS 1.3, whose first part may be on its way while the server signs (RFC 8446 §4.4). */
class FlightInPartsTest extends KeepsSessions {
    private static final Identity SERVER = CA.localhost(KeyKind.EC_P256);

    FlightInPartsTest() {
        super(ProtocolVersion.TLS13);
    }

    /** A key that nobody can sign with. */
    private record Nobodys(String algorithm) implements PrivateKey {
        private static final long serialVersionUID = 1L;

        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public @Nullable String getFormat() {
            return null;
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }
    }

    private static TlsConfigBuilder config(Identity... identities) {
        return new Ports(CA.root(), identities).config();
    }

    private static Pair pair(TlsConfig server) {
        return new Pair(config(SERVER).build(), server);
    }

    /** Gives the server the ClientHello, and no task. */
    private static void greet(Pair pair) {
        pair.client.begin();
        pair.server.begin();
        byte[] hello = Pair.drainOne(pair.client);
        pair.server.receive(hello, 0, hello.length, new OpenedRecord());
    }

    private static List<byte[]> drain(TlsConnection connection) {
        List<byte[]> records = new ArrayList<>();
        while (connection.hasOutput()) {
            records.add(Pair.drainOne(connection));
        }
        return records;
    }

    private static void runTask(TlsConnection connection) {
        Runnable task = connection.task();
        assertNotNull(task, "no step is due");
        task.run();
    }

    @Test
    void theChainIsOnItsWayBeforeTheSignature() {
        Pair pair = pair(config(SERVER).build());
        pair.server.sendInParts();
        greet(pair);
        runTask(pair.server);

        List<byte[]> first = drain(pair.server);
        // ServerHello, ChangeCipherSpec, and EncryptedExtensions with Certificate
        assertEquals(3, first.size());
        assertTrue(pair.server.busy(), "the signature is due");
        first.forEach(record -> pair.deliver(pair.client, record));
        assertNull(pair.client.failure());
        assertFalse(pair.client.hasOutput(), "the client waits for the proof");

        runTask(pair.server);
        List<byte[]> second = drain(pair.server);
        // CertificateVerify and Finished
        assertEquals(1, second.size());
        assertTrue(pair.server.busy(), "the keys of application data are due");
        second.forEach(record -> pair.deliver(pair.client, record));
        runTask(pair.server);
        assertFalse(pair.server.hasOutput());
        assertTrue(pair.server.busy(), "what the client's Finished leads to is due");
        runTask(pair.server);
        assertFalse(pair.server.busy());
        pair.handshake();
        assertTrue(pair.client.connected());
        assertTrue(pair.server.connected());
    }

    /** The keys of application data are made while the server reads. */
    @Test
    void theClientsFinishedIsOnItsWayBeforeItsKeysAreMade() {
        Pair pair = pair(config(SERVER).build());
        pair.client.sendInParts();
        deliverFlight(pair);
        assertTrue(pair.client.busy(), "the keys are due");
        assertFalse(pair.client.connected());
        // ChangeCipherSpec and Finished
        List<byte[]> flight = drain(pair.client);
        assertEquals(2, flight.size());
        flight.forEach(record -> pair.deliver(pair.server, record));
        assertTrue(pair.server.connected());
        runTask(pair.client);
        assertTrue(pair.client.connected());
        pair.handshake();
        byte[] content = {1, 2, 3};
        assertArrayEquals(content, pair.transfer(pair.client, pair.server, content));
        assertArrayEquals(content, pair.transfer(pair.server, pair.client, content));
    }

    /** Nobody could read what the client says between its Finished and the keys of application data. */
    @Test
    void betweenTheKeysAClientEndsWithoutAWord() {
        Pair pair = pair(config(SERVER).build());
        pair.client.sendInParts();
        deliverFlight(pair);
        pair.client.closeOutbound();
        List<byte[]> flight = drain(pair.client);
        assertEquals(2, flight.size(), "there is more than ChangeCipherSpec and Finished");
        flight.forEach(record -> pair.deliver(pair.server, record));
        assertTrue(pair.server.connected());
        assertNull(pair.server.failure());
    }

    /** Hands the client the server's flight, and runs its tasks up to the one that makes the keys of application data. */
    private static void deliverFlight(Pair pair) {
        greet(pair);
        Pair.runTasks(pair.server);
        for (byte[] record : drain(pair.server)) {
            if (!pair.client.hasOutput()) {
                int length = pair.client.recordLength(record, 0, record.length);
                pair.client.receive(record, 0, length, new OpenedRecord());
            }
            while (pair.client.busy() && !pair.client.hasOutput()) {
                runTask(pair.client);
            }
        }
    }

    @Test
    void withoutPartsItIsOneStepAndOneFlight() {
        Pair pair = pair(config(SERVER).build());
        greet(pair);
        runTask(pair.server);
        assertEquals(3, drain(pair.server).size());
        assertFalse(pair.server.busy());
    }

    /** What fails after the first part is told under the keys that this part has settled. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeyThatDoesNotSign(boolean parts) {
        Pair pair = pair(config(new Identity(new Nobodys("EC"), SERVER.chain())).build());
        if (parts) {
            pair.server.sendInParts();
        }
        greet(pair);
        runTask(pair.server);
        assertEquals(parts, pair.server.failure() == null);
        if (parts) {
            runTask(pair.server);
        }
        TlsException failure = assertInstanceOf(TlsException.class, pair.server.failure());
        assertEquals(AlertDescription.INTERNAL_ERROR, failure.alert());
        List<byte[]> records = drain(pair.server);
        assertEquals(parts ? 4 : 1, records.size());
        records.forEach(record -> pair.deliver(pair.client, record));
        PeerAlertException told = assertInstanceOf(PeerAlertException.class, pair.client.failure());
        assertEquals(AlertDescription.INTERNAL_ERROR.ianaName(), told.alertName());
    }

    /** A source of randomness that has nothing for what hides a ticket's age. */
    private static final class NothingForTickets extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] out) {
            if (out.length == Integer.BYTES) {
                throw new ProviderException("no entropy");
            }
            super.nextBytes(out);
        }
    }

    /** Its Finished has left, but so has nothing under the keys of the handshake since: the client can read what is wrong. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ticketsThatCannotBeMade(boolean parts) {
        Pair pair = new Pair(
                client().build(), server().random(new NothingForTickets()).build());
        if (parts) {
            pair.server.sendInParts();
        }
        greet(pair);
        Pair.runTasks(pair.server);
        assertEquals(
                AlertDescription.INTERNAL_ERROR,
                assertInstanceOf(TlsException.class, pair.server.failure()).alert());
        drain(pair.server).forEach(record -> pair.deliver(pair.client, record));
        PeerAlertException told = assertInstanceOf(PeerAlertException.class, pair.client.failure());
        assertEquals(AlertDescription.INTERNAL_ERROR.code(), told.code());
    }

    /** Client certificates and resumption go their way, and so does the older version. */
    @ParameterizedTest
    @EnumSource(
            value = ProtocolVersion.class,
            names = {"TLS12", "TLS13"})
    void handshakesCompleteInParts(ProtocolVersion version) {
        for (boolean resumed : new boolean[] {false, true}) {
            Pair pair = new Pair(
                    client().versions(List.of(version)).build(),
                    server().clientAuthentication(ClientAuthentication.REQUIRED).build());
            pair.client.sendInParts();
            pair.server.sendInParts();
            pair.handshake();
            assertTrue(pair.client.connected());
            assertTrue(pair.server.connected());
            assertEquals(resumed, pair.server.facts().resumed());
            assertEquals(
                    clientPorts.identities().get(0).chain(), pair.server.facts().peerCertificates());
        }
    }
}
