package io.handfast.jsse;

import io.handfast.HandfastProvider;
import io.handfast.testing.Identity;
import io.handfast.testing.TestCa;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Contexts for tests, of our provider or of the JDK's. */
final class Contexts {
    static final Provider HANDFAST = new HandfastProvider();

    private Contexts() {}

    static Provider jdk() {
        return Security.getProvider("SunJSSE");
    }

    static SSLContext context(Provider provider, TestCa ca, Identity... identities) {
        return context(provider, "TLS", ca, identities);
    }

    static SSLContext context(Provider provider, String algorithm, TestCa ca, Identity... identities) {
        return context(provider, algorithm, null, ca, identities);
    }

    static SSLContext context(
            Provider provider, String algorithm, @Nullable SecureRandom random, TestCa ca, Identity... identities) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX", provider);
            keys.init(TestCa.keyStore(identities), TestCa.PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", provider);
            trust.init(ca.trustStore());
            SSLContext context = SSLContext.getInstance(algorithm, provider);
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), random);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not make a context", e);
        }
    }
}
