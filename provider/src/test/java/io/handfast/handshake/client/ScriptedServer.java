package io.handfast.handshake.client;

import io.handfast.config.TlsConfig;
import io.handfast.handshake.HandshakeState;
import io.handfast.iana.HandshakeType;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.message.HandshakeMessage;
import io.handfast.message.HelloRequest;
import io.handfast.message.HelloRetryRequest;
import io.handfast.message.MessageCodec;
import io.handfast.message.Received;
import io.handfast.suite.CipherSuite;
import io.handfast.testing.RecordingEffects;
import io.handfast.wire.Bytes;

/** The server's end of a test, message by message, with the transcript as a right server would keep it. */
public abstract class ScriptedServer {
    protected final TlsConfig config;
    protected final RecordingEffects effects;
    protected final Transcript transcript;
    protected HandshakeState state;
    private int taken;

    /** Starts a client with this configuration and reads its ClientHello. */
    protected ScriptedServer(TlsConfig config) {
        this.config = config;
        effects = new RecordingEffects();
        transcript = new Transcript(config.jca());
        state = ClientHandshake.start(config, effects);
        takeSent();
    }

    /** Goes on with the client of another server that has connected: asks it to renegotiate, and reads its ClientHello. */
    protected ScriptedServer(ScriptedServer earlier) {
        config = earlier.config;
        effects = earlier.effects;
        transcript = new Transcript(config.jca());
        taken = effects.sentRaw().size();
        state = earlier.state.on(
                Received.decode(MessageCodec.encode(new HelloRequest()), earlier.state.dialect()), effects);
        takeSent();
    }

    /** Where the client stands. */
    public final HandshakeState state() {
        return state;
    }

    public final RecordingEffects effects() {
        return effects;
    }

    /** The last ClientHello. */
    public final ClientHello clientHello() {
        return effects.sent(ClientHello.class);
    }

    /** Gives the client a message, as a peer would: encoded, and decoded again as its state reads it. */
    public final HandshakeState give(HandshakeMessage message) {
        Bytes raw = MessageCodec.encode(message);
        HandshakeState next = effects.goOn(state.on(Received.decode(raw, state.dialect()), effects));
        transcript.add(raw);
        state = next;
        return next;
    }

    /** Gives the client a message of a type with an empty body. */
    public final HandshakeState giveRaw(HandshakeType type) {
        Bytes raw = Bytes.owning(new byte[] {(byte) type.code(), 0, 0, 0});
        return state.on(Received.decode(raw, state.dialect()), effects);
    }

    /** Gives the client a retry, and reads its second ClientHello. */
    public final HandshakeState giveRetry(HelloRetryRequest retry, CipherSuite suite) {
        transcript.hashWith(suite.hash());
        transcript.replaceWithMessageHash();
        give(retry);
        takeSent();
        return state;
    }

    /** Adds what the client has sent meanwhile to the transcript. */
    public final void takeSent() {
        while (taken < effects.sentRaw().size()) {
            transcript.add(effects.sentRaw().get(taken++));
        }
    }

    /** The messages of the client that are not in the transcript yet, one by one. */
    public final Bytes takeNextSent() {
        Bytes raw = effects.sentRaw().get(taken++);
        transcript.add(raw);
        return raw;
    }

    public final byte[] transcriptHash() {
        return transcript.hash();
    }
}
