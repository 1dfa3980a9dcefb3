package io.handfast.x509;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import io.handfast.testing.TestCertificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from certificates of every key kind (RFC 5280 §4). */
class CertificateFactsTest {
    @ParameterizedTest
    @CsvSource({
        "RSA, RSA, , 2048, SHA256",
        "RSASSA_PSS, RSASSA-PSS, , 2048, SHA256",
        "EC_P256, EC, secp256r1, 256, SHA256",
        "EC_P384, EC, secp384r1, 384, SHA384",
        "EC_P521, EC, secp521r1, 521, SHA512",
        "ED25519, EdDSA, Ed25519, -1, EdDSA",
        "ED448, EdDSA, Ed448, -1, EdDSA",
    })
    void keysAndSignatures(KeyKind kind, String type, String curve, int size, String signedWith) throws Exception {
        CertificateFacts facts = CertificateFacts.of(TestCa.of(kind).root());
        assertEquals(type, facts.keyType());
        assertEquals(Optional.ofNullable(curve), facts.curve());
        assertEquals(size, facts.keySize().orElse(-1));
        assertTrue(
                facts.signatureNames().contains(signedWith),
                facts.signatureNames().toString());
        assertTrue(facts.selfIssued());
        assertTrue(facts.allows(KeyUsage.KEY_CERT_SIGN));
        assertFalse(facts.allows(KeyUsage.DIGITAL_SIGNATURE));
    }

    @Test
    void signatureNamesHaveTheParts() throws CertificateException {
        X509Certificate sha1 = TestCertificate.alone(KeyKind.RSA)
                .signedWith("SHA1withRSA")
                .selfSigned()
                .certificate();
        assertEquals(
                Set.of("SHA1withRSA", "SHA1", "SHA-1", "RSA"),
                CertificateFacts.of(sha1).signatureNames());
        assertEquals(
                Set.of("RSASSA-PSS", "RSA", "SHA256", "SHA-256", "SHA256withRSA"),
                CertificateFacts.of(TestCa.of(KeyKind.RSASSA_PSS).root()).signatureNames());
    }

    @Test
    void withoutExtensionsEveryUseIsAllowed() throws CertificateException {
        CertificateFacts facts = CertificateFacts.of(
                TestCertificate.alone(KeyKind.EC_P256).selfSigned().certificate());
        assertEquals(Optional.empty(), facts.keyUsage());
        assertEquals(Optional.empty(), facts.purposes());
        assertTrue(facts.allows(KeyUsage.DIGITAL_SIGNATURE));
        assertTrue(facts.allowsPurpose(CertificateFacts.SERVER_AUTHENTICATION));
    }

    @Test
    void withoutExtensionsThereAreNoNames() throws CertificateException {
        assertEquals(
                new SubjectNames(List.of(), List.of()),
                SubjectNames.of(
                        TestCertificate.alone(KeyKind.EC_P256).selfSigned().certificate()));
    }

    @Test
    void purposes() throws CertificateException {
        CertificateFacts client = CertificateFacts.of(
                TestCertificate.alone(KeyKind.EC_P256).clientAuth().selfSigned().certificate());
        assertFalse(client.allowsPurpose(CertificateFacts.SERVER_AUTHENTICATION));
        assertTrue(client.allowsPurpose(CertificateFacts.CLIENT_AUTHENTICATION));
        CertificateFacts any = CertificateFacts.of(TestCertificate.alone(KeyKind.EC_P256)
                .purpose(KeyPurposeId.anyExtendedKeyUsage)
                .selfSigned()
                .certificate());
        assertTrue(any.allowsPurpose(CertificateFacts.SERVER_AUTHENTICATION));
    }

    @Test
    void namesThatDoNotParseAreAnErrorAndNotNoNames() {
        X509Certificate broken = TestCertificate.alone(KeyKind.EC_P256)
                .extension("2.5.29.17", false, new byte[] {0x30, 0x05, 0x01})
                .selfSigned()
                .certificate();
        assertThrows(CertificateException.class, () -> SubjectNames.of(broken));
        // What has nothing to do with names may still be read.
        assertDoesNotThrow(() -> CertificateFacts.of(broken));
    }
}
