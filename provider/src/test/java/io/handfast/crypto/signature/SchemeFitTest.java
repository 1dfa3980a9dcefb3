package io.handfast.crypto.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.handfast.crypto.Jca;
import io.handfast.testing.KeyKind;
import io.handfast.testing.Spec;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which key goes with which scheme (RFC 8446 §4.2.3). */
class SchemeFitTest {
    private static final Map<KeyKind, PublicKey> KEYS = new EnumMap<>(KeyKind.class);

    private static PublicKey key(KeyKind kind) {
        return KEYS.computeIfAbsent(kind, absent -> absent.generate().getPublic());
    }

    @ParameterizedTest
    @CsvSource({
        "EC_P256, ecdsa_secp256r1_sha256",
        "EC_P384, ecdsa_secp384r1_sha384",
        "EC_P521, ecdsa_secp521r1_sha512",
        "ED25519, ed25519",
        "ED448, ed448",
        "RSA, rsa_pss_rsae_sha256 rsa_pss_rsae_sha384 rsa_pss_rsae_sha512",
        // 1024 bits are 128 bytes: 130 would be needed for two SHA-512 values.
        "RSA_1024, rsa_pss_rsae_sha256 rsa_pss_rsae_sha384",
        "RSASSA_PSS, rsa_pss_pss_sha256 rsa_pss_pss_sha384 rsa_pss_pss_sha512"
    })
    @Spec({"RFC8446-4.2.3-1", "RFC8446-4.2.3-8", "RFC8446-4.2.3-10"})
    void in13(KeyKind kind, String schemes) {
        assertEquals(Set.of(schemes.split(" ")), fitting(key(kind), true));
    }

    @ParameterizedTest
    @CsvSource({
        "EC_P256, ecdsa_secp256r1_sha256 ecdsa_secp384r1_sha384 ecdsa_secp521r1_sha512 ecdsa_sha1",
        "EC_P384, ecdsa_secp256r1_sha256 ecdsa_secp384r1_sha384 ecdsa_secp521r1_sha512 ecdsa_sha1",
        "ED25519, ed25519",
        "RSA, rsa_pss_rsae_sha256 rsa_pss_rsae_sha384 rsa_pss_rsae_sha512"
                + " rsa_pkcs1_sha256 rsa_pkcs1_sha384 rsa_pkcs1_sha512 rsa_pkcs1_sha1",
        "RSASSA_PSS, rsa_pss_pss_sha256 rsa_pss_pss_sha384 rsa_pss_pss_sha512"
    })
    @Spec({"RFC8446-4.2.3-22", "RFC8446-4.2.3-23"})
    void in12(KeyKind kind, String schemes) {
        assertEquals(Set.of(schemes.split(" ")), fitting(key(kind), false));
    }

    @Test
    @Spec("RFC8446-4.2.3-12")
    void aPssKeyTiedToParametersFitsThemOnly() throws GeneralSecurityException {
        assertEquals(Set.of("rsa_pss_pss_sha384"), fitting(pssKey("SHA-384", MGF1ParameterSpec.SHA384, 48), true));
        assertEquals(
                Set.of("rsa_pss_pss_sha256"),
                fitting(pssKey("SHA-256", MGF1ParameterSpec.SHA256, 20), true),
                "the key's salt length is a minimum");
        assertEquals(Set.of(), fitting(pssKey("SHA-256", MGF1ParameterSpec.SHA256, 33), true));
        assertEquals(Set.of(), fitting(pssKey("SHA-256", MGF1ParameterSpec.SHA384, 32), true));
    }

    @ParameterizedTest
    @CsvSource({"1040, true", "1034, true", "1033, false", "1032, false"})
    void pssNeedsRoomForHashAndSalt(int bits, boolean fits) throws GeneralSecurityException {
        PublicKey key = generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
        assertEquals(
                fits,
                SignatureSchemes.byName("rsa_pss_rsae_sha512").orElseThrow().fits(key, true));
    }

    @ParameterizedTest
    @CsvSource({"512, rsa_pkcs1_sha256, true", "512, rsa_pkcs1_sha384, false", "752, rsa_pkcs1_sha512, true"})
    void pkcs1NeedsRoomToo(int bits, String scheme, boolean fits) throws GeneralSecurityException {
        PublicKey key = generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
        assertEquals(fits, SignatureSchemes.byName(scheme).orElseThrow().fits(key, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp256k1"})
    void aKeyOfAnotherProviderIsKnownByItsCurve(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        generator.initialize(new ECGenParameterSpec(curve));
        PublicKey key = generator.generateKeyPair().getPublic();
        Set<String> expected = switch (curve) {
            case "secp256r1" -> Set.of("ecdsa_secp256r1_sha256");
            case "secp384r1" -> Set.of("ecdsa_secp384r1_sha384");
            default -> Set.of();
        };
        assertEquals(expected, fitting(key, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "Ed448"})
    void anEdwardsKeyOfAnotherProviderFits(String name) throws GeneralSecurityException {
        PublicKey key = KeyPairGenerator.getInstance(name, new BouncyCastleProvider())
                .generateKeyPair()
                .getPublic();
        assertEquals(Set.of(name.toLowerCase(Locale.ROOT)), fitting(key, true));
    }

    private static Set<String> fitting(PublicKey key, boolean tls13) {
        return SignatureSchemes.all().stream()
                .filter(scheme -> scheme.fits(key, tls13))
                .map(SignatureScheme::ianaName)
                .collect(Collectors.toSet());
    }

    private static PublicKey pssKey(String hash, MGF1ParameterSpec mask, int salt) throws GeneralSecurityException {
        PSSParameterSpec tied = new PSSParameterSpec(hash, "MGF1", mask, salt, 1);
        return generate("RSASSA-PSS", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4, tied));
    }

    private static PublicKey generate(String algorithm, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        KeyPairGenerator generator = Jca.of(Jca.Source.PLATFORM).keyPairGenerator(algorithm);
        generator.initialize(parameters);
        return generator.generateKeyPair().getPublic();
    }
}
