package io.handfast.jsse.trust;

import io.handfast.failure.CertificateFailure;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A trust manager that knows nothing of connections, with the checks added that need one: the peer's name and the algorithms
 * (JSSE, {@code X509ExtendedTrustManager}).
 */
public final class ExtendedTrust extends X509ExtendedTrustManager {
    private final X509TrustManager plain;

    private ExtendedTrust(X509TrustManager plain) {
        this.plain = plain;
    }

    /** The manager itself when it is extended, for then it decides alone; otherwise the manager with the checks added. */
    public static X509ExtendedTrustManager wrap(X509TrustManager manager) {
        return manager instanceof X509ExtendedTrustManager extended ? extended : new ExtendedTrust(manager);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        plain.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        plain.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        plain.checkClientTrusted(chain, authType);
        checkMore(chain, PeerRole.CLIENT, HandshakeView.required(socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        plain.checkServerTrusted(chain, authType);
        checkMore(chain, PeerRole.SERVER, HandshakeView.required(socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        plain.checkClientTrusted(chain, authType);
        checkMore(chain, PeerRole.CLIENT, HandshakeView.required(engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        plain.checkServerTrusted(chain, authType);
        checkMore(chain, PeerRole.SERVER, HandshakeView.required(engine));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        X509Certificate[] issuers = plain.getAcceptedIssuers();
        return issuers == null ? new X509Certificate[0] : issuers;
    }

    private void checkMore(X509Certificate[] chain, PeerRole role, Optional<HandshakeView> view)
            throws CertificateException {
        if (view.isEmpty()) {
            return;
        }
        checkAlgorithms(chain, role, view);
        PeerIdentity.check(view.get(), chain[0], role);
    }

    private void checkAlgorithms(X509Certificate[] chain, PeerRole role, Optional<HandshakeView> view)
            throws CertificateException {
        Set<X509Certificate> trusted = new HashSet<>(Arrays.asList(getAcceptedIssuers()));
        ChainAlgorithms algorithms = new ChainAlgorithms(ChainAlgorithms.rulesOf(view), role, false, view);
        for (X509Certificate each : chain) {
            // The platform documents that its rules apply neither to trust anchors nor to self-signed certificates.
            if (!trusted.contains(each) && !isSelfSigned(each)) {
                try {
                    algorithms.check(each);
                } catch (CertPathValidatorException e) {
                    throw CertificateFailure.of(CertificateFailure.Check.ALGORITHM, String.valueOf(e.getMessage()))
                            .certificate(each, Arrays.asList(chain))
                            .advice(CheckOfReason.advice(e.getReason()))
                            .cause(e)
                            .exception();
                }
            }
        }
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
