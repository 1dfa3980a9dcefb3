package io.handfast;

import io.handfast.config.ExternalPsk;
import io.handfast.config.PreSharedKeySource;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** A program's keys as the handshake asks for them (RFC 8446 §4.2.11). */
record PreSharedKeyPort(PreSharedKeys keys) implements PreSharedKeySource {
    @Override
    public List<ExternalPsk> offered(Optional<String> serverName) {
        return keys.offered(serverName).stream().map(PreSharedKey::psk).toList();
    }

    @Override
    public boolean aloneToo() {
        return keys.aloneToo();
    }

    @Override
    public Optional<ExternalPsk> find(Bytes identity) {
        return keys.find(identity.toArray()).map(PreSharedKey::psk);
    }
}
