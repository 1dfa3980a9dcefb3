package io.handfast.interop.programs;

import io.handfast.HandfastProvider;
import io.handfast.interop.Pki;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** How the provider comes into a program (JCA Reference Guide, "Installing Providers"). */
enum Install {
    /** The program asks for {@code Handfast} by name, and hands contexts to its libraries. */
    NAMED {
        @Override
        HandfastProvider install() {
            HandfastProvider provider = new HandfastProvider();
            Security.addProvider(provider);
            return provider;
        }

        @Override
        SSLContext context() throws GeneralSecurityException {
            return SSLContext.getInstance("TLS", HandfastProvider.NAME);
        }

        @Override
        Optional<SSLContext> client() throws GeneralSecurityException, IOException {
            SSLContext context = context();
            context.init(null, trust().getTrustManagers(), null);
            return Optional.of(context);
        }
    },

    /** It is the first in {@code java.security}: the program does nothing, and trusts what {@code javax.net.ssl.trustStore} names. */
    GLOBAL {
        @Override
        HandfastProvider install() {
            Path store = Pki.pki().directory().resolve("trust.p12");
            try (OutputStream out = Files.newOutputStream(store)) {
                Credential.trustStore(Pki.pki().root()).store(out, Credential.PASSWORD.toCharArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the trust store could not be written", e);
            }
            store.toFile().deleteOnExit();
            System.setProperty("javax.net.ssl.trustStore", store.toString());
            System.setProperty("javax.net.ssl.trustStorePassword", Credential.PASSWORD);
            return (HandfastProvider) Security.getProviders()[0];
        }

        @Override
        SSLContext context() throws GeneralSecurityException {
            return SSLContext.getInstance("TLS");
        }

        @Override
        Optional<SSLContext> client() {
            return Optional.empty();
        }
    };

    /** The one of this JVM: {@code -Dinterop.install=GLOBAL}, or by name. */
    static final Install CURRENT = valueOf(System.getProperty("interop.install", "NAMED"));

    /** The provider in use; its listener counts. */
    static final HandfastProvider PROVIDER = CURRENT.install();

    static final Handshakes HANDSHAKES = new Handshakes();

    static {
        PROVIDER.listener(HANDSHAKES);
    }

    abstract HandfastProvider install();

    /** A context as a program asks for one, not yet initialised. */
    abstract SSLContext context() throws GeneralSecurityException;

    /** What to give to a client that trusts our root; nothing where it finds that out by itself. */
    abstract Optional<SSLContext> client() throws GeneralSecurityException, IOException;

    /** A client's context, for programs that always want one. */
    SSLContext clientContext() throws GeneralSecurityException, IOException {
        Optional<SSLContext> given = client();
        return given.isPresent() ? given.get() : SSLContext.getDefault();
    }

    /** A server's context, with the key of {@link Pki#HOST}. */
    SSLContext serverContext() throws GeneralSecurityException, IOException {
        SSLContext context = context();
        context.init(keys().getKeyManagers(), null, null);
        return context;
    }

    /** The name to give to a library that takes a provider's name; nothing where the first is right. */
    Optional<String> providerName() {
        return this == NAMED ? Optional.of(HandfastProvider.NAME) : Optional.empty();
    }

    static KeyStore keyStore() throws GeneralSecurityException, IOException {
        return Pki.pki().server(KeyKind.P256).keyStore();
    }

    static KeyManagerFactory keys() throws GeneralSecurityException, IOException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keyStore(), Credential.PASSWORD.toCharArray());
        return factory;
    }

    static TrustManagerFactory trust() throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(Credential.trustStore(Pki.pki().root()));
        return factory;
    }

    static X509TrustManager trustManager() throws GeneralSecurityException, IOException {
        return Arrays.stream(trust().getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
