package io.handfast.keyschedule;

import static io.handfast.iana.ContentType.ALERT;
import static io.handfast.iana.ContentType.APPLICATION_DATA;
import static io.handfast.iana.ContentType.CHANGE_CIPHER_SPEC;
import static io.handfast.iana.ContentType.HANDSHAKE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.crypto.HashAlgorithm;
import io.handfast.crypto.Hkdf;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.iana.ProtocolVersion;
import io.handfast.record.Protections;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuite13;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.RecordPipe;
import io.handfast.testing.Trace;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Connections between two OpenSSL programs, recorded with their key log: our keys open their records, our Finished is
 * theirs, our exporter gives their value.
 */
class OpenSslConnectionTest {
    private static final String EXPORT_LABEL = "EXPERIMENTAL handfast";
    private static final int EXPORT_LENGTH = 40;

    private final Jca jca = Jca.of(Jca.Source.AUTO);

    @ParameterizedTest
    @ValueSource(strings = {"aes128-gcm-sha256", "aes256-gcm-sha384", "chacha20-poly1305"})
    void tls12(String name) {
        Trace trace = Trace.read("openssl/tls12-" + name + ".txt");
        List<byte[]> client = records(trace, "client");
        List<byte[]> server = records(trace, "server");
        RecordPipe fromClient = new RecordPipe();
        RecordPipe fromServer = new RecordPipe();

        Bytes clientHello = fromClient.open(client.get(0), HANDSHAKE);
        Bytes serverFlight = openUntilChangeCipherSpec(fromServer, server, 0);
        Bytes clientFlight = openUntilChangeCipherSpec(fromClient, client, 1);
        CipherSuite12 suite = (CipherSuite12) suite(serverFlight);
        byte[] clientRandom = clientHello.slice(6, 32).toArray();
        byte[] serverRandom = serverFlight.slice(6, 32).toArray();

        Prf prf = new Prf(jca, suite.hash());
        MasterSecret12 master = MasterSecret12.resumed(prf, keyLog(trace, "CLIENT_RANDOM"));
        CipherSpec spec = new CipherSpec(ProtocolVersion.TLS12, suite, false);
        KeyBlock keys = master.keyBlock(spec, clientRandom, serverRandom);
        fromClient.reader().switchTo(Protections.read12(jca, spec, keys.client()));
        fromServer.reader().switchTo(Protections.read12(jca, spec, keys.server()));

        Transcript transcript = new Transcript(jca);
        transcript.hashWith(suite.hash());
        transcript.add(clientHello);
        transcript.add(serverFlight);
        transcript.add(clientFlight);
        int at = indexOfChangeCipherSpec(client) + 1;
        Bytes clientFinished = fromClient.open(client.get(at), HANDSHAKE);
        assertEquals(finished(master.clientVerifyData(transcript.hash())), clientFinished);
        transcript.add(clientFinished);
        int serverAt = indexOfChangeCipherSpec(server) + 1;
        Bytes serverFinished = fromServer.open(server.get(serverAt), HANDSHAKE);
        assertEquals(finished(master.serverVerifyData(transcript.hash())), serverFinished);

        assertEquals("hello from the client\n", text(fromClient.open(client.get(at + 1), APPLICATION_DATA)));
        assertEquals("hello from the server\n", text(fromServer.open(server.get(serverAt + 1), APPLICATION_DATA)));
        assertEquals(Bytes.hex("0100"), fromClient.open(client.get(at + 2), ALERT));

        Secret exported =
                Exporter12.export(prf, master.secret(), EXPORT_LABEL, clientRandom, serverRandom, null, EXPORT_LENGTH);
        assertEquals(expectedExport(trace), Bytes.copyOf(exported.reveal()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes-256-gcm-sha384", "chacha20-poly1305-sha256"})
    void tls13(String name) {
        Trace trace = Trace.read("openssl/tls13-" + name + ".txt");
        List<byte[]> client = records(trace, "client");
        List<byte[]> server = records(trace, "server");
        RecordPipe fromClient = new RecordPipe();
        RecordPipe fromServer = new RecordPipe();

        Bytes clientHello = fromClient.open(client.get(0), HANDSHAKE);
        Bytes serverHello = fromServer.open(server.get(0), HANDSHAKE);
        CipherSuite13 suite = (CipherSuite13) suite(serverHello);
        HashAlgorithm hash = suite.hash();
        TrafficSecret clientSecret = trafficSecret(hash, trace, "CLIENT_HANDSHAKE_TRAFFIC_SECRET");
        TrafficSecret serverSecret = trafficSecret(hash, trace, "SERVER_HANDSHAKE_TRAFFIC_SECRET");
        fromClient.reader().switchTo(Protections.read13(jca, suite, clientSecret));
        fromServer.reader().switchTo(Protections.read13(jca, suite, serverSecret));

        Transcript transcript = new Transcript(jca);
        transcript.hashWith(hash);
        transcript.add(clientHello);
        transcript.add(serverHello);
        int at = 1;
        int finishedLength = 4 + hash.length();
        Bytes message = Bytes.empty();
        while (message.isEmpty() || message.at(0) != 20) {
            byte[] next = server.get(at++);
            if (!fromServer.reader().isCompatibilityChangeCipherSpec(next, 0, next.length)) {
                transcript.add(message);
                message = fromServer.open(next, HANDSHAKE);
            }
        }
        assertEquals(finishedLength, message.length());
        assertEquals(finished(serverSecret.verifyData(transcript.hash())), message);
        transcript.add(message);

        int clientAt = indexOfChangeCipherSpec(client) + 1;
        Bytes clientFinished = fromClient.open(client.get(clientAt), HANDSHAKE);
        assertEquals(finished(clientSecret.verifyData(transcript.hash())), clientFinished);

        fromClient
                .reader()
                .switchTo(Protections.read13(jca, suite, trafficSecret(hash, trace, "CLIENT_TRAFFIC_SECRET_0")));
        fromServer
                .reader()
                .switchTo(Protections.read13(jca, suite, trafficSecret(hash, trace, "SERVER_TRAFFIC_SECRET_0")));
        assertEquals("hello from the client\n", text(fromClient.open(client.get(clientAt + 1), APPLICATION_DATA)));
        assertEquals("hello from the server\n", text(fromServer.open(server.get(at), APPLICATION_DATA)));

        Secret exported = Exporter13.export(
                jca, hash, keyLog(trace, "EXPORTER_SECRET"), EXPORT_LABEL, new byte[0], EXPORT_LENGTH);
        assertEquals(expectedExport(trace), Bytes.copyOf(exported.reveal()));
    }

    private TrafficSecret trafficSecret(HashAlgorithm hash, Trace trace, String label) {
        return new TrafficSecret(new Hkdf(jca, hash), keyLog(trace, label));
    }

    private static Secret keyLog(Trace trace, String label) {
        return Secret.copyOf(trace.step("both", "key log").value(label).toArray());
    }

    private static Bytes expectedExport(Trace trace) {
        return trace.step("both", "exported").value("expanded");
    }

    private static List<byte[]> records(Trace trace, String side) {
        return trace.step(side, "all records").fields().stream()
                .map(Map.Entry::getValue)
                .map(Bytes::toArray)
                .toList();
    }

    private static int indexOfChangeCipherSpec(List<byte[]> records) {
        int at = 0;
        while (records.get(at)[0] != CHANGE_CIPHER_SPEC.code()) {
            at++;
        }
        return at;
    }

    private static Bytes openUntilChangeCipherSpec(RecordPipe pipe, List<byte[]> records, int from) {
        byte[] all = new byte[0];
        for (int at = from; at < indexOfChangeCipherSpec(records); at++) {
            all = Prf.join(all, pipe.open(records.get(at), HANDSHAKE).toArray());
        }
        pipe.open(records.get(indexOfChangeCipherSpec(records)), CHANGE_CIPHER_SPEC);
        return Bytes.owning(all);
    }

    /** The suite a ServerHello names, after header, version, random and session id. */
    private static CipherSuite suite(Bytes serverHello) {
        int at = 4 + 2 + 32 + 1 + serverHello.at(38);
        return CipherSuites.byCodePoint(serverHello.at(at) << 8 | serverHello.at(at + 1))
                .orElseThrow();
    }

    private static Bytes finished(byte[] verifyData) {
        byte[] header = {20, 0, 0, (byte) verifyData.length};
        return Bytes.owning(Prf.join(header, verifyData));
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), US_ASCII);
    }
}
