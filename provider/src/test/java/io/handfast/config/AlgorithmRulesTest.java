package io.handfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.handfast.crypto.Jca;
import io.handfast.crypto.group.FiniteFieldGroup;
import io.handfast.crypto.group.NamedGroup;
import io.handfast.crypto.group.NamedGroups;
import io.handfast.crypto.signature.SignatureScheme;
import io.handfast.crypto.signature.SignatureSchemes;
import io.handfast.iana.ProtocolVersion;
import io.handfast.suite.CipherSuites;
import io.handfast.testing.KeyKind;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platform's disabled-algorithms properties and users' constraints, against suites, groups, schemes and keys. */
class AlgorithmRulesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC);
    private static final String JDK_25 = "SSLv3, TLSv1, TLSv1.1, DTLSv1.0, RC4, DES, MD5withRSA, DH keySize < 1024, "
            + "EC keySize < 224, 3DES_EDE_CBC, anon, NULL, ECDH, TLS_RSA_*, rsa_pkcs1_sha1 usage HandshakeSignature, "
            + "ecdsa_sha1 usage HandshakeSignature, dsa_sha1 usage HandshakeSignature";

    private static AlgorithmRules rules(String text) {
        return AlgorithmRules.parse(text, CLOCK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TLS_RSA_WITH_AES_128_GCM_SHA256 | TLS_RSA_* | false",
                "TLS_RSA_WITH_AES_128_GCM_SHA256 | tls_rsa_with_*_sha256 | false",
                "TLS_RSA_WITH_AES_128_GCM_SHA256 | TLS_RSA_WITH_AES_128_GCM_SHA256 | false",
                "TLS_RSA_WITH_AES_128_GCM_SHA256 | RSA | false",
                "TLS_RSA_WITH_AES_128_GCM_SHA256 | AES_128_GCM | false",
                "TLS_RSA_WITH_AES_128_GCM_SHA256 | AES_256_GCM | true",
                "TLS_RSA_WITH_AES_128_GCM_SHA256 | RSA keySize < 4096 | true",
                "TLS_RSA_WITH_AES_128_GCM_SHA256 | TLS_RSA_WITH_AES_128 | true",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 | TLS_RSA_* | true",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 | ECDH | true",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 | ECDHE | false",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 | ecdhe_rsa | false",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 | RSA | false",
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 | RSA | true",
                "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 | SHA384 | false",
                "TLS_AES_128_GCM_SHA256 | RSA, ECDHE, anon, NULL | true",
                "TLS_AES_128_GCM_SHA256 | TLS_* | false",
                "TLS_AES_128_GCM_SHA256 | AES* | true",
            })
    void suites(String suite, String property, boolean permitted) {
        assertEquals(
                permitted, rules(property).permits(CipherSuites.byName(suite).orElseThrow()));
    }

    @Test
    void versions() {
        AlgorithmRules rules = rules(JDK_25);
        assertFalse(rules.permits(ProtocolVersion.TLS10));
        assertFalse(rules.permits(ProtocolVersion.TLS11));
        assertTrue(rules.permits(ProtocolVersion.TLS12));
        assertTrue(rules.permits(ProtocolVersion.TLS13));
        assertFalse(rules("tlsv1.3").permits(ProtocolVersion.TLS13));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secp256r1 | EC keySize < 224 | true",
                "secp256r1 | EC keySize <= 256 | false",
                "secp256r1 | EC keySize == 256 | false",
                "secp256r1 | EC keySize != 384 | false",
                "secp256r1 | EC keySize > 256 | true",
                "secp256r1 | EC keySize >= 256 | false",
                "secp256r1 | secp256r1 | false",
                "x25519 | X25519 | false",
                "x25519 | XDH | false",
                "x25519 | EC | true",
                "ffdhe2048 | DH keySize < 1024 | true",
                "ffdhe2048 | DH keySize < 3072 | false",
                "ffdhe3072 | DH keySize < 3072 | true",
                "ffdhe2048 | DiffieHellman | false",
            })
    void groups(String group, String property, boolean permitted) {
        assertEquals(
                permitted, rules(property).permits(NamedGroups.byName(group).orElseThrow(), Jca.of(Jca.Source.AUTO)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rsa_pkcs1_sha1 | HANDSHAKE_SIGNATURE | rsa_pkcs1_sha1 usage HandshakeSignature | false",
                "rsa_pkcs1_sha1 | CERTIFICATE_SIGNATURE | rsa_pkcs1_sha1 usage HandshakeSignature | true",
                "rsa_pkcs1_sha1 | CERTIFICATE_SIGNATURE | SHA1 | false",
                "rsa_pkcs1_sha1 | CERTIFICATE_SIGNATURE | SHA-1 | false",
                "rsa_pkcs1_sha1 | CERTIFICATE_SIGNATURE | SHA1withRSA | false",
                "rsa_pkcs1_sha1 | HANDSHAKE_SIGNATURE | SHA1 usage SignedJAR | true",
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | SHA1 | true",
                "rsa_pss_rsae_sha256 | HANDSHAKE_SIGNATURE | RSASSA-PSS | false",
                "ecdsa_secp256r1_sha256 | HANDSHAKE_SIGNATURE | ECDSA | false",
                "ecdsa_secp256r1_sha256 | HANDSHAKE_SIGNATURE | DSA | true",
                "ecdsa_secp256r1_sha256 | HANDSHAKE_SIGNATURE | EC keySize < 384 | true",
                "ed25519 | HANDSHAKE_SIGNATURE | EdDSA | false",
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | rsa_pkcs1_sha256 usage HandshakeSignature CertificateSignature | false",
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | SHA256 denyAfter 2026-01-15 | false",
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | SHA256 denyAfter 2026-01-16 | true",
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | SHA256 denyAfter 2020-01-01 & usage TLSServer | true",
                // Entries that cannot be understood are passed over, and do not spoil their neighbours.
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | SHA256 phase of the moon | true",
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | SHA256 denyAfter tomorrow, NoSuchThing, RSA | false",
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | SHA256 denyAfter 2020-02-30 | true",
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | SHA256 denyAfter 2020-1-1 | true",
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | SHA256 denyAfter 2020-13-01 | true",
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | SHA256 denyAfter 2020-01-01T00:00 | true",
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | SHA256 usage Lunch | true",
                "rsa_pkcs1_sha256 | HANDSHAKE_SIGNATURE | '\"MD5, RSA\"' | false",
            })
    void schemes(String name, AlgorithmUsage usage, String property, boolean permitted) {
        SignatureScheme scheme = SignatureSchemes.byName(name).orElseThrow();
        assertEquals(permitted, rules(property).permits(scheme, usage));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RSA_1024 | RSA keySize < 2048 | false",
                "RSA | RSA keySize < 2048 | true",
                "RSASSA_PSS | RSA keySize < 3072 | false",
                "EC_P256 | EC keySize < 384 | false",
                "EC_P384 | EC keySize < 384 | true",
                "EC_P256 | secp256r1 | false",
                "EC_P384 | secp256r1 | true",
                "ED25519 | EdDSA | false",
                "ED25519 | Ed448 | true",
                "ED448 | Ed448 | false",
                "EC_P256 | RSA | true",
            })
    void keys(KeyKind kind, String property, boolean permitted) {
        Key key = kind.generate().getPublic();
        assertEquals(permitted, rules(property).permits(key, AlgorithmUsage.HANDSHAKE_SIGNATURE));
    }

    @Test
    void rulesForAnchorsOfThePlatformApplyOnlyThere() {
        AlgorithmRules rules = rules("SHA1 jdkCA & usage TLSServer");
        AlgorithmQuestion question = AlgorithmQuestion.about(Set.of("SHA1")).usedFor(Set.of(AlgorithmUsage.TLS_SERVER));
        assertEquals(Optional.empty(), rules.objection(question));
        assertEquals(Optional.of("SHA1 jdkCA & usage TLSServer"), rules.objection(question.platformAnchor(true)));
        assertEquals(
                Optional.empty(),
                rules.objection(
                        question.usedFor(Set.of(AlgorithmUsage.TLS_CLIENT)).platformAnchor(true)));
    }

    @Test
    void includedPropertiesCount() {
        Map<String, String> properties = Map.of("jdk.disabled.namedCurves", "secp256r1, x448");
        String text = AlgorithmRules.resolveIncludes(
                "MD5, include jdk.disabled.namedCurves, include no.such", name -> properties.getOrDefault(name, ""));
        AlgorithmRules rules = rules(text);
        Jca jca = Jca.of(Jca.Source.AUTO);
        assertFalse(rules.permits(NamedGroups.byName("secp256r1").orElseThrow(), jca));
        assertFalse(rules.permits(NamedGroups.byName("x448").orElseThrow(), jca));
        assertTrue(rules.permits(NamedGroups.byName("x25519").orElseThrow(), jca));
    }

    /** The rules are kept until a property they were made from says something else, an included one among them. */
    @Test
    void keptRulesFollowTheProperties() {
        String property = "jdk.tls.disabledAlgorithms";
        String included = "io.handfast.test.included";
        String before = Security.getProperty(property);
        Jca jca = Jca.of(Jca.Source.AUTO);
        NamedGroup x448 = NamedGroups.byName("x448").orElseThrow();
        try {
            Security.setProperty(included, "secp256r1");
            Security.setProperty(property, "MD5, include " + included);
            AlgorithmRules first = AlgorithmRules.ofTls();
            assertTrue(first.permits(x448, jca));
            assertSame(first, AlgorithmRules.ofTls());
            Security.setProperty(included, "secp256r1, x448");
            assertFalse(AlgorithmRules.ofTls().permits(x448, jca), "the included property changed");
            Security.setProperty(property, "MD5");
            assertTrue(AlgorithmRules.ofTls().permits(x448, jca), "the property itself changed");
        } finally {
            Security.setProperty(property, before);
            Security.setProperty(included, "");
        }
    }

    @Test
    void theUsersConstraintsCountAsWell() {
        AlgorithmRules rules = rules("").and(new Refusing("TLS_AES_128_GCM_SHA256"));
        assertFalse(rules.permits(CipherSuites.byName("TLS_AES_128_GCM_SHA256").orElseThrow()));
        assertTrue(rules.permits(CipherSuites.byName("TLS_AES_256_GCM_SHA384").orElseThrow()));
        assertFalse(rules("").and(new Refusing("TLSv1.3")).permits(ProtocolVersion.TLS13));
        assertFalse(rules("")
                .and(new Refusing("x25519"))
                .permits(NamedGroups.byName("x25519").orElseThrow(), Jca.of(Jca.Source.AUTO)));
        assertFalse(rules("")
                .and(new Refusing("rsa_pkcs1_sha256"))
                .permits(
                        SignatureSchemes.byName("rsa_pkcs1_sha256").orElseThrow(), AlgorithmUsage.HANDSHAKE_SIGNATURE));
        Key key = KeyKind.EC_P256.generate().getPublic();
        assertFalse(rules("").and(new Refusing("EC")).permits(key, AlgorithmUsage.HANDSHAKE_SIGNATURE));
        assertTrue(rules("").and((AlgorithmConstraints) null).permits(key, AlgorithmUsage.HANDSHAKE_SIGNATURE));
        assertFalse(rules("RSA").and(rules("EC")).permits(key, AlgorithmUsage.HANDSHAKE_SIGNATURE));
    }

    /** Constraints of an application that cannot stand one name. */
    private record Refusing(String name) implements AlgorithmConstraints {
        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
            return !algorithm.equals(name);
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return !key.getAlgorithm().equals(name);
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
            return permits(primitives, algorithm, parameters) && permits(primitives, key);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DH keySize < 2049 | DH keySize < 2049",
                "DiffieHellman keySize <= 2048 | DiffieHellman keySize <= 2048",
                "DH | DH",
                "DH keySize < 2048 | ''",
                "ffdhe2048 | ''",
                "RSA keySize < 4096, EC keySize < 521 | ''"
            })
    void aServersOwnGroupIsJudgedByItsSize(String disabled, String objection) {
        FiniteFieldGroup group =
                FiniteFieldGroup.of(NamedGroups.byName("ffdhe2048").orElseThrow());
        assertEquals(
                objection,
                rules(disabled).objection(group, Jca.of(Jca.Source.AUTO)).orElse(""));
    }
}
