package io.handfast.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.testing.KeyKind;
import io.handfast.wire.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What RSA keys sign with before TLS 1.2, against the arithmetic itself (RFC 4346 §4.7, RFC 8017 §9.2). */
class RsaMd5Sha1SchemeTest {
    private static final Jca JCA = Jca.of(Jca.Source.AUTO);
    private static final KeyPair RSA = KeyKind.RSA.generate();
    private static final byte[] CONTENT = "what is to be signed".getBytes(StandardCharsets.US_ASCII);

    private final SignatureScheme scheme = new RsaMd5Sha1Scheme();

    @Test
    void signsBothHashesWithoutTheirNames() throws GeneralSecurityException {
        RSAPublicKey key = (RSAPublicKey) RSA.getPublic();
        byte[] signature = scheme.sign(JCA, RSA.getPrivate(), new SecureRandom(), CONTENT);
        String block = new BigInteger(1, signature)
                .modPow(key.getPublicExponent(), key.getModulus())
                .toString(16);
        String hashes =
                Bytes.owning(MessageDigest.getInstance("MD5").digest(CONTENT)).toHex()
                        + Bytes.owning(MessageDigest.getInstance("SHA-1").digest(CONTENT))
                                .toHex();
        // 256 bytes: 00 01, padding of ones, 00, and the 36 bytes of the hashes.
        assertEquals("1" + "ff".repeat(256 - 2 - 1 - 36) + "00" + hashes, block);
    }

    @Test
    void verifiesItsOwnAndNothingElse() throws GeneralSecurityException {
        byte[] signature = scheme.sign(JCA, RSA.getPrivate(), new SecureRandom(), CONTENT);
        assertTrue(scheme.verify(JCA, RSA.getPublic(), CONTENT, signature));
        assertFalse(scheme.verify(JCA, RSA.getPublic(), new byte[1], signature));
        assertFalse(scheme.verify(JCA, KeyKind.RSA.generate().getPublic(), CONTENT, signature));
        assertFalse(scheme.verify(JCA, RSA.getPublic(), CONTENT, new byte[0]));
        assertFalse(scheme.verify(JCA, RSA.getPublic(), CONTENT, new byte[256]));
        for (int bit = 0; bit < 8 * signature.length; bit += 61) {
            byte[] altered = signature.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(scheme.verify(JCA, RSA.getPublic(), CONTENT, altered), "bit " + bit);
        }
    }

    @Test
    void aSignatureWithTheNameOfAHashIsNoneOfThese() throws GeneralSecurityException {
        SignatureScheme named = SignatureSchemes.byName("rsa_pkcs1_sha1").orElseThrow();
        byte[] signature = named.sign(JCA, RSA.getPrivate(), new SecureRandom(), CONTENT);
        assertFalse(scheme.verify(JCA, RSA.getPublic(), CONTENT, signature));
    }

    @Test
    void oneSchemeForEachKindOfKey() {
        for (KeyKind kind : List.of(KeyKind.RSA, KeyKind.EC_P256, KeyKind.EC_P521)) {
            assertEquals(
                    1,
                    SignatureSchemes.before12().stream()
                            .filter(each -> each.fits(kind.generate().getPublic(), false))
                            .count(),
                    kind.name());
        }
        for (KeyKind kind : List.of(KeyKind.RSASSA_PSS, KeyKind.ED25519)) {
            assertTrue(SignatureSchemes.before12().stream()
                    .noneMatch(each -> each.fits(kind.generate().getPublic(), false)));
        }
        assertFalse(scheme.usableIn13());
        assertTrue(scheme.legacy());
        assertEquals(Optional.empty(), SignatureSchemes.byName(scheme.ianaName()), "nobody can ask for it by name");
    }
}
