package io.handfast.bench.stack;

import io.handfast.tools.certificates.CertificateAuthority;
import io.handfast.tools.certificates.Credential;
import io.handfast.tools.certificates.KeyKind;
import io.handfast.tools.certificates.LeafProfile;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

/**
 * A server's chain of leaf and intermediate, and the root that the client trusts.
 *
 * @param credential the server's key and chain
 * @param anchor the root
 */
public record Site(Credential credential, X509Certificate anchor) {
    /** The name that the client asks for and checks. */
    public static final String HOST = "bench.example";

    /** Makes fresh keys and certificates, all of one kind. */
    public static Site make(KeyKind kind) throws GeneralSecurityException {
        CertificateAuthority root = CertificateAuthority.root("Bench root", kind);
        CertificateAuthority intermediate = root.intermediate("Bench intermediate", kind);
        return new Site(intermediate.issue(LeafProfile.server(HOST, kind, HOST)), root.anchor());
    }
}
