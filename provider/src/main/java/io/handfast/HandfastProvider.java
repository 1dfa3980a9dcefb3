package io.handfast;

import io.handfast.crypto.BundledStart;
import io.handfast.iana.ProtocolVersion;
import io.handfast.jsse.ContextSpi;
import io.handfast.jsse.trust.PkixTrustManagerFactory;
import io.handfast.jsse.trust.X509KeyManagerFactory;
import io.handfast.trace.TraceSink;
import java.security.InvalidParameterException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
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
        // Old programs ask for "SSL", and mean what the JDK gives them: TLS.
        offer("SSLContext", "TLS", List.of("SSL"));
        offer("SSLContext", "TLSv1.3", List.of());
        offer("SSLContext", "TLSv1.2", List.of());
        offer("SSLContext", "Default", List.of());
        offer("KeyManagerFactory", "PKIX", List.of());
        offer("KeyManagerFactory", "NewSunX509", List.of());
        offer("KeyManagerFactory", "SunX509", List.of());
        offer("TrustManagerFactory", "PKIX", List.of("SunPKIX", "X509", "X.509"));
        offer("TrustManagerFactory", "SunX509", List.of());
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

    private void offer(String type, String algorithm, List<String> aliases) {
        putService(new Offer(this, type, algorithm, aliases));
    }

    /** A service of this provider, made without reflection, so that its class need not be exported. */
    private static final class Offer extends Service {
        Offer(HandfastProvider provider, String type, String algorithm, List<String> aliases) {
            super(provider, type, algorithm, className(type), aliases, null);
        }

        private static String className(String type) {
            return switch (type) {
                case "SSLContext" -> "io.handfast.jsse.ContextSpi";
                case "KeyManagerFactory" -> "io.handfast.jsse.trust.X509KeyManagerFactory";
                default -> "io.handfast.jsse.trust.PkixTrustManagerFactory";
            };
        }

        @Override
        public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            if (parameter != null) {
                throw new InvalidParameterException(getType() + " takes no parameter");
            }
            BundledStart.begin();
            ClassesAhead.begin();
            return switch (getType()) {
                case "SSLContext" -> context();
                case "KeyManagerFactory" ->
                    new X509KeyManagerFactory(getAlgorithm().equals("SunX509"));
                default -> new PkixTrustManagerFactory();
            };
        }

        private ContextSpi context() throws NoSuchAlgorithmException {
            HandfastProvider provider = (HandfastProvider) getProvider();
            return switch (getAlgorithm()) {
                case "Default" -> initialised(provider);
                case "TLSv1.2" -> new ContextSpi(provider::trace, ProtocolVersion.TLS12);
                default -> new ContextSpi(provider::trace, ProtocolVersion.TLS13);
            };
        }

        private static ContextSpi initialised(HandfastProvider provider) throws NoSuchAlgorithmException {
            try {
                return ContextSpi.initialised(provider::trace);
            } catch (KeyManagementException e) {
                throw new NoSuchAlgorithmException("the default SSLContext cannot be made", e);
            }
        }
    }
}
