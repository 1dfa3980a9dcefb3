package io.handfast.jsse;

import io.handfast.config.TlsConfig;
import java.security.Principal;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** The engine or socket on whose behalf key and trust managers are asked, as their APIs want to know it (JSSE). */
interface Caller {
    /**
     * What the connection goes on with, so that managers and views know it.
     *
     * @param config made of the settings
     */
    void adopt(ConnectionSettings settings, SessionContext sessions, TlsConfig config);

    void checkServer(X509ExtendedTrustManager manager, X509Certificate[] chain, String authType)
            throws CertificateException;

    void checkClient(X509ExtendedTrustManager manager, X509Certificate[] chain, String authType)
            throws CertificateException;

    /** The alias of a server's key, or null. */
    @Nullable
    String serverAlias(X509KeyManager manager, String keyType, Principal @Nullable [] issuers);

    /** The alias of a client's key, or null. */
    @Nullable
    String clientAlias(X509KeyManager manager, String[] keyTypes, Principal @Nullable [] issuers);
}
