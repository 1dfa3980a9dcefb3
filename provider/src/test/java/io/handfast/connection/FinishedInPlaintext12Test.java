package io.handfast.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.handfast.alert.AlertDescription;
import io.handfast.alert.PeerAlertException;
import io.handfast.alert.TlsException;
import io.handfast.config.ClientAuthentication;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.iana.ProtocolVersion;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A Finished in the same plaintext record as the message before it: no ChangeCipherSpec came in between, so it is an
 * unexpected_message, whatever it says (RFC 5246 §7.1, §7.4.9).
 */
class FinishedInPlaintext12Test extends KeepsSessions {
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final byte[] FINISHED =
            Bytes.hex("1400000c" + "000000000000000000000000").toArray();

    FinishedInPlaintext12Test() {
        super(ProtocolVersion.TLS12);
    }

    @ParameterizedTest(name = "behind {0}, resumed {1}, in tickets {2}, client authenticated {3}")
    @CsvSource({
        "ClientKeyExchange,           false, false, false",
        "CertificateVerify,           false, false, true",
        "ServerHelloDone,             false, false, false",
        "NewSessionTicket,            false, true,  false",
        "ServerHello,                 true,  false, false",
        "ServerHello,                 true,  true,  false",
        "ClientHello,                 true,  true,  false",
        "NewSessionTicket of renewal, true,  true,  false"
    })
    void isRefused(String behind, boolean resumed, boolean sealed, boolean authenticated) {
        TlsConfigBuilder server = server().sessions(serverSessions.withTickets(sealed, 2, true))
                .clientAuthentication(authenticated ? ClientAuthentication.REQUIRED : ClientAuthentication.NONE);
        boolean ofClient = behind.startsWith("C");
        boolean renewal = behind.endsWith("renewal");
        if (resumed) {
            assertFalse(connect(client(), server).client.facts().resumed());
        }
        if (renewal) {
            clock.pass(Duration.ofMinutes(61));
        }
        int[] left = {plaintextRecords(server, ofClient, resumed)};
        if (renewal) {
            clock.pass(Duration.ofMinutes(61));
        }
        Pair pair = new Pair(client().build(), server.build())
                .handshake((fromClient, record, towards) ->
                        towards.add(fromClient == ofClient && --left[0] == 0 ? longer(record) : record));
        TlsException fault =
                assertInstanceOf(TlsException.class, (ofClient ? pair.server : pair.client).failure(), behind);
        assertEquals(AlertDescription.UNEXPECTED_MESSAGE, fault.alert(), fault.reason());
        PeerAlertException told =
                assertInstanceOf(PeerAlertException.class, (ofClient ? pair.client : pair.server).failure());
        assertEquals(AlertDescription.UNEXPECTED_MESSAGE.code(), told.code());
    }

    /** How many records one side sends before its ChangeCipherSpec, in a handshake such as the next one. */
    private int plaintextRecords(TlsConfigBuilder server, boolean ofClient, boolean resumed) {
        List<Byte> types = new ArrayList<>();
        Pair honest = new Pair(client().build(), server.build()).handshake((fromClient, record, towards) -> {
            if (fromClient == ofClient) {
                types.add(record[0]);
            }
            towards.add(record);
        });
        assertEquals(resumed, honest.server.facts().resumed());
        if (!resumed) {
            clientSessions.client().ids().forEach(clientSessions.client()::invalidate);
        }
        return types.indexOf((byte) CHANGE_CIPHER_SPEC);
    }

    private static byte[] longer(byte[] record) {
        byte[] longer = Arrays.copyOf(record, record.length + FINISHED.length);
        System.arraycopy(FINISHED, 0, longer, record.length, FINISHED.length);
        int length = longer.length - 5;
        longer[3] = (byte) (length >> 8);
        longer[4] = (byte) length;
        return longer;
    }
}
