package io.handfast.jsse;

import io.handfast.config.PeerVerifier;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.X509ExtendedTrustManager;

/** The decision about a peer's chain, as a JSSE trust manager makes it for one engine or socket (RFC 8446 §4.4.2.4). */
record TrustPort(X509ExtendedTrustManager manager, Caller caller) implements PeerVerifier {
    @Override
    public void verifyServer(List<X509Certificate> chain, String authType) throws CertificateException {
        caller.checkServer(manager, chain.toArray(new X509Certificate[0]), authType);
    }

    @Override
    public void verifyClient(List<X509Certificate> chain, String authType) throws CertificateException {
        caller.checkClient(manager, chain.toArray(new X509Certificate[0]), authType);
    }

    @Override
    public List<byte[]> acceptedAuthorities() {
        return Arrays.stream(manager.getAcceptedIssuers())
                .map(issuer -> issuer.getSubjectX500Principal().getEncoded())
                .toList();
    }
}
