package io.handfast.handshake.server;

import io.handfast.config.ConfigChoice;
import io.handfast.config.TlsConfig;
import io.handfast.extension.Placement;
import io.handfast.handshake.Effects;
import io.handfast.handshake.HandshakeState;
import io.handfast.handshake.server.choice.HelloSummary;
import io.handfast.handshake.server.choice.OfferedNames;
import io.handfast.handshake.server.choice.VersionChoice;
import io.handfast.handshake.server.tls12.ServerStart12;
import io.handfast.handshake.server.tls13.ServerStart13;
import io.handfast.iana.ProtocolVersion;
import io.handfast.keyschedule.Transcript;
import io.handfast.message.ClientHello;
import io.handfast.message.Dialect;
import io.handfast.message.Received;

/** START of a server: the ClientHello decides the version, and the version decides all else (RFC 8446 §A.2). */
record WaitClientHello(TlsConfig beginning, Transcript transcript) implements HandshakeState {
    @Override
    public Dialect dialect() {
        return Dialect.HELLO;
    }

    @Override
    public boolean costly() {
        return true;
    }

    @Override
    public HandshakeState on(Received received, Effects effects) {
        ClientHello hello = expect(ClientHello.class, received);
        TlsConfig config = beginning.options().configChoice() == ConfigChoice.NONE
                ? beginning
                : beginning.options().configChoice().choose(HelloSummary.of(hello), beginning);
        int padding = config.options().recordPadding();
        if (padding != beginning.options().recordPadding()) {
            // All else is asked of the configuration where it is needed; the writer was made before.
            effects.padRecords(padding);
        }
        ProtocolVersion version = VersionChoice.choose(config, hello);
        hello.extensions().refuseMisplaced(version, Placement.CLIENT_HELLO);
        effects.settled(version);
        effects.learned(OfferedNames.learn(config, hello, version, effects.facts()));
        transcript.add(received.raw());
        return version.is13()
                ? ServerStart13.begin(config, transcript, hello, received.raw(), effects)
                : ServerStart12.begin(config, transcript, version, hello, effects);
    }
}
