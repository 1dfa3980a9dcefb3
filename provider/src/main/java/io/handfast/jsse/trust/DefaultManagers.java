package io.handfast.jsse.trust;

import io.handfast.config.SystemProperties;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/** The managers of a context that was given none, or of the default context (JSSE Reference Guide, "Customizing JSSE"). */
public final class DefaultManagers {
    private DefaultManagers() {}

    /** One manager with the keys of {@code javax.net.ssl.keyStore}, or with no keys when that is not set. */
    public static KeyManager[] keyManagers() throws KeyManagementException {
        try {
            Optional<KeyStore> store = DefaultStores.keys();
            if (store.isEmpty()) {
                return new KeyManager[] {new IndexedKeyManager(KeyIndex.empty())};
            }
            char[] password = SystemProperties.keyStore()
                    .password()
                    .map(String::toCharArray)
                    .orElseGet(() -> new char[0]);
            return new KeyManager[] {new IndexedKeyManager(KeyIndex.of(store.get(), password))};
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyManagementException("the key store of javax.net.ssl.keyStore cannot be used", e);
        }
    }

    /** One manager that trusts {@code javax.net.ssl.trustStore}, or else the platform's own anchors, once they are needed. */
    public static TrustManager[] trustManagers() throws KeyManagementException {
        if (DefaultStores.platformAnchorsHold()) {
            return new TrustManager[] {new PlatformTrust(DefaultStores::platformAnchors)};
        }
        try {
            return new TrustManager[] {PkixTrustManager.of(DefaultStores.anchors())};
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyManagementException("the default trust store cannot be used", e);
        }
    }
}
