package io.handfast.handshake.client.tls13;

import static io.handfast.alert.AlertDescription.ILLEGAL_PARAMETER;
import static io.handfast.alert.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.config.Defaults;
import io.handfast.extension.EarlyDataIndication;
import io.handfast.extension.ExtensionBlock;
import io.handfast.extension.UnknownExtension;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientFixture;
import io.handfast.iana.ExtensionType;
import io.handfast.keyschedule.TrafficSecret;
import io.handfast.message.KeyUpdate;
import io.handfast.message.MessageCodec;
import io.handfast.message.NewSessionTicket13;
import io.handfast.message.Received;
import io.handfast.record.Protections;
import io.handfast.record.ReadProtection;
import io.handfast.record.WriteProtection;
import io.handfast.session.PeerKey;
import io.handfast.session.Sessions;
import io.handfast.testing.ManualClock;
import io.handfast.testing.Spec;
import io.handfast.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectedTest {
    private ScriptedServer13 server =
            new ScriptedServer13(ClientFixture.config().build());
    private TrafficSecret[] secrets = {};

    @BeforeEach
    void connect() {
        server.untilFinished();
        server.give(server.finished());
        secrets = server.applicationTrafficSecrets();
        server.effects().takeLog();
    }

    @Test
    @Spec({"RFC8446-4.6.1-14", "RFC8446-9.3-6"})
    void takesTickets() {
        HandshakeState before = server.state();
        server.give(ticket(604_800, ExtensionBlock.of(new EarlyDataIndication.Limit(16384))));
        server.give(ticket(0, ExtensionBlock.of(new UnknownExtension(0xfe00, Bytes.empty()))));
        assertSame(before, server.state());
        assertTrue(server.effects().log().isEmpty());
    }

    @Test
    @Spec("RFC8446-4.6.1-10")
    void refusesATicketThatLivesTooLong() {
        ClientFixture.assertAlert(
                ILLEGAL_PARAMETER, "seven days", () -> server.give(ticket(604_801, ExtensionBlock.empty())));
    }

    /** One of more bytes would leave the next ClientHello too little room for itself. */
    @Test
    void keepsTicketsUpToALength() {
        Sessions sessions = Sessions.of(ClientFixture.random(), new ManualClock(), 10, Duration.ofHours(1))
                .forConnection(Optional.of(new PeerKey("localhost", 443)), "", true);
        server = new ScriptedServer13(ClientFixture.config().sessions(sessions).build());
        server.untilFinished().give(server.finished());
        server.give(ticket(300, Bytes.owning(new byte[0x8001])));
        assertEquals(0, sessions.client().size());
        server.give(ticket(300, Bytes.owning(new byte[0x8000])));
        assertEquals(1, sessions.client().size());
    }

    @Test
    void refusesATicketWithAMisplacedExtension() {
        ExtensionBlock extensions =
                ExtensionBlock.of(new UnknownExtension(ExtensionType.CERTIFICATE_AUTHORITIES, Bytes.hex("01")));
        ClientFixture.assertAlert(ILLEGAL_PARAMETER, "no place", () -> server.give(ticket(1, extensions)));
    }

    @Test
    @Spec("RFC8446-4.6.3-3")
    void followsAKeyUpdate() {
        HandshakeState before = server.state();
        server.give(new KeyUpdate(false));
        assertNotSame(before, server.state());
        assertEquals(List.of("read keys"), server.effects().log());
        ClientFixture.assertCarries(
                write(secrets[1].next()), server.effects().readProtection().orElseThrow());
    }

    @Test
    @Spec("RFC8446-4.6.3-5")
    void answersAKeyUpdateThatAsksForIt() {
        server.give(new KeyUpdate(true));
        assertEquals(
                List.of("read keys", "send KeyUpdate", "write keys"),
                server.effects().log());
        assertEquals(new KeyUpdate(false), server.effects().sent(KeyUpdate.class));
        ClientFixture.assertCarries(server.effects().writeProtection().orElseThrow(), read(secrets[0].next()));
    }

    @Test
    @Spec("RFC8446-4.6.3-2")
    void updatesItsOwnKeys() {
        HandshakeState updated = server.state().updateKeys(true, server.effects());
        assertEquals(List.of("send KeyUpdate", "write keys"), server.effects().log());
        assertEquals(new KeyUpdate(true), server.effects().sent(KeyUpdate.class));
        assertTrue(updated.connected());
        ClientFixture.assertCarries(server.effects().writeProtection().orElseThrow(), read(secrets[0].next()));
    }

    @Test
    void endsAFloodOfKeyUpdates() {
        for (int i = 0; i < Defaults.MAX_KEY_UPDATES_IN_A_ROW; i++) {
            server.give(new KeyUpdate(false));
        }
        ClientFixture.assertAlert(UNEXPECTED_MESSAGE, "in a row", () -> server.give(new KeyUpdate(false)));
    }

    @Test
    void repliesToItsOwnRequestsAreNoFlood() {
        HandshakeState state = server.state();
        for (int i = 0; i < Defaults.MAX_KEY_UPDATES_IN_A_ROW + 8; i++) {
            state = updated(state.updateKeys(true, server.effects()));
        }
        for (int i = 0; i < Defaults.MAX_KEY_UPDATES_IN_A_ROW; i++) {
            state = updated(state);
        }
        HandshakeState last = state;
        ClientFixture.assertAlert(UNEXPECTED_MESSAGE, "in a row", () -> updated(last));
    }

    /** The state after one more KeyUpdate that asks for nothing. */
    private HandshakeState updated(HandshakeState state) {
        return state.on(Received.decode(MessageCodec.encode(new KeyUpdate(false)), state.dialect()), server.effects());
    }

    @Test
    void countsKeyUpdatesAnewAfterApplicationData() {
        for (int i = 0; i < Defaults.MAX_KEY_UPDATES_IN_A_ROW; i++) {
            server.give(new KeyUpdate(false));
        }
        HandshakeState calmed = server.state().applicationDataReceived();
        assertNotSame(server.state(), calmed);
        assertSame(calmed, calmed.applicationDataReceived());
        HandshakeState next = calmed.on(
                Received.decode(MessageCodec.encode(new KeyUpdate(false)), calmed.dialect()), server.effects());
        assertTrue(next.connected());
    }

    private static NewSessionTicket13 ticket(long lifetimeSeconds, Bytes ticket) {
        return new NewSessionTicket13(lifetimeSeconds, 7, Bytes.hex("00"), ticket, ExtensionBlock.empty());
    }

    private static NewSessionTicket13 ticket(long lifetimeSeconds, ExtensionBlock extensions) {
        return new NewSessionTicket13(lifetimeSeconds, 7, Bytes.hex("00"), Bytes.hex("0102"), extensions);
    }

    private WriteProtection write(TrafficSecret secret) {
        return Protections.write13(ClientFixture.config().build().jca(), server.suite(), secret);
    }

    private ReadProtection read(TrafficSecret secret) {
        return Protections.read13(ClientFixture.config().build().jca(), server.suite(), secret);
    }
}
