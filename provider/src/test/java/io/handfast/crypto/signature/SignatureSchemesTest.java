package io.handfast.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.crypto.Jca.Source;
import io.handfast.crypto.TestJca;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each scheme is, and that the two implementations read each other's signatures. */
class SignatureSchemesTest {
    private static final SecureRandom RANDOM = Jca.of(Source.AUTO).secureRandom();
    private static final byte[] CONTENT = "what is to be signed".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "0403, ecdsa_secp256r1_sha256, EC, SHA256withECDSA, true, false",
        "0503, ecdsa_secp384r1_sha384, EC, SHA384withECDSA, true, false",
        "0603, ecdsa_secp521r1_sha512, EC, SHA512withECDSA, true, false",
        "0807, ed25519, EdDSA, Ed25519, true, false",
        "0808, ed448, EdDSA, Ed448, true, false",
        "0804, rsa_pss_rsae_sha256, RSA, RSASSA-PSS, true, false",
        "0805, rsa_pss_rsae_sha384, RSA, RSASSA-PSS, true, false",
        "0806, rsa_pss_rsae_sha512, RSA, RSASSA-PSS, true, false",
        "0809, rsa_pss_pss_sha256, RSASSA-PSS, RSASSA-PSS, true, false",
        "080A, rsa_pss_pss_sha384, RSASSA-PSS, RSASSA-PSS, true, false",
        "080B, rsa_pss_pss_sha512, RSASSA-PSS, RSASSA-PSS, true, false",
        "0401, rsa_pkcs1_sha256, RSA, SHA256withRSA, false, false",
        "0501, rsa_pkcs1_sha384, RSA, SHA384withRSA, false, false",
        "0601, rsa_pkcs1_sha512, RSA, SHA512withRSA, false, false",
        "0201, rsa_pkcs1_sha1, RSA, SHA1withRSA, false, true",
        "0203, ecdsa_sha1, EC, SHA1withECDSA, false, true"
    })
    @Spec("RFC8446-4.4.3-8")
    void aSchemeIsWhatTheRegistrySays(
            String codePoint, String name, String keyAlgorithm, String jcaName, boolean in13, boolean legacy) {
        SignatureScheme scheme =
                SignatureSchemes.byCodePoint(Integer.parseInt(codePoint, 16)).orElseThrow();
        assertEquals(name, scheme.ianaName());
        assertEquals(Optional.of(scheme), SignatureSchemes.byName(name));
        assertEquals(keyAlgorithm, scheme.keyAlgorithm());
        assertEquals(jcaName, scheme.jcaName());
        assertEquals(in13, scheme.usableIn13());
        assertEquals(legacy, scheme.legacy());
        assertTrue(scheme.supported(Jca.of(Source.AUTO)));
        assertTrue(scheme.constraintNames().containsAll(List.of(name, jcaName)));
        assertEquals(keyAlgorithm.equals("EdDSA"), scheme.hash().isEmpty());
    }

    @Test
    @Spec({"RFC8446-4.2.3-15", "RFC8446-4.2.3-20", "RFC8446-4.2.3-21"})
    void legacySchemesComeLastAndUnknownOnesAreAbsent() {
        List<SignatureScheme> all = SignatureSchemes.all();
        assertEquals(16, all.size());
        assertTrue(all.subList(0, 14).stream().noneMatch(SignatureScheme::legacy));
        assertTrue(SignatureSchemes.byCodePoint(0x0202).isEmpty());
        assertTrue(SignatureSchemes.byName("dsa_sha1").isEmpty());
    }

    static List<Arguments> schemesAndKeys() {
        List<Arguments> pairs = new ArrayList<>();
        for (KeyKind kind : KeyKind.values()) {
            if (kind != KeyKind.RSA_1024) {
                KeyPair keys = kind.generate();
                for (SignatureScheme scheme : SignatureSchemes.all()) {
                    if (scheme.fits(keys.getPublic(), false)) {
                        pairs.add(Arguments.of(scheme, kind, keys));
                    }
                }
            }
        }
        return pairs;
    }

    @Test
    void everySchemeHasAKey() {
        // 4 schemes for each of 3 curves, 2 EdDSA, 3 PSS keys, and 7 for a plain RSA key.
        assertEquals(3 * 4 + 2 + 3 + 7, schemesAndKeys().size());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("schemesAndKeys")
    @Spec({"RFC8446-4.2.3-7", "RFC8446-4.2.3-9"})
    void whatOneSignsTheOtherVerifies(SignatureScheme scheme, KeyKind kind, KeyPair keys)
            throws GeneralSecurityException {
        byte[] otherContent = CONTENT.clone();
        otherContent[3] ^= 1;
        KeyPair otherKeys = kind.generate();
        for (Source signing : List.of(Source.PLATFORM, Source.BUNDLED)) {
            byte[] signature = scheme.sign(Jca.of(signing), keys.getPrivate(), RANDOM, CONTENT);
            for (Source verifying : List.of(Source.PLATFORM, Source.BUNDLED)) {
                Jca jca = Jca.of(verifying);
                assertTrue(scheme.verify(jca, keys.getPublic(), CONTENT, signature));
                assertFalse(scheme.verify(jca, keys.getPublic(), otherContent, signature));
                assertFalse(scheme.verify(jca, keys.getPublic(), new byte[0], signature));
                assertFalse(scheme.verify(jca, otherKeys.getPublic(), CONTENT, signature));
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("schemesAndKeys")
    void aMutilatedSignatureIsFalseAndNoException(SignatureScheme scheme, KeyKind kind, KeyPair keys)
            throws GeneralSecurityException {
        byte[] signature = scheme.sign(Jca.of(Source.AUTO), keys.getPrivate(), RANDOM, CONTENT);
        List<byte[]> mutilated = new ArrayList<>();
        mutilated.add(new byte[0]);
        mutilated.add(new byte[] {0x30});
        mutilated.add(new byte[signature.length]);
        mutilated.add(Arrays.copyOf(signature, signature.length - 1));
        mutilated.add(Arrays.copyOf(signature, signature.length + 1));
        int step = Math.max(1, signature.length / 16);
        for (int position = 0; position < signature.length; position += step) {
            byte[] altered = signature.clone();
            altered[position] ^= 0x10;
            mutilated.add(altered);
        }
        for (Source source : List.of(Source.PLATFORM, Source.BUNDLED)) {
            for (byte[] bad : mutilated) {
                assertFalse(scheme.verify(Jca.of(source), keys.getPublic(), CONTENT, bad), kind.name());
            }
        }
    }

    @Test
    void aBundledEcdsaSignatureDependsOnContentAndRandomness() throws GeneralSecurityException {
        Jca jca = Jca.of(Source.BUNDLED);
        KeyPair keys = KeyKind.EC_P256.generate();
        SignatureScheme scheme =
                SignatureSchemes.byName("ecdsa_secp256r1_sha256").orElseThrow();
        byte[] first = scheme.sign(jca, keys.getPrivate(), TestJca.fixed((byte) 1), CONTENT);
        byte[] again = scheme.sign(jca, keys.getPrivate(), TestJca.fixed((byte) 1), CONTENT);
        byte[] otherRandom = scheme.sign(jca, keys.getPrivate(), TestJca.fixed((byte) 2), CONTENT);
        byte[] otherContent = scheme.sign(jca, keys.getPrivate(), TestJca.fixed((byte) 1), new byte[] {1});
        assertArrayEquals(first, again);
        // The first integer comes from the nonce alone: it must differ whenever anything differs.
        assertFalse(Arrays.equals(Arrays.copyOf(first, 30), Arrays.copyOf(otherRandom, 30)));
        assertFalse(Arrays.equals(Arrays.copyOf(first, 30), Arrays.copyOf(otherContent, 30)));
    }
}
