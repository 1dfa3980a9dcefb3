package io.handfast.bench.primitive;

import java.io.Closeable;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** A cryptographic operation with all that it needs at hand, so that it can be repeated; some send what comes out of it. */
@FunctionalInterface
public interface Operation extends Closeable {
    /** Does it once; what it returns depends on the outcome, so that nothing is computed in vain. */
    int run() throws GeneralSecurityException, IOException;

    /** Closes its sockets, if it has any. */
    @Override
    default void close() throws IOException {}
}
