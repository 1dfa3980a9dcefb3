package io.handfast.jsse;

import io.handfast.config.TlsConfig;
import java.security.Principal;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** Asks managers on behalf of an engine; a key manager that does not know engines is asked without one (JSSE). */
record EngineCaller(Engine engine) implements Caller {
    @Override
    public void adopt(ConnectionSettings settings, SessionContext sessions, TlsConfig config) {
        engine.adopt(settings, sessions, config);
    }

    @Override
    public void checkServer(X509ExtendedTrustManager manager, X509Certificate[] chain, String authType)
            throws CertificateException {
        manager.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkClient(X509ExtendedTrustManager manager, X509Certificate[] chain, String authType)
            throws CertificateException {
        manager.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public @Nullable String serverAlias(X509KeyManager manager, String keyType, Principal @Nullable [] issuers) {
        return manager instanceof X509ExtendedKeyManager extended
                ? extended.chooseEngineServerAlias(keyType, issuers, engine)
                : manager.chooseServerAlias(keyType, issuers, null);
    }

    @Override
    public @Nullable String clientAlias(X509KeyManager manager, String[] keyTypes, Principal @Nullable [] issuers) {
        return manager instanceof X509ExtendedKeyManager extended
                ? extended.chooseEngineClientAlias(keyTypes, issuers, engine)
                : manager.chooseClientAlias(keyTypes, issuers, null);
    }
}
