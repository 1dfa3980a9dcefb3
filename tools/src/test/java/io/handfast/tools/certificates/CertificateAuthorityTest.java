package io.handfast.tools.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void aFolderHasThePemFilesOfEveryKind(@TempDir Path folder) throws Exception {
        CertificateFolder.fill(folder, List.of("host.test", "::1"), "");
        for (KeyKind kind : KeyKind.values()) {
            for (String name : List.of("server-" + kind, "client-" + kind)) {
                assertTrue(Files.readString(folder.resolve(name + ".key")).startsWith("-----BEGIN PRIVATE KEY-----\n"));
                assertTrue(Files.readString(folder.resolve(name + ".csr"))
                        .startsWith("-----BEGIN CERTIFICATE REQUEST-----\n"));
                KeyStore store =
                        KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), Credential.PASSWORD.toCharArray());
                assertEquals(2, store.getCertificateChain("leaf").length);
                try (var chain = Files.newInputStream(folder.resolve(name + ".chain"))) {
                    assertEquals(
                            1,
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificates(chain)
                                    .size());
                }
            }
        }
    }

    private static void validate(CertificateAuthority root, Credential leaf) throws Exception {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(leaf.chain());
        PKIXParameters parameters = new PKIXParameters(Credential.trustStore(root.certificate()));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
