package io.handfast.jsse;

import io.handfast.config.Credential;
import io.handfast.config.CredentialSource;
import io.handfast.config.PeerVerifier;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Stands in a configuration for the trust and the keys that each connection brings along: has neither (RFC 8446 §9). */
enum Nobody implements PeerVerifier, CredentialSource {
    NOBODY;

    @Override
    public void verifyServer(List<X509Certificate> chain, String authType) throws CertificateException {
        throw refusal();
    }

    @Override
    public void verifyClient(List<X509Certificate> chain, String authType) throws CertificateException {
        throw refusal();
    }

    @Override
    public List<byte[]> acceptedAuthorities() {
        return List.of();
    }

    @Override
    public Optional<Credential> serverCredential(String keyType, List<byte[]> authorities) {
        return Optional.empty();
    }

    @Override
    public Optional<Credential> clientCredential(List<String> keyTypes, List<byte[]> authorities) {
        return Optional.empty();
    }

    private static CertificateException refusal() {
        return new CertificateException("this configuration belongs to no connection, so nobody is trusted");
    }
}
