package io.handfast.jsse.trust;

import io.handfast.testing.Identity;
import io.handfast.testing.TestCa;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Managers got the way applications get them: from an initialised factory. */
final class Managers {
    private static final Provider SOME_PROVIDER = Security.getProviders()[0];

    private Managers() {}

    static X509ExtendedTrustManager trusting(@Nullable KeyStore store) throws Exception {
        TrustManagerFactory factory = trustFactory();
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    static X509ExtendedTrustManager trusting(ManagerFactoryParameters parameters) throws Exception {
        TrustManagerFactory factory = trustFactory();
        factory.init(parameters);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    static X509ExtendedKeyManager holding(Identity... identities) throws Exception {
        KeyManagerFactory factory = keyFactory();
        factory.init(TestCa.keyStore(identities), TestCa.PASSWORD.toCharArray());
        return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    }

    static TrustManagerFactory trustFactory() {
        TrustManagerFactorySpi spi = new PkixTrustManagerFactory();
        return new TrustManagerFactory(spi, SOME_PROVIDER, "PKIX") {};
    }

    static KeyManagerFactory keyFactory() {
        KeyManagerFactorySpi spi = new X509KeyManagerFactory(false);
        return new KeyManagerFactory(spi, SOME_PROVIDER, "PKIX") {};
    }
}
