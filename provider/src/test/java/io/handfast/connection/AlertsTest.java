package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.iana.ProtocolVersion;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import io.handfast.testing.TestCa;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What alerts mean in TLS 1.3, whatever level they claim (RFC 8446 §6). */
class AlertsTest {
    private static final TestCa CA = TestCa.of(KeyKind.EC_P256);
    private static final byte[] COMPATIBILITY = {20, 3, 3, 0, 1, 1};

    private final Ports ports = new Ports(CA.root(), CA.localhost(KeyKind.EC_P256));
    private Pair pair = pair();

    private Pair pair() {
        return new Pair(
                ports.config().versions(List.of(ProtocolVersion.TLS13)).build(),
                ports.config().build());
    }

    /** A server that has answered; an alert of its client may still come without protection. */
    @BeforeEach
    void answered() {
        pair = pair();
        pair.client.begin();
        pair.server.begin();
        pair.deliver(pair.server, Pair.drainOne(pair.client));
        assertTrue(pair.server.hasOutput());
        assertNull(pair.server.failure());
    }

    private void deliver(int... alert) {
        byte[] record = new byte[5 + alert.length];
        record[0] = 21;
        record[1] = 3;
        record[2] = 3;
        record[4] = (byte) alert.length;
        for (int i = 0; i < alert.length; i++) {
            record[5 + i] = (byte) alert[i];
        }
        pair.deliver(pair.server, record);
    }

    @ParameterizedTest
    @CsvSource({"2, 40", "1, 40", "0, 40", "9, 40", "2, 200", "1, 200", "1, 41", "1, 100", "2, 20"})
    @Spec({"RFC8446-6-4", "RFC8446-6-5", "RFC8446-6-6"})
    void anythingButAGoodbyeIsAnError(int level, int code) {
        deliver(level, code);
        PeerAlertException fault = assertInstanceOf(PeerAlertException.class, pair.server.failure());
        assertTrue(String.valueOf(fault.getMessage()).contains("alert"), fault::getMessage);
        assertTrue(pair.server.inboundClosed());
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    void aWordOfTheUserIsNone(int level) {
        deliver(level, AlertDescription.USER_CANCELED.code());
        assertNull(pair.server.failure());
        assertFalse(pair.server.inboundClosed());
        pair.handshake();
        assertTrue(pair.server.connected(), "it may still go on");
    }

    @ParameterizedTest
    @CsvSource({"1", "2"})
    @Spec({"RFC8446-6.1-1", "RFC8446-6.1-5"})
    void aCanceledHandshakeHasNoFault(int level) {
        deliver(level, AlertDescription.USER_CANCELED.code());
        while (pair.server.hasOutput()) {
            Pair.drainOne(pair.server);
        }
        deliver(1, AlertDescription.CLOSE_NOTIFY.code());
        assertNull(pair.server.failure());
        assertTrue(pair.server.canceledByPeer());
        assertTrue(pair.server.inboundClosed() && pair.server.outboundClosed());
        Pair.drainOne(pair.server);
        assertFalse(pair.server.hasOutput(), "one goodbye is the answer");
        assertFalse(pair.server.connected());
    }

    @Test
    void aHandshakeThatWentOnWasNotCanceled() {
        deliver(1, AlertDescription.USER_CANCELED.code());
        pair.handshake();
        pair.client.closeOutbound();
        pair.deliver(pair.server, Pair.drainOne(pair.client));
        assertFalse(pair.server.canceledByPeer());
        assertTrue(pair.server.closedCleanly());
        assertFalse(pair.server.outboundClosed(), "our direction is still open");
    }

    @ParameterizedTest
    @CsvSource({"3", "1", "4"})
    @Spec({"RFC8446-5.1-10", "RFC8446-5.1-11", "RFC8446-5.1-12"})
    void aRecordHasOneAlertWhole(int length) {
        int[] content = new int[length];
        content[0] = 1;
        deliver(content);
        TlsException fault = assertInstanceOf(TlsException.class, pair.server.failure());
        assertEquals(AlertDescription.DECODE_ERROR, fault.alert());
    }

    @Test
    @Spec({"RFC8446-6.1-1", "RFC8446-6.1-4"})
    void whatComesAfterAGoodbyeIsIgnored() {
        deliver(1, AlertDescription.CLOSE_NOTIFY.code());
        RuntimeException ended = pair.server.failure();
        deliver(2, AlertDescription.HANDSHAKE_FAILURE.code());
        assertSame(ended, pair.server.failure());
        assertTrue(String.valueOf(ended).contains("before the handshake was complete"), "" + ended);
    }

    @Test
    @Spec("RFC8446-5-3")
    void theCompatibilityRecordHasItsTime() {
        pair.deliver(pair.server, COMPATIBILITY.clone());
        assertNull(pair.server.failure(), "amid the handshake");
        Pair whole = pair().handshake();
        assertTrue(whole.server.connected());
        whole.deliver(whole.server, COMPATIBILITY.clone());
        assertUnexpected(whole.server);
        whole.deliver(whole.client, COMPATIBILITY.clone());
        assertUnexpected(whole.client);
        Pair early = pair();
        early.server.begin();
        early.deliver(early.server, COMPATIBILITY.clone());
        assertUnexpected(early.server);
    }

    private static void assertUnexpected(TlsConnection connection) {
        TlsException fault = assertInstanceOf(TlsException.class, connection.failure());
        assertEquals(AlertDescription.UNEXPECTED_MESSAGE, fault.alert(), fault::reason);
    }
}
