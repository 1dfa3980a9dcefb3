package io.handfast;

import io.handfast.iana.ProtocolVersion;
import io.handfast.jsse.ContextSpi;
import io.handfast.jsse.Setting;
import io.handfast.jsse.Settings;
import io.handfast.jsse.trust.PemTrust;
import io.handfast.jsse.trust.PkixTrustManagerFactory;
import io.handfast.jsse.trust.X509KeyManagerFactory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes an SSLContext from PEM files or key stores, whose connections begin with settings of the program's (JSSE, SSLContext).
 *
 * <pre>{@code
 * SSLContext server = HandfastContext.builder()
 *         .identity(Path.of("server.pem"), Path.of("server.key"))
 *         .trust(Path.of("clients.pem"))
 *         .needClientAuthentication()
 *         .applicationProtocols("h2", "http/1.1")
 *         .build();
 * }</pre>
 *
 * <p>Also for programs that hand their {@code SSLContext} to a library which makes the connections itself, or copies
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
    private final List<Path> trusted = new ArrayList<>();
    private IdentityFiles.@Nullable Builder files;
    private @Nullable HandfastParameters parameters;

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
        files = null;
        return this;
    }

    /**
     * Adds an identity in PEM files, which are read by {@link #build} and again when they change, see {@link IdentityFiles}.
     * Takes the place of key managers given before.
     *
     * @param chain our certificate and those of its issuers
     * @param key its private key, not encrypted; may be the same file
     */
    public HandfastContext identity(Path chain, Path key) {
        return identities(builder -> builder.add(chain, key));
    }

    /**
     * As {@link #identity(Path, Path)}, with an encrypted key.
     *
     * @param password copied
     */
    public HandfastContext identity(Path chain, Path key, char[] password) {
        return identities(builder -> builder.add(chain, key, password));
    }

    /** Our identities in files that the program may have read again. */
    public HandfastContext identities(IdentityFiles loaded) {
        return keyManagers(loaded.keyManager());
    }

    private HandfastContext identities(Consumer<IdentityFiles.Builder> addition) {
        IdentityFiles.Builder builder = files == null ? IdentityFiles.builder() : files;
        addition.accept(builder);
        keyManagers = null;
        files = builder;
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
        trusted.clear();
        return this;
    }

    /**
     * Adds PEM files with certificates that we trust; they are read by {@link #build}, once. Takes the place of trust managers
     * given before.
     */
    public HandfastContext trust(Path... certificates) {
        trustManagers = null;
        trusted.addAll(List.of(certificates));
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
     * What every connection begins with, in place of the provider's defaults and of what was chosen here before;
     * {@link HandfastParameters} carry more than others. A server passes over what only a client can do, and the other way round.
     *
     * @param wanted copied
     */
    public HandfastContext parameters(SSLParameters wanted) {
        parameters = HandfastParameters.of(wanted);
        return this;
    }

    /** The versions to speak, such as {@code TLSv1.3}; a name that nobody knows is found out by {@link #build}. */
    public HandfastContext protocols(String... names) {
        chosen().setProtocols(names);
        return this;
    }

    /** The suites to speak, such as {@code TLS_AES_128_GCM_SHA256}, most preferred first; names are checked as those of versions. */
    public HandfastContext cipherSuites(String... names) {
        chosen().setCipherSuites(names);
        return this;
    }

    /** The groups to offer and to accept, see {@link HandfastParameters#setNamedGroups}. */
    public HandfastContext groups(String... names) {
        chosen().setNamedGroups(names);
        return this;
    }

    /**
     * The application protocols (ALPN), such as {@code h2}, most preferred first.
     *
     * @throws IllegalArgumentException if a name is empty
     */
    public HandfastContext applicationProtocols(String... names) {
        chosen().setApplicationProtocols(names);
        return this;
    }

    /** Has servers ask this callback about each client, see {@link HandfastParameters#setClientHelloCallback}. */
    public HandfastContext clientHello(ClientHelloCallback callback) {
        chosen().setClientHelloCallback(callback);
        return this;
    }

    /** Has servers ask for a certificate, and refuse clients without one. */
    public HandfastContext needClientAuthentication() {
        chosen().setNeedClientAuth(true);
        return this;
    }

    /** Has servers ask for a certificate, and go on with clients that have none. */
    public HandfastContext wantClientAuthentication() {
        chosen().setWantClientAuth(true);
        return this;
    }

    /**
     * Has clients check that the server's certificate is for the host they want: {@code HTTPS} or {@code LDAPS}. Servers of
     * the same context check no name; one whose own parameters say so does.
     */
    public HandfastContext endpointIdentification(String algorithm) {
        chosen().setEndpointIdentificationAlgorithm(algorithm);
        return this;
    }

    private HandfastParameters chosen() {
        HandfastParameters current = parameters == null ? new HandfastParameters() : parameters;
        parameters = current;
        return current;
    }

    /**
     * The keys that seal our tickets, shared with others; by default the context makes its own and renews them. Servers
     * that share keys take no early data, because one cannot know what was replayed to another.
     */
    public HandfastContext ticketKeys(HandfastTicketKeys keys) {
        settings = settings.with(Setting.TICKET_KEYS, keys.ring());
        return this;
    }

    /**
     * How much connections of this context do to learn whether their peers' certificates have been revoked; for one connection
     * {@link HandfastParameters#setRevocation} may say otherwise. Trust managers that are not of this provider do not know of it.
     */
    public HandfastContext revocation(Revocation policy) {
        settings = settings.with(Setting.REVOCATION, Revocation.policy(policy));
        return this;
    }

    /**
     * Whether servers of this context fetch OCSP responses for their certificates and staple them; by default as
     * {@code jdk.tls.server.enableStatusRequestExtension} says. The other {@code jdk.tls.stapling} properties tell how.
     */
    public HandfastContext stapling(boolean wanted) {
        settings = settings.with(Setting.STAPLES, wanted);
        return this;
    }

    /**
     * Servers of this context staple the OCSP response in a file, and fetch none. The file is read again when it changes; a
     * response is stapled to the certificate that it is about, while it holds and says that the certificate is good.
     *
     * @param file an OCSP response in DER, as {@code openssl ocsp -respout} writes it; need not be there yet
     */
    public HandfastContext stapledResponse(Path file) {
        settings = settings.with(Setting.STAPLE_FILE, file);
        return this;
    }

    /**
     * Makes the context, initialised and ready for use.
     *
     * @throws KeyManagementException if the keys or the trust do not serve, which for files says which one and why, or if a
     *     property is wrong or the parameters name a protocol or suite that nobody knows
     */
    public SSLContext build() throws KeyManagementException {
        Optional<SSLParameters> copy = Optional.ofNullable(parameters).map(HandfastParameters::of);
        ContextSpi spi = new ContextSpi(provider::trace, ProtocolVersion.TLS13, settings, copy);
        try {
            IdentityFiles.Builder ofFiles = files;
            spi.init(
                    ofFiles == null
                            ? keyManagers
                            : new KeyManager[] {ofFiles.load().keyManager()},
                    trusted.isEmpty() ? trustManagers : new TrustManager[] {PemTrust.of(trusted)},
                    random);
        } catch (KeyManagementException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new KeyManagementException(e.getMessage(), e);
        }
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
            super(new X509KeyManagerFactory(true), provider, "PKIX");
        }
    }

    private static final class Trust extends TrustManagerFactory {
        Trust(HandfastProvider provider) {
            super(new PkixTrustManagerFactory(), provider, "PKIX");
        }
    }
}
