package io.handfast.handshake.server;

import io.handfast.config.TlsConfig;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.client.ClientHandshake;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.MessageCodec;
import io.handfast.message.Received;
import io.handfast.testing.RecordingEffects;
import io.handfast.wire.Bytes;
import java.util.function.UnaryOperator;

/** Our client and our server, message by message, so that a test can stop anywhere and say something else. */
final class LockStep {
    private final RecordingEffects clientEffects = new RecordingEffects();
    private final RecordingEffects serverEffects = new RecordingEffects();
    private HandshakeState client;
    private HandshakeState server;
    private int fromClient;
    private int fromServer;

    LockStep(TlsConfig clientConfig, TlsConfig serverConfig) {
        client = ClientHandshake.start(clientConfig, clientEffects);
        server = ServerHandshake.start(serverConfig);
    }

    HandshakeState server() {
        return server;
    }

    RecordingEffects serverEffects() {
        return serverEffects;
    }

    /** The message that the client has sent and the server has not got yet. */
    HandshakeMessage pending() {
        deliverToClient();
        return clientEffects.sent().get(fromClient);
    }

    /** Gives the server the client's next message. */
    void step() {
        pending();
        give(clientEffects.sentRaw().get(fromClient++));
    }

    /** Gives the server messages until the one that it waits for next is of this kind. */
    LockStep until(Class<? extends HandshakeMessage> kind) {
        while (!kind.isInstance(pending())) {
            step();
        }
        return this;
    }

    /** Gives the server another message in place of the client's next one. */
    void instead(HandshakeMessage message) {
        give(MessageCodec.encode(message));
    }

    private void give(Bytes raw) {
        server = serverEffects.goOn(
                server.on(new Received(MessageCodec.decode(raw, server.dialect()), raw), serverEffects));
    }

    /** Gives the server the client's next message, changed. */
    <M extends HandshakeMessage> void changed(Class<M> kind, UnaryOperator<M> change) {
        instead(change.apply(kind.cast(pending())));
    }

    /** Has the connected server ask for the client's certificate. */
    LockStep askForCertificate() {
        server = server.requestClientAuthentication(serverEffects);
        return this;
    }

    /** Has the connected server renew the keys that it writes with. */
    void renewServerKeys() {
        server = server.updateKeys(false, serverEffects);
    }

    /** Tells the server that application data has come. */
    void applicationData() {
        server = server.applicationDataReceived();
    }

    /** Gives both sides all that is left. */
    LockStep finish() {
        deliverToClient();
        while (fromClient < clientEffects.sent().size()) {
            step();
            deliverToClient();
        }
        return this;
    }

    private void deliverToClient() {
        while (fromServer < serverEffects.sentRaw().size()) {
            Bytes raw = serverEffects.sentRaw().get(fromServer++);
            client = clientEffects.goOn(
                    client.on(new Received(MessageCodec.decode(raw, client.dialect()), raw), clientEffects));
        }
    }
}
