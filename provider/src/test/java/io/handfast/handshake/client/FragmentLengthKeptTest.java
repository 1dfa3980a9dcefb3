package io.handfast.handshake.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.config.TlsConfig;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.MaxFragmentLength;
import io.handfast.handshake.client.tls12.ScriptedServer12;
import io.handfast.handshake.client.tls13.ScriptedServer13;
import io.handfast.keyschedule.MasterSecret12;
import io.handfast.message.EncryptedExtensions;
import io.handfast.message.NewSessionTicket13;
import io.handfast.session.PeerKey;
import io.handfast.session.Session;
import io.handfast.session.Sessions;
import io.handfast.testing.ManualClock;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client keeps with a session the length of records that the server has agreed to (RFC 6066 §4). */
class FragmentLengthKeptTest {
    private static final PeerKey PEER = new PeerKey("localhost", 443);

    private final Sessions sessions = Sessions.of(ClientFixture.random(), new ManualClock(), 10, Duration.ofHours(1))
            .forConnection(Optional.of(PEER), "", true);
    private final TlsConfig config =
            ClientFixture.config().maxRecordContent(512).sessions(sessions).build();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inTls12(boolean agreed) {
        ScriptedServer12 server = new ScriptedServer12(config);
        ExtensionBlock usual = server.serverHello().extensions();
        server.giveServerHello(server.serverHello(agreed ? usual.with(new MaxFragmentLength(1)) : usual));
        server.untilServerHelloDoneFromHello();
        MasterSecret12 masterSecret = server.finishFlight();
        server.takeSent();
        server.give(server.finished(masterSecret));
        assertKept(agreed, sessions.client().find12(PEER, any -> true).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inTls13(boolean agreed) {
        ScriptedServer13 server = new ScriptedServer13(config);
        server.giveServerHello();
        server.give(
                new EncryptedExtensions(agreed ? ExtensionBlock.of(new MaxFragmentLength(1)) : ExtensionBlock.empty()));
        server.give(server.certificate());
        server.give(server.certificateVerify());
        server.give(server.finished());
        server.give(new NewSessionTicket13(300, 7, Bytes.hex("00"), Bytes.hex("0102"), ExtensionBlock.empty()));
        assertKept(agreed, sessions.client().take13(PEER, any -> true).orElseThrow());
    }

    private static void assertKept(boolean agreed, Session session) {
        assertEquals(agreed ? 512 : 0, session.facts().maxFragmentLength());
    }
}
