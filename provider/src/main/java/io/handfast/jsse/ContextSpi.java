package io.handfast.jsse;

import io.handfast.iana.ProtocolVersion;
import io.handfast.jsse.trust.DefaultManagers;
import io.handfast.jsse.trust.ExtendedTrust;
import io.handfast.trace.TraceSink;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What stands behind an SSLContext: managers and defaults in, factories and engines out (JSSE, SSLContextSpi). */
public class ContextSpi extends SSLContextSpi {
    private final Supplier<TraceSink> trace;
    private final ProtocolVersion newestForClient;
    private final Settings settings;
    private final Optional<SSLParameters> parameters;
    private volatile @Nullable TlsContext context;

    /**
     * A context that still has to be initialised.
     *
     * @param trace asked at the beginning of each connection where to report events
     * @param newestForClient the newest version that clients enable unless asked otherwise
     */
    public ContextSpi(Supplier<TraceSink> trace, ProtocolVersion newestForClient) {
        this(trace, newestForClient, Settings.none(), Optional.empty());
    }

    /**
     * A context that still has to be initialised, with defaults of the program's.
     *
     * @param settings what only a whole context can have
     * @param parameters what its connections begin with
     */
    public ContextSpi(
            Supplier<TraceSink> trace,
            ProtocolVersion newestForClient,
            Settings settings,
            Optional<SSLParameters> parameters) {
        this.trace = trace;
        this.newestForClient = newestForClient;
        this.settings = settings;
        this.parameters = parameters;
    }

    /** The context that needs no initialising, because managers and defaults all come from properties. */
    public static ContextSpi initialised(Supplier<TraceSink> trace) throws KeyManagementException {
        ContextSpi spi = new Default(trace);
        spi.init(null, null, null);
        return spi;
    }

    @Override
    protected void engineInit(
            KeyManager @Nullable [] keyManagers, TrustManager @Nullable [] trustManagers, @Nullable SecureRandom random)
            throws KeyManagementException {
        init(keyManagers, trustManagers, random);
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return new TlsSocketFactory(context());
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return new TlsServerSocketFactory(context());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return new Engine(context(), null, -1);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(@Nullable String host, int port) {
        return new Engine(context(), host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return context().sessions(false);
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return context().sessions(true);
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        ConnectionSettings settings = context().settings();
        settings.clientMode(true);
        return ParametersMapping.of(settings, null);
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        ContextDefaults defaults = context().defaults();
        ConnectionSettings settings = new ConnectionSettings(defaults);
        settings.versions(ProtocolNames.supported());
        settings.cipherSuites(SuiteNames.supported(defaults.rules()));
        return ParametersMapping.of(settings, null);
    }

    private TlsContext context() {
        TlsContext current = context;
        if (current == null) {
            throw new IllegalStateException("the SSLContext is not initialised");
        }
        return current;
    }

    /** As {@code SSLContext.init} does it. */
    public final void init(
            KeyManager @Nullable [] keyManagers, TrustManager @Nullable [] trustManagers, @Nullable SecureRandom random)
            throws KeyManagementException {
        try {
            context = new TlsContext(
                    keyManager(keyManagers == null ? DefaultManagers.keyManagers() : keyManagers),
                    ExtendedTrust.wrap(
                            trustManager(trustManagers == null ? DefaultManagers.trustManagers() : trustManagers)),
                    random == null ? new SecureRandom() : random,
                    ContextDefaults.read(newestForClient, settings),
                    parameters,
                    trace);
        } catch (IllegalArgumentException e) {
            throw new KeyManagementException("the SSLContext cannot be initialised: " + e.getMessage(), e);
        }
    }

    private static X509KeyManager keyManager(KeyManager[] managers) {
        for (KeyManager manager : managers) {
            if (manager instanceof X509KeyManager known) {
                return known;
            }
        }
        return new NoKeys();
    }

    private static X509TrustManager trustManager(TrustManager[] managers) {
        for (TrustManager manager : managers) {
            if (manager instanceof X509TrustManager known) {
                return known;
            }
        }
        return new NoTrust();
    }

    /** The default context, which is initialised once and for all. */
    private static final class Default extends ContextSpi {
        Default(Supplier<TraceSink> trace) {
            super(trace, ProtocolVersion.TLS13);
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] keyManagers,
                TrustManager @Nullable [] trustManagers,
                @Nullable SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("the default SSLContext is initialised by the properties alone");
        }
    }
}
