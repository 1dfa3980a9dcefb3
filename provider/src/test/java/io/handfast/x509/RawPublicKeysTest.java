package io.handfast.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.handfast.crypto.Jca;
import io.handfast.testing.KeyKind;
import io.handfast.testing.TestCa;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys without certificates, sound and not (RFC 7250 §3). */
class RawPublicKeysTest {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void keysThatSign(KeyKind kind) throws Exception {
        PublicKey key = kind.generate().getPublic();
        assertEquals(key, RawPublicKeys.parse(JCA, key.getEncoded()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X25519", "DH", "DSA"})
    void keysThatDoNot(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
        assertThrows(InvalidKeyException.class, () -> RawPublicKeys.parse(JCA, encoded));
    }

    @ParameterizedTest
    @EnumSource(names = {"EC_P256", "ED25519"})
    void cutShortAnywhere(KeyKind kind) {
        byte[] encoded = kind.generate().getPublic().getEncoded();
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThrows(
                    CertificateParsingException.class,
                    () -> RawPublicKeys.parse(JCA, cut),
                    () -> cut.length + " bytes");
        }
    }

    @Test
    void somethingBehind() {
        byte[] encoded = KeyKind.EC_P256.generate().getPublic().getEncoded();
        byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
        assertThrows(CertificateParsingException.class, () -> RawPublicKeys.parse(JCA, longer));
    }

    @Test
    void aCertificate() throws Exception {
        byte[] certificate = TestCa.of(KeyKind.EC_P256).root().getEncoded();
        assertThrows(CertificateParsingException.class, () -> RawPublicKeys.parse(JCA, certificate));
    }
}
