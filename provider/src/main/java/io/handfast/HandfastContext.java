package io.handfast;

import io.handfast.iana.ProtocolVersion;
import io.handfast.jsse.ContextSpi;
import io.handfast.jsse.Setting;
import io.handfast.jsse.Settings;
import io.handfast.jsse.trust.PkixTrustManagerFactory;
import io.handfast.jsse.trust.X509KeyManagerFactory;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes an SSLContext whose connections begin with settings of the program's (JSSE, SSLContext).
 *
 * <p>For programs that hand their {@code SSLContext} to a library which makes the connections itself, or copies
 * {@code SSLParameters} and loses what is not standard in them, as {@code java.net.http.HttpClient} does:
 *
 * <pre>{@code
 * HandfastParameters parameters = new HandfastParameters();
 * parameters.setKeyShareGroups(new String[] {"x25519"});
 * SSLContext context = HandfastContext.builder()
 *         .trustStore(trusted)
 *         .parameters(parameters)
 *         .build();
 * HttpClient client = HttpClient.newBuilder().sslContext(context).build();
 * }</pre>
 *
 * <p>What nobody sets comes from the properties, as in any context of the provider. A builder is used by one thread; each
 * {@code build} makes a context with sessions of its own.
 */
public final class HandfastContext {
    private final HandfastProvider provider;
    private KeyManager @Nullable [] keyManagers;
    private TrustManager @Nullable [] trustManagers;
    private @Nullable SecureRandom random;
    private Settings settings = Settings.none();
    private Optional<SSLParameters> parameters = Optional.empty();

    private HandfastContext(HandfastProvider provider) {
        this.provider = provider;
    }

    /** A context with a provider instance of its own. */
    public static HandfastContext builder() {
        return builder(new HandfastProvider());
    }

    /** A context of this provider instance, whose {@link HandfastProvider#listener listener} hears it. */
    public static HandfastContext builder(HandfastProvider provider) {
        return new HandfastContext(provider);
    }

    /** What chooses our keys; by default the key store that the properties name. The first X509KeyManager counts. */
    public HandfastContext keyManagers(KeyManager... managers) {
        keyManagers = managers.clone();
        return this;
    }

    /**
     * Our keys and chains.
     *
     * @throws GeneralSecurityException if a key cannot be read with the password
     */
    public HandfastContext keyStore(KeyStore store, char[] password) throws GeneralSecurityException {
        KeyManagerFactory factory = new Keys(provider);
        factory.init(store, password);
        return keyManagers(factory.getKeyManagers());
    }

    /** What judges our peers; by default the trust store that the properties name. The first X509TrustManager counts. */
    public HandfastContext trustManagers(TrustManager... managers) {
        trustManagers = managers.clone();
        return this;
    }

    /**
     * The authorities that we trust.
     *
     * @throws GeneralSecurityException if the store cannot be read
     */
    public HandfastContext trustStore(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = new Trust(provider);
        factory.init(store);
        return trustManagers(factory.getTrustManagers());
    }

    /** Where randomness comes from; by default the platform's. */
    public HandfastContext random(SecureRandom source) {
        random = source;
        return this;
    }

    /**
     * What every connection begins with, in place of the provider's defaults; {@link HandfastParameters} carry more than others.
     * A server passes over what only a client can do, and the other way round.
     *
     * @param wanted copied
     */
    public HandfastContext parameters(SSLParameters wanted) {
        parameters = Optional.of(HandfastParameters.of(wanted));
        return this;
    }

    /**
     * The keys that seal our tickets, shared with others; by default the context makes its own and renews them. Servers that share
     * keys take no early data, because one cannot know what was replayed to another.
     */
    public HandfastContext ticketKeys(HandfastTicketKeys keys) {
        settings = settings.with(Setting.TICKET_KEYS, keys.ring());
        return this;
    }

    /**
     * Makes the context, initialised and ready for use.
     *
     * @throws KeyManagementException if the keys or the trust do not serve, or if a property is wrong or the parameters name a
     *     protocol or suite that nobody knows
     */
    public SSLContext build() throws KeyManagementException {
        ContextSpi spi = new ContextSpi(provider::trace, ProtocolVersion.TLS13, settings, parameters);
        spi.init(keyManagers, trustManagers, random);
        return new Built(spi, provider);
    }

    /** The context around our service, made without a look-up, which could find another provider's. */
    private static final class Built extends SSLContext {
        Built(SSLContextSpi spi, HandfastProvider provider) {
            super(spi, provider, "TLS");
        }
    }

    private static final class Keys extends KeyManagerFactory {
        Keys(HandfastProvider provider) {
            super(new X509KeyManagerFactory(), provider, "PKIX");
        }
    }

    private static final class Trust extends TrustManagerFactory {
        Trust(HandfastProvider provider) {
            super(new PkixTrustManagerFactory(), provider, "PKIX");
        }
    }
}
