package io.handfast.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.compression.CompressionAlgorithm;
import io.handfast.config.CertificateCompressionOptions;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.ConnectionOptions;
import io.handfast.config.Defaults;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.iana.ProtocolVersion;
import io.handfast.record.OpenedRecord;
import io.handfast.testing.Identity;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server asks who the client is when the handshake is long over (RFC 8446 §4.6.2). */
class PostHandshakeAuthenticationTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final Identity SERVER = CA.localhost(KeyKind.EC_P256);
    private static final Identity CLIENT = CA.localhost(KeyKind.ED25519);
    private static final byte[] WORDS = "before and after".getBytes(US_ASCII);
    private static final ConnectionOptions OFFERS = ConnectionOptions.DEFAULTS.withPostHandshakeAuthentication(true);

    private final Ports ofServer = new Ports(CA.root(), SERVER);

    @ParameterizedTest
    @EnumSource(names = {"NONE", "WANTED", "REQUIRED"})
    @Spec({"RFC8446-4.6.2-2", "RFC8446-4.6.2-3"})
    void theClientShowsItsCertificate(ClientAuthentication inHandshake) {
        Pair pair = established(client(CLIENT), ofServer.config().clientAuthentication(inHandshake));
        int before = ofServer.verified().size();
        pair.server.requestClientAuthentication();
        assertTrue(pair.server.awaitsClientAuthentication());
        pair.handshake();
        healthy(pair);
        assertFalse(pair.server.awaitsClientAuthentication());
        assertEquals(CLIENT.chain(), pair.server.facts().peerCertificates());
        assertEquals(CLIENT.chain(), pair.client.facts().localCertificates());
        assertEquals(
                "ed25519",
                pair.server.facts().peerSignatureScheme().orElseThrow().ianaName());
        assertEquals(before + 1, ofServer.verified().size(), "the chain was verified");
        speak(pair);
    }

    /** Its Finished is followed by no new keys, unlike that of the handshake. */
    @Test
    @Spec("RFC8446-6.1-5")
    void theClientStillSaysGoodbye() {
        Pair pair = established(client(CLIENT), ofServer.config());
        pair.server.requestClientAuthentication();
        pair.handshake();
        healthy(pair);
        pair.client.closeOutbound();
        pair.handshake();
        assertTrue(pair.server.inboundClosed());
    }

    /** What is wrong after that is told, too. */
    @Test
    void theClientStillSaysWhatIsWrong() {
        Pair pair = established(client(CLIENT), ofServer.config());
        pair.server.requestClientAuthentication();
        pair.handshake();
        healthy(pair);
        byte[] record = Pair.seal(pair.server, WORDS);
        record[record.length - 1] ^= 1;
        assertThrows(TlsException.class, () -> pair.client.receive(record, 0, record.length, new OpenedRecord()));
        byte[] alert = Pair.drainOne(pair.client);
        PeerAlertException told = assertThrows(
                PeerAlertException.class, () -> pair.server.receive(alert, 0, alert.length, new OpenedRecord()));
        assertEquals(AlertDescription.BAD_RECORD_MAC.code(), told.code());
    }

    @Test
    void theAnswerMayBeCompressed() {
        ConnectionOptions zlib = OFFERS.withCertificateCompression(new CertificateCompressionOptions(
                List.of(CompressionAlgorithm.ZLIB), List.of(CompressionAlgorithm.ZLIB)));
        Pair pair = established(client(CLIENT).options(zlib), ofServer.config().options(zlib));
        pair.server.requestClientAuthentication();
        pair.handshake();
        healthy(pair);
        assertEquals(CLIENT.chain(), pair.server.facts().peerCertificates());
        speak(pair);
    }

    @Test
    void itMayBeAskedAgainAndAgain() {
        Pair pair = established(client(CLIENT), ofServer.config());
        for (int i = 0; i < Defaults.MAX_POST_HANDSHAKE_REQUESTS; i++) {
            pair.server.requestClientAuthentication();
            pair.handshake();
            healthy(pair);
            speak(pair);
        }
        assertThrows(IllegalStateException.class, pair.server::requestClientAuthentication);
        speak(pair);
    }

    @Test
    @Spec("RFC8446-4.6.2-7")
    void keysMayChangeBetweenRequestAndAnswer() {
        Pair pair = established(client(CLIENT), ofServer.config());
        pair.server.requestClientAuthentication();
        // The request waits in the server's output while both sides renew their keys.
        pair.client.updateKeys(true);
        pair.server.updateKeys(true);
        pair.handshake();
        healthy(pair);
        assertEquals(CLIENT.chain(), pair.server.facts().peerCertificates());
        speak(pair);
    }

    @Test
    void aClientWithoutACertificateSaysSo() {
        Pair pair = established(client(), ofServer.config());
        pair.server.requestClientAuthentication();
        pair.handshake();
        healthy(pair);
        assertFalse(pair.server.awaitsClientAuthentication());
        assertEquals(List.of(), pair.server.facts().peerCertificates());
        speak(pair);
    }

    @Test
    void aClientMayRefuseToGoOnWithoutACertificate() {
        Pair pair = established(client().options(OFFERS.withAbortWithoutCertificate(true)), ofServer.config());
        pair.server.requestClientAuthentication();
        pair.handshake();
        assertEquals(
                AlertDescription.HANDSHAKE_FAILURE,
                assertInstanceOf(TlsException.class, pair.client.failure()).alert());
    }

    @Test
    void aCertificateThatIsNotTrustedEndsTheConnection() {
        Identity stranger = TestCa.of(KeyKind.EC_P384).localhost(KeyKind.EC_P256);
        Pair pair = established(client(stranger), ofServer.config());
        pair.server.requestClientAuthentication();
        pair.handshake();
        String fault = String.valueOf(pair.server.failure());
        assertTrue(fault.contains("the client's certificate was refused"), fault);
        assertEquals(List.of(), pair.server.facts().peerCertificates(), "nobody was authenticated");
    }

    @Test
    @Spec("RFC8446-4.2.6-1")
    void whoCannotBeAsked() {
        assertThrows(
                IllegalStateException.class,
                new Pair(client(CLIENT).build(), ofServer.config().build()).server::requestClientAuthentication);
        Pair without = established(new Ports(CA.root(), CLIENT).config(), ofServer.config());
        assertThrows(IllegalStateException.class, without.server::requestClientAuthentication);
        assertThrows(IllegalStateException.class, without.client::requestClientAuthentication);
        speak(without);
        Pair old = established(client(CLIENT).versions(List.of(ProtocolVersion.TLS12)), ofServer.config());
        assertThrows(IllegalStateException.class, old.server::requestClientAuthentication);
        speak(old);
        Pair pending = established(client(CLIENT), ofServer.config());
        pending.server.requestClientAuthentication();
        assertThrows(IllegalStateException.class, pending.server::requestClientAuthentication);
        pending.handshake();
        speak(pending);
    }

    @Test
    void oneAnswerAtATime() {
        Pair pair = established(client(CLIENT), ofServer.config());
        pair.server.requestClientAuthentication();
        while (pair.server.hasOutput()) {
            pair.deliver(pair.client, Pair.drainOne(pair.server));
        }
        // The server's task for the proof is due, and meanwhile it goes on speaking, and its keys wait.
        while (pair.client.hasOutput() && !pair.server.busy()) {
            byte[] record = Pair.drainOne(pair.client);
            pair.server.receive(record, 0, record.length, new OpenedRecord());
        }
        assertTrue(pair.server.busy());
        assertThrows(IllegalStateException.class, pair.server::requestClientAuthentication);
        pair.server.updateKeys(true);
        assertFalse(pair.server.hasOutput(), "the new keys wait for the step");
        assertArrayEquals(WORDS, pair.deliver(pair.client, Pair.seal(pair.server, WORDS)));
        Pair.runTasks(pair.server);
        assertTrue(pair.server.hasOutput(), "now the keys change");
        pair.handshake();
        healthy(pair);
        assertEquals(CLIENT.chain(), pair.server.facts().peerCertificates());
        speak(pair);
    }

    private static TlsConfigBuilder client(Identity... identities) {
        return new Ports(CA.root(), identities).config().options(OFFERS);
    }

    private static Pair established(TlsConfigBuilder client, TlsConfigBuilder server) {
        Pair pair = new Pair(client.build(), server.build()).handshake();
        healthy(pair);
        return pair;
    }

    private static void healthy(Pair pair) {
        assertNull(pair.client.failure());
        assertNull(pair.server.failure());
        assertTrue(pair.client.connected() && pair.server.connected());
    }

    private static void speak(Pair pair) {
        assertArrayEquals(WORDS, pair.transfer(pair.client, pair.server, WORDS));
        assertArrayEquals(WORDS, pair.transfer(pair.server, pair.client, WORDS));
    }
}
