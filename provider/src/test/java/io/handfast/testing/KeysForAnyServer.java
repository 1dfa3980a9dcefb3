package io.handfast.testing;

import io.handfast.config.ExternalPsk;
import io.handfast.config.PreSharedKeySource;
import io.handfast.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** Keys that a client has for any server. */
public record KeysForAnyServer(List<ExternalPsk> keys) implements PreSharedKeySource {
    @Override
    public List<ExternalPsk> offered(Optional<String> serverName) {
        return keys;
    }

    @Override
    public Optional<ExternalPsk> find(Bytes identity) {
        throw new AssertionError("a client looks for none");
    }
}
