package io.handfast.jsse;

import io.handfast.config.TlsConfig;
import java.security.Principal;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** Asks managers on behalf of a socket (JSSE). */
record SocketCaller(TlsSocket socket) implements Caller {
    @Override
    public void adopt(ConnectionSettings settings, SessionContext sessions, TlsConfig config) {
        socket.adopt(settings, sessions, config);
    }

    @Override
    public void checkServer(X509ExtendedTrustManager manager, X509Certificate[] chain, String authType)
            throws CertificateException {
        manager.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkClient(X509ExtendedTrustManager manager, X509Certificate[] chain, String authType)
            throws CertificateException {
        manager.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public @Nullable String serverAlias(X509KeyManager manager, String keyType, Principal @Nullable [] issuers) {
        return manager.chooseServerAlias(keyType, issuers, socket);
    }

    @Override
    public @Nullable String clientAlias(X509KeyManager manager, String[] keyTypes, Principal @Nullable [] issuers) {
        return manager.chooseClientAlias(keyTypes, issuers, socket);
    }
}
