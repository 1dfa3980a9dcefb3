package io.handfast.handshake;

import io.handfast.config.TlsConfig;
import io.handfast.handshake.client.ClientHandshake;
import io.handfast.handshake.server.ServerHandshake;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.MessageCodec;
import io.handfast.message.Received;
import io.handfast.testing.RecordingEffects;
import io.handfast.wire.Bytes;
import java.util.Optional;

/** Our client and our server, each message handed over singly, so that a test can say something else to either of them. */
final class Conversation {
    private final RecordingEffects clientEffects = new RecordingEffects();
    private final RecordingEffects serverEffects = new RecordingEffects();
    private HandshakeState client;
    private HandshakeState server;
    private int fromClient;
    private int fromServer;

    /**
     * A message on its way.
     *
     * @param toClient whether the client is to receive it
     * @param raw the message with its header
     * @param message what it says
     */
    record Step(boolean toClient, Bytes raw, HandshakeMessage message) {
        @Override
        public String toString() {
            return message.type().ianaName() + (toClient ? " to the client" : " to the server");
        }
    }

    Conversation(TlsConfig clientConfig, TlsConfig serverConfig) {
        client = ClientHandshake.start(clientConfig, clientEffects);
        server = ServerHandshake.start(serverConfig);
    }

    /** The next message on its way, if there is one: what the server has said is heard before the client goes on. */
    Optional<Step> next() {
        if (fromServer < serverEffects.sentRaw().size()) {
            return Optional.of(new Step(
                    true,
                    serverEffects.sentRaw().get(fromServer),
                    serverEffects.sent().get(fromServer)));
        }
        if (fromClient < clientEffects.sentRaw().size()) {
            return Optional.of(new Step(
                    false,
                    clientEffects.sentRaw().get(fromClient),
                    clientEffects.sent().get(fromClient)));
        }
        return Optional.empty();
    }

    /** Lets the next message arrive. */
    void deliver() {
        Step step = next().orElseThrow();
        if (step.toClient()) {
            fromServer++;
        } else {
            fromClient++;
        }
        give(step.toClient(), step.raw());
    }

    /** Lets so many messages arrive. */
    Conversation deliver(int count) {
        for (int i = 0; i < count; i++) {
            deliver();
        }
        return this;
    }

    /** Lets all messages arrive that there are. */
    Conversation finish() {
        while (next().isPresent()) {
            deliver();
        }
        return this;
    }

    /** Says this to one side; after a refusal that side is where it was. */
    void give(boolean toClient, Bytes raw) {
        HandshakeState state = state(toClient);
        RecordingEffects effects = effects(toClient);
        HandshakeState after =
                effects.goOn(state.on(new Received(MessageCodec.decode(raw, state.dialect()), raw), effects));
        if (toClient) {
            client = after;
        } else {
            server = after;
        }
    }

    HandshakeState state(boolean ofClient) {
        return ofClient ? client : server;
    }

    RecordingEffects effects(boolean ofClient) {
        return ofClient ? clientEffects : serverEffects;
    }

    boolean established() {
        return client.connected() && server.connected();
    }
}
