package io.handfast.tools.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.KeyStore;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateAuthorityTest {

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void aChainOfEachKindIsValid(KeyKind kind) throws Exception {
        CertificateAuthority root = CertificateAuthority.root("root", kind);
        Credential leaf = root.intermediate("intermediate", kind).issue(LeafProfile.server("leaf", kind, "host.test"));
        assertEquals(2, leaf.chain().size());
        validate(root, leaf);
        KeyStore store = leaf.keyStore();
        assertEquals(leaf.key(), store.getKey("leaf", Credential.PASSWORD.toCharArray()));
    }

    @Test
    void anotherRootDoesNotVouch() throws Exception {
        CertificateAuthority root = CertificateAuthority.root("root", KeyKind.P256);
        CertificateAuthority other = CertificateAuthority.root("root", KeyKind.P256);
        Credential leaf = root.issue(LeafProfile.client("leaf", KeyKind.P256));
        assertThrows(CertPathValidatorException.class, () -> validate(other, leaf));
    }

    @Test
    void anExpiredLeafHasExpired() throws Exception {
        Credential leaf = CertificateAuthority.root("root", KeyKind.P256)
                .issue(LeafProfile.server("leaf", KeyKind.P256, "host.test").expired());
        assertThrows(CertificateExpiredException.class, leaf.leaf()::checkValidity);
    }

    private static void validate(CertificateAuthority root, Credential leaf) throws Exception {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(leaf.chain());
        PKIXParameters parameters = new PKIXParameters(Credential.trustStore(root.certificate()));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
