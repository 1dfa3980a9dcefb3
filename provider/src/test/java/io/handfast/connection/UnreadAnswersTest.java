package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.handfast.alert.AlertDescription;
import io.handfast.iana.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that asks and reads nothing does not make us gather answers (RFC 8446 §4.6.3, RFC 5246 §7.2.2). */
class UnreadAnswersTest extends KeepsSessions {
    UnreadAnswersTest() {
        super(ProtocolVersion.TLS13);
    }

    private static int drained(Pair pair, TlsConnection from, TlsConnection to) {
        int records = 0;
        while (from.hasOutput()) {
            pair.deliver(to, Pair.drainOne(from));
            records++;
        }
        return records;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeyUpdateThatHasNotLeftAnswersAllRequests(boolean left) {
        Pair pair = new Pair(client().build(), server().build()).handshake();
        pair.server.updateKeys(false);
        if (left) {
            assertEquals(1, drained(pair, pair.server, pair.client));
        }
        pair.client.updateKeys(true);
        drained(pair, pair.client, pair.server);
        assertEquals(1, drained(pair, pair.server, pair.client));
        byte[] content = {1, 2, 3};
        assertArrayEquals(content, pair.transfer(pair.client, pair.server, content));
        assertArrayEquals(content, pair.transfer(pair.server, pair.client, content));
        // The next request is another one.
        pair.client.updateKeys(true);
        drained(pair, pair.client, pair.server);
        assertEquals(1, drained(pair, pair.server, pair.client));
        assertArrayEquals(content, pair.transfer(pair.server, pair.client, content));
    }

    @Test
    void aWarningThatHasNotLeftIsEnough() {
        Pair pair = new Pair(client().versions(List.of(ProtocolVersion.TLS12)).build(), server().build()).handshake();
        for (int i = 0; i < 2; i++) {
            pair.server.outbound().warn(AlertDescription.NO_RENEGOTIATION);
            pair.server.outbound().warn(AlertDescription.NO_RENEGOTIATION);
            Pair.drainOne(pair.server);
            assertFalse(pair.server.hasOutput());
        }
    }
}
