package io.handfast.jsse;

import io.handfast.config.OfferedHello;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A program's own choice of what a client meets, by what the client offers (RFC 8446 §4.1.2). */
public interface HelloCallback {
    /**
     * What the program says.
     *
     * @param context a context of ours whose identity, trust and sessions count from here on
     * @param parameters what the connection goes on with, besides or in place of the context's
     */
    record Answer(Optional<SSLContext> context, Optional<SSLParameters> parameters) {}

    /**
     * Asks the program.
     *
     * @throws io.handfast.alert.TlsException if it refuses the client
     */
    Answer answer(OfferedHello hello);
}
