package io.handfast.bench.stack;

import io.handfast.tools.certificates.CertificateAuthority;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import io.handfast.tools.certificates.LeafProfile;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A server's chain of leaf and intermediate, and the root that the client trusts.
 *
 * @param credential the server's key and chain
 * @param anchor the root
 */
public record Site(Credential credential, X509Certificate anchor) {
    /** The name that the client asks for and checks. */
    public static final String HOST = "bench.example";

    /**
     * What stands in key stores that {@link Credential} made.
     *
     * @param identities of the server
     * @param anchors of the client
     */
    public static Site of(KeyStore identities, KeyStore anchors) throws GeneralSecurityException {
        PrivateKey key = (PrivateKey) identities.getKey(Credential.ENTRY, Credential.PASSWORD.toCharArray());
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : Arrays.asList(identities.getCertificateChain(Credential.ENTRY))) {
            chain.add((X509Certificate) certificate);
        }
        return new Site(new Credential(key, chain), (X509Certificate) anchors.getCertificate(Credential.FIRST_ANCHOR));
    }

    /** Makes fresh keys and certificates, all of one kind. */
    public static Site make(KeyKind kind) throws GeneralSecurityException {
        CertificateAuthority root = CertificateAuthority.root("Bench root", kind);
        CertificateAuthority intermediate = root.intermediate("Bench intermediate", kind);
        return new Site(intermediate.issue(LeafProfile.server(HOST, kind, HOST)), root.anchor());
    }
}
