package io.handfast.jsse.trust;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A trust manager with one decision behind the six questions that it may be asked (JSSE, {@code X509ExtendedTrustManager}). */
abstract class RoleTrust extends X509ExtendedTrustManager {
    /**
     * Accepts a chain, or says why not.
     *
     * @param role the side that shows the chain
     * @param view the connection, if there is one
     */
    abstract void check(
            X509Certificate @Nullable [] chain, @Nullable String authType, PeerRole role, Optional<HandshakeView> view)
            throws CertificateException;

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType, PeerRole.CLIENT, Optional.empty());
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, authType, PeerRole.CLIENT, HandshakeView.required(socket));
    }

    @Override
    public final void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, authType, PeerRole.CLIENT, HandshakeView.required(engine));
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType, PeerRole.SERVER, Optional.empty());
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        check(chain, authType, PeerRole.SERVER, HandshakeView.required(socket));
    }

    @Override
    public final void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain, authType, PeerRole.SERVER, HandshakeView.required(engine));
    }
}
