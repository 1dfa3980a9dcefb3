package io.handfast;

import io.handfast.trace.TraceSink;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The security provider named {@code Handfast}: the table of the services it offers to the JCA (JCA Reference Guide, "How
 * to Implement a Provider").
 *
 * <p>A public constructor without arguments lets it be named in a {@code java.security} file or loaded as a service.
 */
public final class HandfastProvider extends Provider {
    /** The name under which the provider is registered. */
    public static final String NAME = "Handfast";

    private static final String VERSION = "0.1.0";

    private static final long serialVersionUID = 1L;

    private transient volatile @Nullable HandshakeListener listener;

    /** Makes the provider; it is in use once it is handed to {@link java.security.Security} or to a JSSE factory. */
    public HandfastProvider() {
        super(NAME, VERSION, "Handfast: TLS 1.3 and TLS 1.2");
    }

    /**
     * Has the connections of this provider instance heard: all that begin after this call.
     *
     * @param listener whom to tell, or null for nobody
     * @return this provider
     */
    public HandfastProvider listener(@Nullable HandshakeListener listener) {
        this.listener = listener;
        return this;
    }

    /** Where a connection that begins now tells what happens. */
    TraceSink trace() {
        HandshakeListener current = listener;
        return current == null ? TraceSink.NONE : new ListenerTrace(current);
    }
}
