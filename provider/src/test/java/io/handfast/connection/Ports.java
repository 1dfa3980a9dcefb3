package io.handfast.connection;

import io.handfast.config.Credential;
import io.handfast.config.CredentialSource;
import io.handfast.config.PeerVerifier;
import io.handfast.config.TlsConfigBuilder;
import io.handfast.testing.Identity;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ports of a configuration for tests: credentials that are there, and a verifier that asks for one root. */
record Ports(X509Certificate root, List<Identity> identities, List<String> verified)
        implements PeerVerifier, CredentialSource {

    Ports(X509Certificate root, Identity... identities) {
        this(root, List.of(identities), new ArrayList<>());
    }

    TlsConfigBuilder config() {
        return new TlsConfigBuilder(new SecureRandom(), this, this);
    }

    @Override
    public void verifyServer(List<X509Certificate> chain, String authType) throws CertificateException {
        verify(chain, "server " + authType);
    }

    @Override
    public void verifyClient(List<X509Certificate> chain, String authType) throws CertificateException {
        verify(chain, "client " + authType);
    }

    private void verify(List<X509Certificate> chain, String what) throws CertificateException {
        verified.add(what);
        X509Certificate last = chain.get(chain.size() - 1);
        if (!last.getIssuerX500Principal().equals(root.getSubjectX500Principal())) {
            throw new CertificateException("not signed by the root of this test");
        }
    }

    @Override
    public List<byte[]> acceptedAuthorities() {
        return List.of(root.getSubjectX500Principal().getEncoded());
    }

    @Override
    public Optional<Credential> serverCredential(String keyType, List<byte[]> authorities) {
        return identities.stream()
                .filter(identity -> identity.privateKey().getAlgorithm().equals(keyType))
                .map(identity -> new Credential(identity.privateKey(), identity.chain()))
                .findFirst();
    }

    @Override
    public Optional<Credential> clientCredential(List<String> keyTypes, List<byte[]> authorities) {
        return keyTypes.stream()
                .map(keyType -> serverCredential(keyType, authorities))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
