package io.handfast.handshake.server;

import io.handfast.config.TlsConfig;
import io.handfast.handshake.HandshakeState;
import io.handfast.keyschedule.Transcript;

/** The server's way into a handshake (RFC 8446 §A.2). */
public final class ServerHandshake {
    private ServerHandshake() {}

    /** The state that waits for the first ClientHello. */
    public static HandshakeState start(TlsConfig config) {
        return new WaitClientHello(config, new Transcript(config.jca()));
    }
}
