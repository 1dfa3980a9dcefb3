package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.TlsException;
import io.handfast.crypto.Jca;
import io.handfast.crypto.Secret;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.WriteKeys;
import io.handfast.message.Finished;
import io.handfast.message.MessageCodec;
import io.handfast.record.OpenedRecord;
import io.handfast.record.Protections;
import io.handfast.record.RecordWriter;
import io.handfast.suite.BulkCipher;
import io.handfast.suite.CipherSpec;
import io.handfast.suite.CipherSuite12;
import io.handfast.suite.CipherSuites;
import io.handfast.trace.TraceSink;
import io.handfast.wire.Bytes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Application data during a second handshake: welcome under the old keys and after the peer's Finished, and not in between,
 * while nothing says that the new keys are those of the peer (RFC 5246 §6.2.1, §7.4.9).
 */
class ApplicationDataInRenegotiationTest {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);
    /** What the keys of each handshake are filled with. */
    private static final byte FIRST = 1;

    private static final byte SECOND = 2;
    private static final byte[] CONTENT = {1, 2, 3};

    static Stream<Arguments> protections() {
        return Stream.of(
                arguments(ProtocolVersion.TLS12, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
                arguments(ProtocolVersion.TLS12, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
                arguments(ProtocolVersion.TLS10, "TLS_RSA_WITH_AES_256_CBC_SHA"));
    }

    @ParameterizedTest
    @MethodSource("protections")
    void waitsForThePeersFinished(ProtocolVersion version, String suite) {
        Peer peer = new Peer(version, suite);
        peer.changeKeys(FIRST);
        peer.finish();
        peer.sendApplicationData();
        peer.changeKeys(SECOND);
        TlsException fault = assertThrows(TlsException.class, peer::sendApplicationData);
        assertEquals(AlertDescription.UNEXPECTED_MESSAGE, fault.alert());
    }

    @ParameterizedTest
    @MethodSource("protections")
    void comesBeforeAndAfter(ProtocolVersion version, String suite) {
        Peer peer = new Peer(version, suite);
        peer.changeKeys(FIRST);
        peer.finish();
        // RFC 5246 §6.2.1: what is interleaved with a handshake that is not the first one is received
        peer.expectChangeCipherSpec(SECOND);
        peer.sendApplicationData();
        peer.sendChangeCipherSpec(SECOND);
        peer.finish();
        peer.sendApplicationData();
    }

    /** A server that writes what it likes, and the way in of its client. */
    private static final class Peer {
        private final CipherSpec spec;
        private final RecordWriter writer = new RecordWriter();
        private final Inbound client = new Inbound(true, false, 1 << 16, ConnectionTrace.of(TraceSink.NONE, true));

        Peer(ProtocolVersion version, String suite) {
            spec = new CipherSpec(
                    version, (CipherSuite12) CipherSuites.byName(suite).orElseThrow(), false);
            client.settled(version);
        }

        /** The client has seen all that comes before the ChangeCipherSpec. */
        void expectChangeCipherSpec(byte fill) {
            client.readWithAfterChangeCipherSpec(Protections.read12(JCA, spec, keys(fill)));
        }

        void sendChangeCipherSpec(byte fill) {
            writer.changeCipherSpec();
            assertEquals(Reception.PROGRESS, deliver());
            writer.switchTo(Protections.write12(JCA, new SecureRandom(), spec, keys(fill)));
        }

        void changeKeys(byte fill) {
            expectChangeCipherSpec(fill);
            sendChangeCipherSpec(fill);
        }

        /** Sends a Finished, of which the handshake thinks well. */
        void finish() {
            Bytes finished = MessageCodec.encode(new Finished(Bytes.owning(new byte[12])));
            writer.handshake(finished);
            assertEquals(Reception.PROGRESS, deliver());
            assertEquals(finished, client.nextMessage().orElseThrow());
            client.finished();
        }

        void sendApplicationData() {
            writer.earlyData(Bytes.copyOf(CONTENT));
            assertEquals(Reception.APPLICATION_DATA, deliver());
        }

        /** What the last of the records that wait is to the client. */
        private Reception deliver() {
            Reception last = Reception.CLOSED;
            while (writer.hasPending()) {
                byte[] record = new byte[writer.nextRecordLength()];
                writer.drain(record, 0, record.length);
                last = client.receive(record, 0, record.length, new OpenedRecord());
            }
            return last;
        }

        private WriteKeys keys(byte fill) {
            BulkCipher cipher = spec.suite().bulkCipher();
            return new WriteKeys(
                    secret(cipher.macKeyLength(), fill),
                    secret(cipher.keyLength(), fill),
                    secret(spec.fixedIvLength(), fill));
        }

        private static Secret secret(int length, byte fill) {
            byte[] value = new byte[length];
            Arrays.fill(value, fill);
            return Secret.owning(value);
        }
    }
}
